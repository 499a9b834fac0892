"""A report beside the one before: field by field, what is different and by how much."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from regulation.act_kind import ActKind, Field

NUMBERS = ("integer", "number", "money")
TENTH = Decimal("0.1")


class Change(StrEnum):
    """How a field stands to what it held before."""

    SAME = "same"
    OTHER = "other"  # words, days or choices that differ, or what is no number yet
    MORE = "more"
    LESS = "less"
    FROM_ZERO = "from_zero"  # a number where there was nought: no percentage can be given
    NEW = "new"  # nothing was said before
    GONE = "gone"  # nothing is said now


@dataclass(frozen=True)
class Compared:
    """A field of two reports; the difference in its unit, the percentage of what it was before, to a tenth."""

    field: Field
    before: Any
    now: Any
    change: Change
    difference: Decimal | None = None
    percent: Decimal | None = None


def compared(kind: ActKind, before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Compared]:
    """Every field of the kind that one of the two reports says something in, in the order of the form."""
    for field in kind.fields:
        old, new = _said(before.get(field.name)), _said(now.get(field.name))
        if old is not None or new is not None:
            yield _compared(field, old, new)


def _said(value: Any) -> Any:
    return None if value is None or (isinstance(value, str) and not value.strip()) else value


def _compared(field: Field, old: Any, new: Any) -> Compared:
    if old is None or new is None:
        return Compared(field, old, new, Change.NEW if old is None else Change.GONE)
    numbers = (_number(old), _number(new)) if field.type in NUMBERS else (None, None)
    if numbers[0] is None or numbers[1] is None:
        return Compared(field, old, new, Change.SAME if old == new else Change.OTHER)
    difference = numbers[1] - numbers[0]
    return Compared(field, old, new, _direction(numbers[0], difference), difference, _percent(numbers[0], difference))


def _direction(before: Decimal, difference: Decimal) -> Change:
    if difference == 0:
        return Change.SAME
    if before == 0:
        return Change.FROM_ZERO
    return Change.MORE if difference > 0 else Change.LESS


def _percent(before: Decimal, difference: Decimal) -> Decimal | None:
    """Of the size of what was, so that more is always a plus; nothing can be said of nought."""
    if before == 0:
        return None
    return (difference / abs(before) * 100).quantize(TENTH, ROUND_HALF_UP)


def _number(value: Any) -> Decimal | None:
    try:
        found = Decimal(str(value).strip())
    except InvalidOperation:
        return None  # a draft may hold what is no number yet
    return found if found.is_finite() else None
