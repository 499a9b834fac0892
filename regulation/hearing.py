"""Whether a hearing must be offered before a penalty, by the law of the day (处罚法第六十三条; 办法2024 第三十四条)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from regulation.guards.unmet import Unmet
from regulation.money_law import MoneyLaw
from regulation.money_table import HearingValue
from regulation.offence_table import Circumstance, Measure, Offence, in_force
from regulation.offence_words import MEASURES
from regulation.punishment import Penalty
from regulation.yuan import told

HEAVY = (Measure.SUSPEND_BUSINESS, Measure.REVOKE_LICENCE, Measure.TAKE_BACK_RIGHT)
CONFISCATED = {"gains": "没收的违法所得", "ore": "没收的矿产品", "tools": "没收的工具、设备"}
ZERO = Decimal(0)
Reasons = Callable[[HearingValue, Decimal], Iterator[Unmet]]


@dataclass(frozen=True)
class Proposal:
    """A penalty as it is proposed or decided: yuan, none for ore that nobody valued; other sanctions in words."""

    fine: Decimal = ZERO
    gains: Decimal = ZERO
    ore: Decimal | None = ZERO
    others: str = ""


def due_for(law: MoneyLaw, proposal: Proposal, *, person: bool, day: date) -> Unmet | None:
    """Why this penalty wants a hearing offered on a day; nothing where it does not, or no rule of that day was found."""
    return _first(law, day, lambda value, line: _of_proposal(value, proposal, line), person=person)


def due_by_law(law: MoneyLaw, found: Penalty, when: Circumstance | None, *, person: bool, day: date) -> Unmet | None:
    """Why any penalty within the law will want one: by its least fine, by what is confiscated, by what else must be ordered."""
    ordered = _ordered(law.offence[found.offence], found, when)
    return _first(law, day, lambda value, line: _of_law(value, found, ordered, line), person=person)


def _ordered(offence: Offence, found: Penalty, when: Circumstance | None) -> tuple[Measure, ...]:
    """What the law that was found wants under the circumstance of the case, and wants a hearing."""
    return tuple(one.what for value in offence.values if (value.law, value.provision) == (found.law, found.provision)
                 for one in value.sanctions if one.what in HEAVY and not one.may and one.when in (Circumstance.PLAIN, when))


def _first(law: MoneyLaw, day: date, reasons: Reasons, *, person: bool) -> Unmet | None:
    values = (in_force(one.values, day) for one in law.hearing.values())
    return next((why for value in values if value is not None
                 for why in reasons(value, value.person if person else value.entity)), None)


def _of_proposal(value: HearingValue, proposal: Proposal, line: Decimal) -> Iterator[Unmet]:
    for word in value.words:
        if word in proposal.others:
            yield Unmet(f"A hearing must be offered: “{word}” stands among the sanctions.", _offer(value))
    yield from _fined(value, proposal.fine, line)
    yield from _taken(value, "gains", proposal.gains, line)
    yield from _taken(value, "ore", proposal.ore, line)
    if value.confiscated and proposal.ore is None:
        yield Unmet("Whether a hearing must be offered is not known: nobody has valued the ore that is confiscated.",
                    "Value it with case.value（认定金额和情节）, or offer a hearing.")


def _of_law(value: HearingValue, found: Penalty, ordered: tuple[Measure, ...], line: Decimal) -> Iterator[Unmet]:
    if found.range is not None and found.must:
        yield from _fined(value, found.range.least, line)
    for taken in found.confiscation:
        yield from _taken(value, taken.what, taken.value, line)
    for one in ordered:
        yield Unmet(f"A hearing must be offered: “{MEASURES[one]}” stands among the sanctions.", _offer(value))


def _fined(value: HearingValue, fine: Decimal, line: Decimal) -> Iterator[Unmet]:
    if fine >= line:
        yield Unmet(f"A hearing must be offered: a fine of {told(fine)} is not below {told(line)}.", _offer(value))


def _taken(value: HearingValue, what: str, worth: Decimal | None, line: Decimal) -> Iterator[Unmet]:
    if value.confiscated and worth is not None and worth >= line:
        yield Unmet(f"A hearing must be offered: {CONFISCATED[what]}, worth {told(worth)}, is not below {told(line)}.",
                    _offer(value))


def _offer(value: HearingValue) -> str:
    basis = f"{value.law}{value.provision}" + "".join(f"；{one}" for one in value.unconfirmed)
    return f"Answer yes in case.assess（认定案件情节） and serve the hearing notice ({basis})."
