"""A month as weeks of days, with what falls due on each and which are rest days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from casework.view.year import YearLine
from regulation.workdays import WorkCalendar


@dataclass(frozen=True)
class Day:
    """A day of a month's page; those of the months around it fill the first and last week."""

    day: date
    inside: bool
    working: bool
    name: str  # why it is not as the week would have it
    count: int  # duties due
    owed: int  # of these, neither done nor handed in


def weeks(year: int, month: int, lines: Iterable[YearLine], calendar: WorkCalendar) -> list[list[Day]]:
    """The weeks of a month, Monday to Sunday."""
    due: dict[date, tuple[int, int]] = {}
    for line in lines:
        count, owed = due.get(line.due, (0, 0))
        due[line.due] = (count + line.count, owed + line.owed)
    first = date(year, month, 1)
    start = first - timedelta(days=first.weekday())
    days = [start + timedelta(days=n) for n in range(42)]
    made = [_day(day, month, due.get(day, (0, 0)), calendar) for day in days]
    found = [made[n:n + 7] for n in range(0, 42, 7)]
    return [week for week in found if any(day.inside for day in week)]


def _day(day: date, month: int, due: tuple[int, int], calendar: WorkCalendar) -> Day:
    if day.month != month:
        return Day(day, False, True, "", 0, 0)
    working = calendar.is_working(day)
    return Day(day, True, working, calendar.why(day) if working == (day.weekday() >= 5) else "", *due)
