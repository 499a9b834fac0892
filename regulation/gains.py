"""Illegal gains: what is confiscated and what a fine is reckoned from, after what the law of the day lets be deducted."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from regulation.money_law import MoneyLaw
from regulation.money_table import GainsValue
from regulation.offence_table import in_force
from regulation.terms import Confidence
from regulation.yuan import to_fen, told


@dataclass(frozen=True)
class NetGains:
    """The gains after deductions; `anyway`: they are confiscated whatever the act."""

    amount: Decimal | None
    anyway: bool
    confidence: Confidence
    steps: tuple[str, ...]


def net_gains(law: MoneyLaw, gross: Decimal | None, costs: Decimal | None, day: date) -> NetGains:
    """The gains by the rule in force on the day of the decision (自然资源行政处罚办法 第十四条; 行政处罚法 第二十八条)."""
    rule = in_force(law.illegal_gains["illegal_gains"].values, day)
    anyway = rule is not None and rule.confiscated_anyway
    if gross is None:
        return NetGains(None, anyway, Confidence.V, ())
    if costs is None:
        return NetGains(to_fen(gross), anyway, Confidence.V, ())
    if rule is None or not rule.costs_deducted:
        return NetGains(to_fen(gross), anyway, Confidence.D, (_not_deducted(rule, gross, costs, day),))
    net = max(gross - costs, Decimal(0))
    step = f"{rule.law}{rule.provision}：违法所得{told(gross)}，扣除合法成本和投入{told(costs)}，计{told(net)}"
    return NetGains(to_fen(net), anyway, rule.confidence, (step,))


def _not_deducted(rule: GainsValue | None, gross: Decimal, costs: Decimal, day: date) -> str:
    name = f"{rule.law}（{rule.source}）" if rule is not None else f"{day}未查到规定"
    return f"{name}：成本{told(costs)}不予扣除，违法所得计{told(gross)}"
