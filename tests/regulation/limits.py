"""Builders for limits: projected under the rulebook's laws and the announced holidays."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from foundation.clock import day_of
from regulation.book import Regime
from regulation.due import DueDate, Suspension, project
from regulation.limits import Limit, limit_of
from regulation.loading import load
from regulation.periods import Period
from regulation.reckoning import event_period
from regulation.rule import DueRule, Span
from regulation.terms import Unit
from regulation.workdays import WorkCalendar

CALENDAR = WorkCalendar()
DAY, WORKING_DAY, MONTH, LAW_DAY = Unit.DAY, Unit.WORKING_DAY, Unit.MONTH, Unit.LAW_DAY


@cache
def regimes() -> Sequence[Regime]:
    return load().regimes


def projected(rule: DueRule, period: Period, *, roll: bool = False, calendar: WorkCalendar = CALENDAR, **moved: Any) -> DueDate:
    return project(rule, period=period, calendar=calendar, roll=roll, regimes=regimes(), **moved)


def after(day: date, n: int, unit: Unit, *, law: str | None = None, **asked: Any) -> DueDate:
    """The end of a limit that an event on a day sets running."""
    return projected(DueRule(after=Span(n, unit, law)), event_period(day), **asked)


def stops(*days: tuple[int, int], year: int = 2024) -> list[Suspension]:
    """Suspensions, each from a month and day to a month and day."""
    told = [date(year, *day) for day in days]
    return [Suspension(first, last) for first, last in zip(told[::2], told[1::2], strict=True)]


def limit(step: str, start: date | datetime, *, calendar: WorkCalendar = CALENDAR, suspended: Sequence[str] = (),
          extension: int = 0) -> Limit:
    """The limit of a step of the case; suspensions as FROM:TO."""
    suspensions = [Suspension(*map(date.fromisoformat, one.split(":"))) for one in suspended]
    return limit_of(load(), calendar, load().limits[step], start, day=day_of(start) if isinstance(start, datetime) else start,
                    suspensions=suspensions, extension=extension)
