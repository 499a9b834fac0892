"""How much of a whole, in percent, and how that differs from another time; nothing is made up where the whole is nothing."""

from decimal import ROUND_HALF_UP, Decimal

TENTH = Decimal("0.1")


def percent(part: int, whole: int) -> Decimal | None:
    """The share in percent, to a tenth, halves up; None of nothing."""
    return (Decimal(part * 100) / whole).quantize(TENTH, ROUND_HALF_UP) if whole else None


def points(now: Decimal | None, then: Decimal | None) -> Decimal | None:
    """The difference of two shares in percentage points; None where either is none."""
    return None if now is None or then is None else now - then
