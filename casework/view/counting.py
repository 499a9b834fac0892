"""Counts a limit for an officer who asks: the last day and how it came about."""

from dataclasses import dataclass
from datetime import date

from casework.desk import Desk
from foundation.errors import InvalidError
from regulation.counting import CountingError
from regulation.due import project
from regulation.reckoning import event_period
from regulation.rule import DueRule, Span
from regulation.terms import Unit, in_words
from regulation.workdays import CalendarError


@dataclass(frozen=True)
class Counted:
    """The last day of a limit."""

    start: date
    last_day: date
    provisional: bool
    explanation: str


def count_limit(desk: Desk, start: date, n: int, unit: str) -> Counted:
    """The last day of `n` days, working days, months, or 日 of a law; a law's last day rolls, others do not."""
    laws = sorted({regime.law for regime in desk.rulebook.regimes})
    if unit in ("day", "working_day", "month"):
        span = Span(n=n, unit=Unit(unit))
    elif unit in laws:
        span = Span(n=n, unit=Unit.LAW_DAY, law=unit)
    else:
        raise InvalidError(f"{unit} is no unit and no law of the rulebook.",
                           way_out=f"Write day, working_day, month, or one of {', '.join(laws)}.")
    if n < 1:
        raise InvalidError(f"{n} cannot be counted.", way_out="Give a number from 1.")
    try:
        due = project(DueRule(after=span), period=event_period(start), calendar=desk.calendar, roll=False,
                      regimes=desk.rulebook.regimes)
    except (CountingError, CalendarError) as error:
        raise InvalidError(str(error), way_out="Choose another day or law.") from error
    except (OverflowError, ValueError) as error:
        raise InvalidError(f"A limit of {n} {in_words(unit)} from {start} leads beyond the year 9999.",
                           way_out="Choose another day or law.") from error
    return Counted(start, due.day, due.provisional, due.explanation)
