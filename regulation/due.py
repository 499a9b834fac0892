"""When a duty falls due: start + budget + suspensions, rolled where the law rolls it, and how that came about."""

import calendar as months
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from regulation.book import Regime
from regulation.counting import unit_of
from regulation.periods import Period
from regulation.rule import DueRule, Span
from regulation.tally import NAMES, Tally
from regulation.terms import Unit
from regulation.workdays import WorkCalendar


@dataclass(frozen=True)
class DueDate:
    """The last day, whether it may still move with a year's holidays, and how it came about, in Chinese."""

    day: date
    provisional: bool
    explanation: str
    unrolled: date  # where the count ended, before it moved off a rest day
    steps: tuple[str, ...]  # the explanation, a sentence each


@dataclass(frozen=True)
class Suspension:
    """Days that do not count, both included."""

    first: date
    last: date


def project(
    rule: DueRule, *, period: Period, calendar: WorkCalendar, roll: bool, regimes: Sequence[Regime] = (),
    suspensions: Sequence[Suspension] = (), extensions: Sequence[Span] = (),
) -> DueDate:
    """The due day of a rule for a period (an event's day is a period of one day), with its explanation.

    Suspended days within the limit, or within an extension of it, do not count; only a statutory last day rolls off a
    rest day (`roll`), one that is counted back rolls back.
    """
    tally, unit, rolls = _first_day(rule, period, calendar, regimes)
    # A limit counted from the period's end begins the day after it: what was suspended before that costs it nothing.
    begins = period.start if rule.after is None else period.end + timedelta(days=1)
    _suspend(tally, suspensions, unit, begins=begins)
    for span in extensions:
        unit, by_law = _unit(span, regimes, tally.day)
        rolls, begins = rolls or by_law, tally.day + timedelta(days=1)
        tally.add(span.n, unit, "延长")
        _suspend(tally, suspensions, unit, begins=begins)
    unrolled = tally.day
    if roll or rolls:
        tally.roll(back=rule.before is not None)
    unknown = tally.unknown_years()
    if unknown:
        tally.steps.append(f"{'、'.join(map(str, unknown))}年放假安排尚未公布，暂按周末推算，日期为暂定")
    told = "；".join(tally.steps) + f"。到期日{tally.day}。"
    return DueDate(tally.day, bool(unknown), told, unrolled, tuple(tally.steps))


def _first_day(
    rule: DueRule, period: Period, calendar: WorkCalendar, regimes: Sequence[Regime],
) -> tuple[Tally, Unit, bool]:
    if rule.on is not None:
        day = named_day(rule.on, period.start.year)
        return Tally(calendar, day, [f"规定日期为{day}（每年{rule.on.replace('-end', '月末日')}）"]), Unit.DAY, False
    if rule.date is not None:
        return Tally(calendar, rule.date, [f"规定日期为{rule.date}（一次性）"]), Unit.DAY, False
    if rule.at_period_end:
        return Tally(calendar, period.end, [f"期间{period.code}（{period.start}至{period.end}）届满之日"]), Unit.DAY, False
    span = rule.after or rule.before
    if span is None:
        raise ValueError("a due rule needs one of on, at_period_end, date, after, before")
    unit, rolls = _unit(span, regimes, period.end)
    tally = Tally(calendar, period.end, [f"自{period.end}起算，当日不计"])
    if rule.after is not None:
        tally.add(span.n, unit, "经")
    else:
        tally.add(-span.n, unit, "前推")
    return tally, unit, rolls


def named_day(on: str, year: int) -> date:
    """The day of a year that `MM-DD`, or `MM-end` for the last day of a month, names; ValueError where there is none."""
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


def _suspend(tally: Tally, suspensions: Sequence[Suspension], unit: Unit, *, begins: date) -> None:
    """Each suspended day that lies within the running limit pushes the last day on by one day of the limit's unit."""
    for one in sorted(suspensions, key=lambda s: s.first):
        first, last = max(one.first, begins), one.last
        if first > tally.day or last < first:
            continue
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        lost = sum(tally.working(day) for day in days) if unit is Unit.WORKING_DAY else len(days)
        counted_in = NAMES[unit if unit is Unit.WORKING_DAY else Unit.DAY]
        tally.steps.append(f"{one.first}至{one.last}中止，不计入，顺延{lost}{counted_in}")
        if unit is Unit.WORKING_DAY:
            tally.forward(lost)
        else:
            tally.day += timedelta(days=lost)
        begins = last + timedelta(days=1)  # a day suspended twice is lost once
