"""Days that records are written with, and how they are read: none before the country, none of another age."""

from datetime import date

from foundation.errors import InvalidError

EARLIEST, LATEST = date(1949, 10, 1), date(2199, 12, 31)


def a_day(given: str) -> date:
    """A day as it is written: 2024-03-05."""
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise InvalidError(f"“{given}” is no day.", way_out="Write it like 2024-03-05.") from None


def plausible(day: date) -> date:
    """The day; refused where it must be a slip of the pen."""
    if not EARLIEST <= day <= LATEST:
        raise InvalidError(f"{day} cannot be meant.", way_out=f"Give a day between {EARLIEST} and {LATEST}.")
    return day


def refuse_backwards(what: str, first: date, last: date | None) -> None:
    """Refuse what would end before it begins."""
    plausible(first)
    if last is not None and plausible(last) < first:
        raise InvalidError(f"The {what} would end on {last}, before it begins on {first}.", way_out="Swap the days.")
