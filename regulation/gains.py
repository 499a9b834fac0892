"""Illegal gains: what is confiscated and what a fine is reckoned from, after what the law of the day lets be deducted."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from regulation.money_law import MoneyLaw
from regulation.money_table import GainsValue
from regulation.offence_table import in_force
from regulation.terms import Confidence
from regulation.yuan import to_fen, told

ZERO = Decimal(0)


@dataclass(frozen=True)
class NetGains:
    """The gains a fine is reckoned from, and what of them is confiscated; `anyway`: whatever the act."""

    amount: Decimal | None
    confiscated: Decimal | None
    anyway: bool
    basis: str = ""  # what says so
    unconfirmed: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()

    @property
    def confidence(self) -> Confidence:
        """How sure it is."""
        return Confidence.D if self.unconfirmed else Confidence.V


def net_gains(law: MoneyLaw, gross: Decimal | None, day: date, *, costs: Decimal | None, refunds: Decimal | None) -> NetGains:
    """The gains by the rule in force on the day of the decision (自然资源行政处罚办法 第十四条; 行政处罚法 第二十八条)."""
    rule = in_force(law.illegal_gains["illegal_gains"].values, day)
    anyway = rule is not None and rule.confiscated_anyway
    # Whoever said so first; what came later says what may be deducted.
    basis = next((f"{one.law}{one.provision}" for one in law.illegal_gains["illegal_gains"].values
                  if anyway and one.confiscated_anyway), "")
    if gross is None:
        return NetGains(None, None, anyway, basis)
    net, doubts, steps = gross, tuple[str, ...](), []
    if costs is not None:
        net, doubts, step = _less_costs(rule, gross, costs, day)
        steps.append(step)
    kept = net
    if refunds is not None:
        kept = max(net - refunds, ZERO) if anyway else net
        name = rule.law if rule is not None and anyway else f"{day}未查到规定"
        steps.append(f"{name}：依法应当退赔的{told(refunds)}{'不予没收' if anyway else '不予扣除'}，没收违法所得{told(kept)}")
    return NetGains(to_fen(net), to_fen(kept), anyway, basis, doubts, tuple(steps))


def _less_costs(rule: GainsValue | None, gross: Decimal, costs: Decimal, day: date) -> tuple[Decimal, tuple[str, ...], str]:
    """The gains without lawful costs and inputs, where they may be deducted, never below nothing."""
    if rule is None or not rule.costs_deducted:
        name = f"{day}未查到规定" if rule is None else f"{rule.law}（{rule.source}）"
        sure = rule is not None and rule.confidence is Confidence.V
        doubts = () if sure else ("当时是否扣除成本未经确认，未扣除",)
        return gross, doubts, f"{name}：成本{told(costs)}不予扣除，违法所得计{told(gross)}"
    net = max(gross - costs, ZERO)
    step = f"{rule.law}{rule.provision}：违法所得{told(gross)}，扣除合法成本和投入{told(costs)}，计{told(net)}"
    return net, rule.unconfirmed, step
