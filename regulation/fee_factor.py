"""The recovery factor of the compensation fee: approved ÷ actual recovery, or what stands for it while that is not known."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from regulation.money_law import MoneyLaw
from regulation.money_table import FactorValue
from regulation.offence_table import in_force
from regulation.terms import Confidence
from regulation.yuan import ReckoningError, plain


class Known(StrEnum):
    """What is known of the actual recovery."""

    AUDITED = "audited"
    PROVISIONAL = "provisional"  # filed, not yet audited
    UNFILED = "unfiled"


@dataclass(frozen=True)
class Recovery:
    """The approved and the actual recovery in percent, where audited; or a factor that an office has set."""

    known: Known
    approved: Decimal | None = None
    actual: Decimal | None = None
    factor: Decimal | None = None


@dataclass(frozen=True)
class FactorFound:
    """The factor, a range where the recovery was not filed."""

    least: Decimal
    most: Decimal
    confidence: Confidence
    unconfirmed: tuple[str, ...]
    steps: tuple[str, ...]


def factor_of(law: MoneyLaw, recovery: Recovery, day: date) -> FactorFound:
    """The factor (第五条); more than one or less: a better recovery than approved lowers the fee."""
    if recovery.factor is not None:
        if recovery.factor <= 0:
            raise ReckoningError("A factor of nothing cannot be reckoned with.", way_out="Give a factor above 0.")
        return FactorFound(recovery.factor, recovery.factor, Confidence.V, (),
                           (f"开采回采率系数{plain(recovery.factor)}（已核定）",))
    if recovery.known is Known.AUDITED:
        return _audited(recovery)
    rule = in_force(law.recovery_factor["without_audit"].values, day)
    if rule is None:
        raise ReckoningError(f"No factor is known for {day} without an audit.",
                             way_out="Give the approved and the actual recovery.")
    return _stand_in(rule, recovery.known)


def _audited(recovery: Recovery) -> FactorFound:
    approved, actual = recovery.approved, recovery.actual
    if approved is None or actual is None:
        raise ReckoningError("An audited factor needs the approved and the actual recovery.",
                             way_out="Give both in percent, or say that it is provisional.")
    for one in (approved, actual):
        if not 0 < one <= 100:
            raise ReckoningError(f"A recovery of {one} % cannot be.", way_out="Give percent above 0, up to 100.")
    factor = approved / actual
    step = f"开采回采率系数＝核定{plain(approved)}%÷实际{plain(actual)}%＝{plain(round(factor, 6))}"
    return FactorFound(factor, factor, Confidence.V, (), (step,))


def _stand_in(rule: FactorValue, known: Known) -> FactorFound:
    doubt = rule.source
    if known is Known.PROVISIONAL:
        return FactorFound(rule.provisional, rule.provisional, rule.confidence, (doubt,),
                           (f"尚未核定，开采回采率系数暂按{plain(rule.provisional)}（{doubt}）",))
    return FactorFound(rule.unfiled_least, rule.unfiled_most, rule.confidence, (doubt,),
                       (f"未报实际开采回采率，系数{plain(rule.unfiled_least)}至{plain(rule.unfiled_most)}（{doubt}）",))
