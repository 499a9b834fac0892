"""Amounts, days and spans as they are typed into a calculator; what cannot be meant is refused, nothing is rounded away."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from casework.record.days import a_day, plausible
from foundation.errors import InvalidError
from regulation.accrual import Pause, Sum

MONEY = r"[0-9]{1,13}(\.[0-9]{1,2})?"
NUMBER = r"[0-9]{1,6}(\.[0-9]{1,6})?"
MOST = 100  # payments, instalments or pauses of one question


def yuan(given: str, *, positive: bool = False) -> Decimal | None:
    """An amount in yuan with at most two decimals; nothing where nothing was typed."""
    text = given.strip().replace(",", "")
    if not text:
        return None
    if not re.fullmatch(MONEY, text):
        raise InvalidError(f"“{given}” is no amount of yuan.",
                           way_out="Write yuan and fen, as 99999.99: not negative, no third decimal.")
    amount = Decimal(text)
    if positive and not amount:
        raise InvalidError(f"“{given}” is nothing.", way_out="Give an amount above 0.")
    return amount


def number(given: str) -> Decimal | None:
    """A percentage or factor; nothing where nothing was typed."""
    text = given.strip()
    if text and not re.fullmatch(NUMBER, text):
        raise InvalidError(f"“{given}” is no number.", way_out="Write it in digits, as 82.5.")
    return Decimal(text) if text else None


def day(given: str) -> date | None:
    """A day; nothing where nothing was typed."""
    return plausible(a_day(given.strip())) if given.strip() else None


def needed(given: str, what: str) -> date:
    """A day that must be there."""
    found = day(given)
    if found is None:
        raise InvalidError(f"The day is missing: {what}.", way_out="Write it like 2024-03-05.")
    return found


def sums(given: Sequence[str]) -> tuple[Sum, ...]:
    """Days with amounts, as 2026-03-12:4000.00, the earliest first."""
    return tuple(sorted((_sum(one) for one in _few(given)), key=lambda one: one.day))


def pauses(given: Sequence[str]) -> tuple[Pause, ...]:
    """First and last days, as 2026-03-05:2026-03-08."""
    found = []
    for one in _few(given):
        first, colon, last = one.partition(":")
        if not colon:
            raise InvalidError(f"“{one}” is no span of days.", way_out="Write the first day, a colon, the last day.")
        found.append(Pause(plausible(a_day(first)), plausible(a_day(last))))
    return tuple(found)


def _sum(given: str) -> Sum:
    when, _, much = given.partition(":")
    amount = yuan(much, positive=True)
    if amount is None:
        raise InvalidError(f"“{given}” is no day with an amount.",
                           way_out="Write the day, a colon, the yuan: 2026-03-12:4000.00.")
    return Sum(plausible(a_day(when)), amount)


def _few(given: Sequence[str]) -> Sequence[str]:
    if len(given) > MOST:
        raise InvalidError(f"{len(given)} entries are too many.", way_out=f"Give at most {MOST}.")
    return given
