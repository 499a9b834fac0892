"""From a rule and a period to everything that follows from the date: when it opens, falls due, is chased, lapses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from regulation.book import Rulebook
from regulation.counting import regime_on
from regulation.due import Suspension, project
from regulation.ladder import Ladder
from regulation.periods import Period, periods_between, reported_period
from regulation.rule import DutyRule, DutyValue, Span
from regulation.rungs import RungDay, lapse_day, rung_days
from regulation.terms import Cadence, Joins, Unit
from regulation.workdays import WorkCalendar

RECURRENT = (Cadence.WEEK, Cadence.MONTH, Cadence.QUARTER, Cadence.HALF_YEAR, Cadence.YEAR)
LONGEST = {Unit.DAY: 1, Unit.WORKING_DAY: 3, Unit.LAW_DAY: 3, Unit.MONTH: 31, Unit.HOUR: 1}  # calendar days at most
RESTS = 31  # days; no run of rest days by which a day is moved was longer than ten


@dataclass(frozen=True)
class Reckoned:
    """A rule's duty for one period, with all its days."""

    rule: str
    period: Period
    effective_from: date
    opens: date
    due: date
    provisional: bool
    explanation: str
    reports_on: str | None
    times: int
    joins_until: date  # whoever comes into being by this day owes it too
    rungs: tuple[RungDay, ...]
    lapse_on: date | None


def reckon(
    book: Rulebook, rule: DutyRule, period: Period, calendar: WorkCalendar, *,
    value: DutyValue | None = None, suspensions: Sequence[Suspension] = (), extensions: Sequence[Span] = (),
) -> Reckoned | None:
    """The days of a rule for a period, or None where the rule is not in force when the period opens."""
    value = value or rule.value_on(period.start)
    if value is None:
        return None
    roll = value.roll if value.rolls_by is None else regime_on(book.regimes, value.rolls_by, period.start).rolls
    due = project(value.due, period=period, calendar=calendar, roll=roll, regimes=book.regimes,
                  suspensions=suspensions, extensions=extensions)
    ladder = book.ladders[rule.ladder].on(period.start)
    opens = _opens(value, ladder, period, due.day)
    return Reckoned(
        rule=rule.code, period=period, effective_from=value.effective_from, opens=opens, due=due.day,
        provisional=due.provisional, explanation=due.explanation, times=value.times,
        joins_until=_joins_until(rule, period, opens),
        reports_on=reported_period(value.reports_on, period) if rule.cadence in RECURRENT else None,
        rungs=rung_days(ladder, due.day, opens=opens, calendar=calendar),
        lapse_on=None if rule.catch_up else lapse_day(ladder, due.day, calendar),
    )


def _opens(value: DutyValue, ladder: Ladder, period: Period, due: date) -> date:
    """The first day of the period; what is owed before an event opens in time for all its reminders."""
    if value.due.before is None:
        return period.start
    return due + timedelta(days=min((0, *(rung.offset for rung in ladder.rungs))))


def _joins_until(rule: DutyRule, period: Period, opens: date) -> date:
    if rule.joins is Joins.DURING:
        return period.end
    return date(period.start.year, 6, 30) if rule.joins is Joins.FIRST_HALF else opens


def event_period(day: date) -> Period:
    """The period of a duty that an event on this day opens."""
    return Period(start=day, end=day, code=day.isoformat())


def once_period(value: DutyValue, number: int = 1) -> Period:
    """The period of a one-off duty: from the day its value takes effect to its date; a later decree's is another one."""
    end = value.due.date or value.effective_from
    return Period(start=value.effective_from, end=end, code="once" if number == 1 else f"once-{number}")


def falling_due(
    book: Rulebook, rule: DutyRule, calendar: WorkCalendar, first: date, last: date,
) -> Iterator[Reckoned]:
    """Every period of a rule that falls due between two days, both included; event and rolling rules have none."""
    for reckoned in _candidates(book, rule, calendar, first, last):
        if reckoned is not None and first <= reckoned.due <= last and not _beyond_end(rule, reckoned):
            yield reckoned


def _candidates(
    book: Rulebook, rule: DutyRule, calendar: WorkCalendar, first: date, last: date,
) -> Iterator[Reckoned | None]:
    if rule.cadence is Cadence.ONCE:
        for number, value in enumerate(rule.values, 1):
            yield reckon(book, rule, once_period(value, number), calendar, value=value)
    elif rule.cadence in RECURRENT:
        begins = min(value.effective_from for value in rule.values)
        start = max(first - _reach(rule), begins)
        if start <= last:
            for period in periods_between(rule.cadence, start, last):
                yield reckon(book, rule, period, calendar)


def _reach(rule: DutyRule) -> timedelta:
    """How far back a period may end that falls due on a day: the time to report on it, and the longest run of rest days."""
    spans = [value.due.after for value in rule.values if value.due.after is not None]
    return timedelta(days=RESTS + max((LONGEST[span.unit] * span.n for span in spans), default=0))


def opening(
    book: Rulebook, rule: DutyRule, calendar: WorkCalendar, *, since: date, until: date,
) -> Iterator[Reckoned]:
    """Every period of a rule that opens by `until` and falls due on `since` or later."""
    for reckoned in _candidates(book, rule, calendar, since, until):
        if (reckoned is not None and reckoned.opens <= until and reckoned.due >= since
                and not _beyond_end(rule, reckoned)):
            yield reckoned


def _beyond_end(rule: DutyRule, reckoned: Reckoned) -> bool:
    """Whether the rule is over before the duty falls due: then nothing is owed any more."""
    return rule.ended_by(reckoned.due) is not None
