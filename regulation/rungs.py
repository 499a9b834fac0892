"""On which days the rungs of a ladder are reached, and when a duty lapses."""

from dataclasses import dataclass
from datetime import date, timedelta

from regulation.ladder import Ladder, Rung
from regulation.workdays import WorkCalendar


@dataclass(frozen=True)
class RungDay:
    """A rung with the day it is reached and whom it addresses."""

    no: int
    day: date
    to: tuple[str, ...]


def rung_days(ladder: Ladder, due: date, *, opens: date, calendar: WorkCalendar) -> tuple[RungDay, ...]:
    """The days of a ladder's rungs for a due day.

    Rungs before the day count calendar days and, like the one on the day, move to the last working day before when
    they fall on a rest day; rungs after it count working days. A rung whose own day, before it is moved, lies before the
    duty opens is too early and left out.
    """
    return tuple(
        RungDay(rung.no, _day(rung, due, calendar), rung.to) for rung in ladder.rungs
        if rung.offset >= 0 or due + timedelta(days=rung.offset) >= opens)


def _day(rung: Rung, due: date, calendar: WorkCalendar) -> date:
    if rung.offset > 0:
        return calendar.shift(due, rung.offset)
    return calendar.on_or_before(due + timedelta(days=rung.offset))


def lapse_day(ladder: Ladder, due: date, calendar: WorkCalendar) -> date | None:
    """The working day on which a duty that cannot be caught up lapses; None for a ladder that lets nothing lapse."""
    return None if ladder.lapse_after is None else calendar.shift(due, ladder.lapse_after)
