"""Yuan to the fen: half a fen is rounded half up, and the steps say where something was rounded."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from regulation.terms import Confidence

FEN = Decimal("0.01")
SURENESS = tuple(Confidence)  # the surest first


class ReckoningError(Exception):
    """What was given cannot be reckoned with; `way_out` says what to give instead."""

    def __init__(self, message: str, *, way_out: str) -> None:
        super().__init__(f"{message} {way_out}")
        self.message, self.way_out = message, way_out


@dataclass(frozen=True)
class Range:
    """From the least to the most that may be taken, both included, in yuan."""

    least: Decimal
    most: Decimal


def to_fen(exact: Decimal) -> Decimal:
    """An amount in yuan and fen."""
    return exact.quantize(FEN, ROUND_HALF_UP)


def told(amount: Decimal) -> str:
    """An amount as it is read: 1,234.50元."""
    return f"{to_fen(amount):,f}元"


def product_told(base: Decimal, factor: Decimal) -> str:
    """A product with its rounding, in Chinese."""
    exact = base * factor
    rounded = "" if exact == to_fen(exact) else f"（{exactly(exact)}，四舍五入到分）"
    return f"{told(base)}×{share(factor)}＝{told(exact)}{rounded}"


def share(factor: Decimal) -> str:
    """A factor as laws write it: below 1 in percent."""
    return f"{plain(factor * 100)}%" if factor < 1 else plain(factor)


def plain(number: Decimal) -> str:
    """A number without idle zeros or exponent."""
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def exactly(amount: Decimal) -> str:
    """An amount that is not rounded: 10,200.045元."""
    whole, _, part = plain(amount).partition(".")
    return f"{int(whole):,}{part and '.'}{part}元"


def least_sure(*found: Confidence | Iterable[Confidence]) -> Confidence:
    """How sure an answer is that rests on all of these."""
    flat = [one for given in found for one in ((given,) if isinstance(given, Confidence) else given)]
    return max(flat, key=SURENESS.index)
