"""Which days are working days: the announced years as the library knows them, imported notices laid over them."""

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


@dataclass(frozen=True)
class WorkCalendar:
    """Working days from 2004 on; beyond the announced years only the week is known and dates are provisional."""

    marks: Mapping[date, DayMark] = field(default_factory=dict)
    years: frozenset[int] = frozenset()

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

    def on_or_before(self, day: date) -> date:
        """The day itself or the last working day before it."""
        while not self.is_working(day):
            day -= timedelta(days=1)
        return day

    def on_or_after(self, day: date) -> date:
        """The day itself or the first working day after it."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def shift(self, day: date, n: int) -> date:
        """The n-th working day after a day (before it, if n is negative); the day itself is not counted."""
        step = timedelta(days=1 if n > 0 else -1)
        left = abs(n)
        while left:
            day += step
            left -= self.is_working(day)
        return day
