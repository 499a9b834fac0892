"""How amounts of one kind spread: quartiles between ranks, and from where on one stands out."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

TENTH, SHOWN = Decimal("0.1"), Decimal("0.0001")


def ranks_of(count: int, quarter: int) -> tuple[int, int]:
    """The ranks, from 0, between which a quartile lies."""
    whole, rest = divmod((count - 1) * quarter, 4)
    return whole, whole + (1 if rest else 0)


def quartile(ranked: Mapping[int, Decimal], count: int, quarter: int) -> Decimal:
    """The first, second (the median) or third quartile of `count` shares, by those at its ranks."""
    lower, upper = ranks_of(count, quarter)
    rest = Decimal((count - 1) * quarter % 4) / 4
    return ranked[lower] + (ranked[upper] - ranked[lower]) * rest


def whiskers(first: Decimal, third: Decimal, tenths: int) -> tuple[Decimal, Decimal]:
    """What does not stand out: so many tenths of the distance of the quartiles below the first and above the third."""
    reach = (third - first) * tenths * TENTH
    return first - reach, third + reach


def far(median: Decimal, of_all: Decimal, points: int) -> bool:
    """Whether a median lies so many percentage points off that of all, or more."""
    return abs(median - of_all) * 100 >= points


def shown(share: Decimal) -> Decimal:
    """A share to the hundredth of a percent."""
    return share.quantize(SHOWN, ROUND_HALF_UP)
