"""Periods: weeks, months, quarters, half-years and years, their codes, and the period that a report is about."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from regulation.terms import Cadence

MONTHS = {Cadence.MONTH: 1, Cadence.QUARTER: 3, Cadence.HALF_YEAR: 6, Cadence.YEAR: 12}
REPORTS_ON = ("none", "same_period", "previous_year", "this_year", "first_half", "previous_period")


@dataclass(frozen=True, order=True)
class Period:
    """Days from start to end, both included, with the code people use: 2012-W09, 2012-03, 2012Q1, 2012H1, 2012."""

    start: date
    end: date
    code: str


def period_of(cadence: Cadence, day: date) -> Period:
    """The period of a cadence that a day lies in; weeks are ISO weeks, Monday to Sunday."""
    if cadence is Cadence.WEEK:
        start = day - timedelta(days=day.weekday())
        year, week, _ = day.isocalendar()
        return Period(start, start + timedelta(days=6), f"{year}-W{week:02d}")
    length = MONTHS.get(cadence)
    if length is None:
        raise ValueError(f"{cadence} has no periods of its own")
    number = (day.month - 1) // length
    first, last = number * length + 1, (number + 1) * length
    code = {1: f"{day.year}-{first:02d}", 3: f"{day.year}Q{number + 1}", 6: f"{day.year}H{number + 1}",
            12: str(day.year)}[length]
    return Period(date(day.year, first, 1), date(day.year, last, calendar.monthrange(day.year, last)[1]), code)


def periods_between(cadence: Cadence, first: date, last: date) -> Iterator[Period]:
    """Every period of a cadence that has a day between two days, both included."""
    day = first
    while day <= last:
        period = period_of(cadence, day)
        yield period
        day = period.end + timedelta(days=1)


def reported_period(reports_on: str, period: Period) -> str | None:
    """The code of the period that a report of this period is about; None where nothing is reported on."""
    year = period.code[:4]  # of a week, the year that its number belongs to
    match reports_on:
        case "none":
            return None
        case "same_period":
            return period.code
        case "previous_year":
            return str(int(year) - 1)
        case "this_year":
            return year
        case "first_half":
            return f"{year}H1"
        case "previous_period":
            return period_of(_cadence_of(period.code), period.start - timedelta(days=1)).code
    raise ValueError(f"reports_on “{reports_on}” is unknown; write one of {', '.join(REPORTS_ON)}")


def year_before(code: str) -> str | None:
    """The code of the same period a year before; None where periods have none, as those of events."""
    try:
        _cadence_of(code)
    except ValueError:
        return None
    return f"{int(code[:4]) - 1:04d}{code[4:]}"


def _cadence_of(code: str) -> Cadence:
    for pattern, cadence in ((r"\d{4}-W\d\d", Cadence.WEEK), (r"\d{4}-\d\d", Cadence.MONTH), (r"\d{4}Q\d", Cadence.QUARTER),
                             (r"\d{4}H\d", Cadence.HALF_YEAR), (r"\d{4}", Cadence.YEAR)):
        if re.fullmatch(pattern, code):
            return cadence
    raise ValueError(f"period code “{code}” belongs to no cadence")
