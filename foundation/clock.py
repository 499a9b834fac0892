"""What day it is in the province, and what instant for the books; passed in, never read elsewhere."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """Tells the instant; the day follows from it, in the province's own time."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        ...


def day_of(instant: datetime) -> date:
    """The calendar day of an instant in the province (UTC+8)."""
    return instant.astimezone(SHANGHAI).date()


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        return datetime.now(UTC)


@dataclass
class SetClock:
    """A clock that stands where it is put: tests, rehearsals and `--today` use it."""

    instant: datetime

    @classmethod
    def at(cls, day: date, hour: int = 8) -> "SetClock":
        """A clock that stands at an hour of a day in the province."""
        return cls(datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI).astimezone(UTC))

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        return self.instant

    def advance(self, **step: float) -> None:
        """Move on by `timedelta(**step)`."""
        self.instant += timedelta(**step)
