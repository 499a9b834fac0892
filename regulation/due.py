"""When a duty falls due: start + budget + suspensions, rolled where the law rolls it, and how that came about."""

import calendar as months
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from regulation.counting import add_hours, add_months, unit_of
from regulation.periods import Period
from regulation.rule import DueRule, Regime, Span, Unit
from regulation.workdays import WorkCalendar

NAMES = {Unit.DAY: "日", Unit.WORKING_DAY: "个工作日", Unit.MONTH: "个月", Unit.HOUR: "小时"}


@dataclass(frozen=True)
class DueDate:
    """The last day, whether it may still move with a year's holidays, and how it came about, in Chinese."""

    day: date
    provisional: bool
    explanation: str


@dataclass(frozen=True)
class Suspension:
    """Days that do not count, both included."""

    first: date
    last: date


@dataclass
class _Count:
    """A count in progress: what was asked of the calendar and what is to be told."""

    calendar: WorkCalendar
    day: date
    steps: list[str] = field(default_factory=list)
    asked: set[int] = field(default_factory=set)  # years whose working days the answer depends on

    def working(self, day: date) -> bool:
        self.asked.add(day.year)
        return self.calendar.is_working(day)

    def forward(self, n: int) -> None:
        """Count n working days on (back, if negative), telling which days were skipped."""
        step, left, skipped, made_up = timedelta(days=1 if n > 0 else -1), abs(n), [], []
        while left:
            self.day += step
            if self.working(self.day):
                left -= 1
                if self.day.weekday() >= 5:
                    made_up.append(self.day)
            else:
                skipped.append(self.day)
        if skipped:
            self.steps.append(f"跳过{_runs(self.calendar, skipped)}")
        if made_up:
            self.steps.append("、".join(f"{day:%m-%d}" for day in made_up) + "调休上班，计入")


def project(
    rule: DueRule, *, period: Period, calendar: WorkCalendar, roll: bool, regimes: Sequence[Regime] = (),
    suspensions: Sequence[Suspension] = (), extensions: Sequence[Span] = (),
) -> DueDate:
    """The due day of a rule for a period (an event's day is a period of one day), with its explanation.

    Suspended days do not count; extensions come after; only a statutory last day rolls off a rest day (`roll`).
    """
    count, unit, rolls = _first_day(rule, period, calendar, regimes)
    _suspend(count, suspensions, unit, begins=period.start)
    for span in extensions:
        unit, by_law = _unit(span, regimes, count.day)
        rolls = rolls or by_law
        _add(count, span.n, unit, "延长")
    if roll or rolls:
        _roll(count)
    unknown = sorted(year for year in count.asked if not calendar.announced(year))
    if unknown:
        count.steps.append(f"{'、'.join(map(str, unknown))}年放假安排尚未公布，暂按周末推算，日期为暂定")
    return DueDate(count.day, bool(unknown), "；".join(count.steps) + f"。到期日{count.day}。")


def _first_day(
    rule: DueRule, period: Period, calendar: WorkCalendar, regimes: Sequence[Regime],
) -> tuple[_Count, Unit, bool]:
    if rule.on is not None:
        day = _named_day(rule.on, period.start.year)
        return _Count(calendar, day, [f"规定日期为{day}（每年{rule.on.replace('-end', '月末日')}）"]), Unit.DAY, False
    if rule.date is not None:
        return _Count(calendar, rule.date, [f"规定日期为{rule.date}（一次性）"]), Unit.DAY, False
    if rule.at_period_end:
        return _Count(calendar, period.end, [f"期间{period.code}（{period.start}至{period.end}）届满之日"]), Unit.DAY, False
    span = rule.after or rule.before
    if span is None:
        raise ValueError("a due rule needs one of on, at_period_end, date, after, before")
    unit, rolls = _unit(span, regimes, period.end)
    count = _Count(calendar, period.end, [f"自{period.end}起算，当日不计"])
    if rule.after is not None:
        _add(count, span.n, unit, "经")
    else:
        _add(count, -span.n, unit, "前推")
    return count, unit, rolls


def _named_day(on: str, year: int) -> date:
    found = re.fullmatch(r"(\d\d)-(\d\d|end)", on)
    if found is None:
        raise ValueError(f"due on “{on}” is no day; write MM-DD or MM-end")
    month = int(found[1])
    day = months.monthrange(year, month)[1] if found[2] == "end" else int(found[2])
    return date(year, month, day)


def _unit(span: Span, regimes: Sequence[Regime], day: date) -> tuple[Unit, bool]:
    if span.unit is not Unit.LAW_DAY:
        return span.unit, False
    return unit_of(regimes, span.law or "", span.n, day)


def _add(count: _Count, n: int, unit: Unit, verb: str) -> None:
    count.steps.append(f"{verb}{abs(n)}{NAMES[unit]}")
    if unit is Unit.WORKING_DAY:
        count.forward(n)
    elif unit is Unit.MONTH:
        count.day = add_months(count.day, n)
    elif unit is Unit.HOUR:
        start = datetime(count.day.year, count.day.month, count.day.day)  # noqa: DTZ001  a wall-clock day
        count.day = add_hours(start, n).date()
    else:
        count.day += timedelta(days=n)


def _suspend(count: _Count, suspensions: Sequence[Suspension], unit: Unit, *, begins: date) -> None:
    """Each suspended day that lies within the running limit pushes the last day on by one day of the limit's unit."""
    for one in sorted(suspensions, key=lambda s: s.first):
        first, last = max(one.first, begins), one.last
        if first > count.day or last < first:
            continue
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        lost = sum(count.working(day) for day in days) if unit is Unit.WORKING_DAY else len(days)
        counted_in = NAMES[unit if unit is Unit.WORKING_DAY else Unit.DAY]
        count.steps.append(f"{one.first}至{one.last}中止，不计入，顺延{lost}{counted_in}")
        if unit is Unit.WORKING_DAY:
            count.forward(lost)
        else:
            count.day += timedelta(days=lost)


def _roll(count: _Count) -> None:
    if count.working(count.day):
        return
    was, why = count.day, count.calendar.why(count.day)
    while not count.working(count.day):
        count.day += timedelta(days=1)
    count.steps.append(f"末日{was}为休息日（{why}），顺延至{count.day}")


def _runs(calendar: WorkCalendar, days: list[date]) -> str:
    """Skipped days, neighbours of one reason told together."""
    told: list[tuple[date, date, str]] = []
    for day in sorted(days):
        why = calendar.why(day)
        if told and told[-1][2] == why and told[-1][1] + timedelta(days=1) == day:
            told[-1] = (told[-1][0], day, why)
        else:
            told.append((day, day, why))
    return "、".join(f"{a:%m-%d}{'' if a == b else f'至{b:%m-%d}'}{why}" for a, b, why in told)


def project_hours(start: datetime, n: int) -> datetime:
    """The instant at which a limit of n hours ends."""
    return add_hours(start, n)
