"""The script of a year: what befalls the province on which day, from the seed alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from deployments.rehearsal.chance import Chance
from regulation.workdays import WorkCalendar

DOWN_DAYS = 7
OUTAGES = (4, 2)  # days, in spring and in autumn
NOTICE_LATE = (12, 20)  # days of January on which the notice of an unannounced year comes


@dataclass(frozen=True)
class Span:
    """Days from one to another, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Script:
    """A year's incidents; `still` is the year in which nobody does anything, to see what falls due."""

    first: date
    last: date
    chance: Chance = field(default_factory=lambda: Chance(1))
    still: bool = False
    down: Span | None = None  # nothing runs
    outages: tuple[Span, ...] = ()  # the mail server does not answer
    incidents: tuple[tuple[date, str], ...] = ()  # in the order of their days

    def days(self) -> Iterator[date]:
        """Every day of it."""
        return (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))

    def is_down(self, day: date) -> bool:
        """Whether nothing runs on a day."""
        return self.down is not None and day in self.down

    def mail_down(self, day: date) -> bool:
        """Whether the mail server does not answer on a day."""
        return any(day in outage for outage in self.outages)


def script_of(year: int, seed: int, *, outages: bool = True) -> Script:
    """The script of a year for a seed; without outages the mail server answers every day."""
    chance = Chance(seed)

    def some_day(month: int, first: int, last: int) -> date:
        return chance.day(date(year, month, first), date(year, month, last), "day", month, first)

    down = some_day(11, 2, 20)
    spring, autumn = some_day(4, 6, 24), some_day(9, 2, 22)
    incidents = [
        *((date(year, month, 2), "absences") for month in range(1, 13)),
        *((some_day(month, 3, 25), "events") for month in range(1, 13)),
        (some_day(3, 10, 20), "mines closed"), (some_day(4, 10, 20), "mines opened"), (some_day(5, 10, 20), "officers leave"),
        (some_day(7, 5, 25), "county renamed"), (some_day(8, 5, 25), "township abolished"), (date(year, 9, 20), "decree"),
    ]
    if not WorkCalendar().announced(year):
        incidents.append((date(year, 1, chance.between(*NOTICE_LATE, "notice")), "holidays announced"))
    return Script(
        date(year, 1, 1), date(year, 12, 31), chance, down=Span(down, down + timedelta(days=DOWN_DAYS - 1)),
        outages=(Span(spring, spring + timedelta(days=OUTAGES[0] - 1)), Span(autumn, autumn + timedelta(days=OUTAGES[1] - 1)))
        if outages else (), incidents=tuple(sorted(incidents)))


def still_year(first: date, last: date) -> Script:
    """The script of a time in which nobody hands in or records anything."""
    return Script(first, last, still=True)
