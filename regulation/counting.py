"""Counting days, months and hours, and what the 日 of a law is on a day (民法典 201-203, 民诉法 85)."""

import calendar
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from regulation.book import Regime
from regulation.terms import Unit


class CountingError(Exception):
    """No rule says how the 日 of this law is counted on that day."""


def add_days(start: date, n: int) -> date:
    """The n-th calendar day after a day, which is itself not counted (民法典 201)."""
    return start + timedelta(days=n)


def add_months(start: date, n: int) -> date:
    """The same day of the end month, or that month's end (民法典 202)."""
    year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def add_hours(start: datetime, n: int) -> datetime:
    """The instant n hours on."""
    return start + timedelta(hours=n)


def regime_on(regimes: Sequence[Regime], law: str, day: date) -> Regime:
    """The way a law counts on a day; CountingError names law and day where none is in force."""
    for regime in regimes:
        if regime.law == law and regime.effective_from <= day and (regime.until is None or day <= regime.until):
            return regime
    raise CountingError(f"The rulebook does not say how {law} counts days on {day}; add a [[regime]] for it.")


def unit_of(regimes: Sequence[Regime], law: str, n: int, day: date) -> tuple[Unit, bool]:
    """Whether n 日 of a law are working or calendar days on a day, and whether the last day rolls."""
    regime = regime_on(regimes, law, day)
    return (Unit.WORKING_DAY if n in regime.working_days else Unit.DAY), regime.rolls
