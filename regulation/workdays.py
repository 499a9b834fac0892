"""Which days are working days: the announced years as the library knows them, imported notices laid over them."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

FIRST_YEAR = 2004
WEEKDAYS = "一二三四五六日"
NAMES = {
    "New Year's Day": "元旦", "Spring Festival": "春节", "Tomb-sweeping Day": "清明节", "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节", "Mid-autumn Festival": "中秋节", "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利七十周年纪念日",
}


class CalendarError(Exception):
    """A day lies before the years whose holidays are known."""


@dataclass(frozen=True)
class DayMark:
    """A day made a rest day or a working day by a year's notice."""

    working: bool
    name: str


@lru_cache(maxsize=64)
def _library_year(year: int) -> dict[date, DayMark] | None:
    """The days of a year that differ from the plain week, or None where the library does not know the year."""
    from chinese_calendar.constants import holidays, workdays
    found = {day: DayMark(False, NAMES.get(str(name), str(name))) for day, name in holidays.items() if day.year == year}
    if not found:
        return None
    found |= {day: DayMark(True, NAMES.get(str(name), str(name))) for day, name in workdays.items() if day.year == year}
    if year == 2005:
        # The library takes this Saturday for a rest day; it was worked for the New Year of 2006 (domain §10).
        found[date(2005, 12, 31)] = DayMark(True, "元旦")
    return found


@lru_cache(maxsize=64)
def _plain_working_days(year: int) -> tuple[date, ...]:
    return _of_year(WorkCalendar(), year)


def _of_year(calendar: "WorkCalendar", year: int) -> tuple[date, ...]:
    first = date(year, 1, 1).toordinal()
    days = (date.fromordinal(first + n) for n in range(date(year, 12, 31).toordinal() - first + 1))
    return tuple(day for day in days if calendar.is_working(day))


@dataclass(frozen=True)
class WorkCalendar:
    """Working days from 2004 on; beyond the announced years only the week is known and dates are provisional."""

    marks: Mapping[date, DayMark] = field(default_factory=dict)
    years: frozenset[int] = frozenset()
    _known: dict[int, tuple[date, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def announced(self, year: int) -> bool:
        """Whether the holidays of a year are known."""
        return year in self.years or _library_year(year) is not None

    def _mark(self, day: date) -> DayMark | None:
        if day.year < FIRST_YEAR:
            raise CalendarError(f"No holidays are known for {day.year}: the calendar begins with {FIRST_YEAR}.")
        if day in self.marks:
            return self.marks[day]
        # A notice replaces what the library says of its year.
        return None if day.year in self.years else (_library_year(day.year) or {}).get(day)

    def is_working(self, day: date) -> bool:
        """Whether people work on a day; in a year not announced, Monday to Friday."""
        mark = self._mark(day)
        return day.weekday() < 5 if mark is None else mark.working

    def why(self, day: date) -> str:
        """Why a day is a rest day or a working day, in Chinese."""
        mark = self._mark(day)
        if mark is not None:
            if mark.working:
                return "调休上班" if day.weekday() >= 5 else "工作日"
            return mark.name
        return f"周{WEEKDAYS[day.weekday()]}" if day.weekday() >= 5 else "工作日"

    def working_days(self, year: int) -> tuple[date, ...]:
        """All working days of a year, in order."""
        if year not in self._known:
            plain = year not in self.years and all(day.year != year for day in self.marks)
            self._known[year] = _plain_working_days(year) if plain else _of_year(self, year)
        return self._known[year]

    def on_or_before(self, day: date) -> date:
        """The day itself or the last working day before it."""
        return day if self.is_working(day) else self.shift(day, -1)

    def on_or_after(self, day: date) -> date:
        """The day itself or the first working day after it."""
        return day if self.is_working(day) else self.shift(day, 1)

    def shift(self, day: date, n: int) -> date:
        """The n-th working day after a day (before it, if n is negative); the day itself is not counted."""
        if n == 0:
            return day
        nearest = day + timedelta(days=1 if n > 0 else -1)
        year, days = nearest.year, self.working_days(nearest.year)
        at = bisect_left(days, nearest) + n - 1 if n > 0 else bisect_right(days, nearest) + n
        while at < 0:
            year -= 1
            days = self.working_days(year)
            at += len(days)
        while at >= len(days):
            at -= len(days)
            year += 1
            days = self.working_days(year)
        return days[at]
