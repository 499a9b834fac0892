"""What grows by the day while money is not paid: the surcharge on a fine, the late fee on a fee; exact, and its steps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from itertools import pairwise

from regulation.money_table import LateValue
from regulation.offence_table import in_force
from regulation.yuan import ReckoningError, exactly, share, to_fen, told

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Sum:
    """So many yuan on a day: due on it, or paid on it."""

    day: date
    amount: Decimal


@dataclass(frozen=True)
class Pause:
    """Days of a reconsideration or a lawsuit, both included."""

    first: date
    last: date


@dataclass(frozen=True)
class Replaced:
    """When the money was due until another time was granted; it counts up to the end of the day of granting."""

    until: date
    dues: tuple[Sum, ...]


@dataclass(frozen=True)
class Owing:
    """What is to be paid and when, what was paid, and which days are a remedy's; what was granted before, oldest first."""

    dues: tuple[Sum, ...]
    paid: tuple[Sum, ...] = ()
    pauses: tuple[Pause, ...] = ()
    replaced: tuple[Replaced, ...] = ()

    @property
    def ever(self) -> tuple[Sum, ...]:
        """All that is due or was due before another time was granted."""
        return (*(due for one in self.replaced for due in one.dues), *self.dues)

    @property
    def whole(self) -> Decimal:
        """All that was to be paid."""
        return sum((one.amount for one in self.dues), Decimal(0))

    def overdue(self, day: date) -> Decimal:
        """What is unpaid of all that was due before a day; a payment counts from the day after it, the first due first."""
        held = next((one.dues for one in self.replaced if day <= one.until), self.dues)
        due = sum((one.amount for one in held if one.day < day), Decimal(0))
        return max(due - sum((one.amount for one in self.paid if one.day < day), Decimal(0)), Decimal(0))


@dataclass
class Grown:
    """What has grown so far, in how many days, and where it stopped."""

    total: Decimal = Decimal(0)
    days: int = 0
    cap: Decimal | None = None
    capped_on: date | None = None
    used: list[LateValue] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)


def grown(owing: Owing, rules: Sequence[LateValue], on: date) -> Grown:
    """What has grown by the end of a day, under the law of each day; not rounded."""
    in_order(owing, on)
    found = Grown()
    for first, last in _stretches(owing, rules, on):
        base, rule = owing.overdue(first), in_force(rules, first)
        if not base:
            continue
        if rule is None:
            found.steps.append(f"{first}至{last}：未查到规定，不计")
            continue
        if rule not in found.used:
            found.used.append(rule)
        if any(one.first <= first <= one.last for one in owing.pauses):
            how = "不予计算" if rule.pauses else "当时未规定不予计算，照计"
            found.steps.append(f"{first}至{last}：行政复议或者行政诉讼期间，{how}（{rule.law}）")
            if rule.pauses:
                continue
        _grow(found, rule, base, first, last, owing.whole)
    return found


def _grow(found: Grown, rule: LateValue, base: Decimal, first: date, last: date, whole: Decimal) -> None:
    """Add the days of a stretch, up to the cap where the law has one."""
    days, daily = (last - first).days + 1, base * rule.rate
    found.cap = None if rule.cap is None else to_fen(whole * rule.cap)
    words = f"{first}至{last}：{{}}日×{told(base)}×{share(rule.rate)}"
    if found.cap is None or found.total + daily * days < found.cap:
        found.total, found.days = found.total + daily * days, found.days + days
        found.steps.append(f"{words.format(days)}＝{exactly(daily * days)}")
        return
    left = found.cap - found.total
    if left <= 0:
        found.capped_on = found.capped_on or first
        found.steps.append(f"{first}至{last}：已达到上限{told(found.cap)}，不再增加（{rule.law}）")
        return
    needed = int((left / daily).to_integral_value(ROUND_CEILING))
    found.capped_on = first + (needed - 1) * DAY
    found.steps.append(f"{words.format(needed)}＝{exactly(daily * needed)}，{found.capped_on}（本段第{needed}日）达到上限"
                       f"{told(found.cap)}，其后不再增加（{rule.law}）")
    found.total, found.days = found.cap, found.days + needed


def _stretches(owing: Owing, rules: Sequence[LateValue], on: date) -> Iterator[tuple[date, date]]:
    """Runs of days on which nothing changes, from the day after the first due day."""
    start = min(one.day for one in owing.ever) + DAY
    turns = {one.day + DAY for one in (*owing.ever, *owing.paid)} | {one.until + DAY for one in owing.replaced}
    turns |= {day for one in owing.pauses for day in (one.first, one.last + DAY)}
    turns |= {day for rule in rules for day in (rule.effective_from, rule.until and rule.until + DAY) if day}
    marks = sorted({start, on + DAY, *(day for day in turns if start < day <= on)}) if start <= on else []
    yield from ((first, following - DAY) for first, following in pairwise(marks))


def in_order(owing: Owing, on: date) -> None:
    """Refuse payments of the future, pauses that end before they begin, and nothing to pay."""
    if not owing.dues or any(one.amount <= 0 for one in (*owing.ever, *owing.paid)):
        raise ReckoningError("An amount of nothing cannot be reckoned with.", way_out="Give amounts above 0.")
    for one in owing.paid:
        if one.day > on:
            raise ReckoningError(f"The payment of {one.day} comes after {on}, the day that is asked about.",
                                 way_out="Leave it out, or ask about a later day.")
    for pause in owing.pauses:
        if pause.last < pause.first:
            raise ReckoningError(f"The pause ends on {pause.last}, before it begins on {pause.first}.",
                                 way_out="Write the first day, a colon, the last day.")
