"""What was filled in, checked against a form, of an act or of a move: every fault is named, with what would be right."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from regulation.act_kind import Field

LONGEST = 30_000  # characters of a text: what a cell of a workbook takes
TOO_LARGE = 10**16
LONG = 15  # decimals before the first digit that is none
TOO_MUCH = 10**14  # yuan: the columns of money hold 14 digits before the point
YEARS = (1900, 2199)  # days of others are slips of the pen, and terms could not be counted from them
MOST_OFFICERS = 20
MEND = "Nothing was recorded; mend these and send it again."


def filled(form: Sequence[Field], given: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The fields with their types made good, and every fault."""
    known = [one.name for one in form]
    problems = [f"{name}: no such field; there are {', '.join(known) or 'none'}" for name in given if name not in known]
    good: dict[str, Any] = {}
    for one in form:
        value = given.get(one.name)
        if value is None or value == [] or (isinstance(value, str) and not value.strip()):
            if one.required:
                problems.append(f"{one.name}（{one.title}）: missing")
            continue
        try:
            good[one.name] = _typed(one, value)
        except ValueError as error:
            problems.append(f"{one.name}（{one.title}）: {error}")
    return good, problems


def _typed(field: Field, given: Any) -> Any:
    value: Any = READERS[field.type](field, given)
    if field.minimum is not None and float(value) < field.minimum:
        raise ValueError(f"{given} is below {field.minimum:g}")
    return value


def _text(_field: Field, given: Any) -> str:
    if not isinstance(given, str):
        raise ValueError(f"{given!r} is not a text")
    if len(given) > LONGEST:
        raise ValueError(f"at most {LONGEST} characters")
    return given.strip()


def _integer(_field: Field, given: Any) -> int:
    if isinstance(given, bool) or (isinstance(given, float) and not given.is_integer()):
        raise ValueError(f"{given!r} is not a whole number")
    try:
        value = int(given)
    except (TypeError, ValueError):
        raise ValueError(f"{given!r} is not a whole number") from None
    if abs(value) >= TOO_LARGE:
        raise ValueError(f"{given} is too large; a number has at most 16 digits before the point")
    return value


def _number(field: Field, given: Any) -> str:
    """A number as written, without binary rounding."""
    if isinstance(given, bool):
        raise ValueError(f"{given!r} is not a number")
    try:
        value = Decimal(str(given))
    except InvalidOperation:
        raise ValueError(f"{given!r} is not a number") from None
    if not value.is_finite():
        raise ValueError(f"{given!r} is not a number")
    if field.type == "money" and abs(value) >= TOO_MUCH:
        raise ValueError(f"{given} is too much; an amount has at most 14 digits before the point")
    if abs(value) >= TOO_LARGE:
        raise ValueError(f"{given} is too large; a number has at most 16 digits before the point")
    if field.type == "money" and (value.adjusted() < -LONG or value != value.quantize(Decimal("0.01"))):
        raise ValueError(f"{given} has more than two decimals (分 is the smallest unit)")
    if value.adjusted() < -LONG:
        raise ValueError(f"{given} is too small; a number has at most {LONG} decimals")
    return format(value, "f")


def _date(_field: Field, given: Any) -> str:
    try:
        value = date.fromisoformat(str(given))
    except ValueError:
        raise ValueError(f"{given!r} is not a date like 2024-03-05") from None
    if not YEARS[0] <= value.year <= YEARS[1]:
        raise ValueError(f"{given!r} is not a date like 2024-03-05")
    return value.isoformat()


def _boolean(_field: Field, given: Any) -> bool:
    if not isinstance(given, bool):
        raise ValueError(f"{given!r} is neither true nor false")
    return given


def _choice(field: Field, given: Any) -> str:
    if given not in field.choices:
        raise ValueError(f"{given!r} is none of {', '.join(field.choices)}")
    return str(given)


def _officers(_field: Field, given: Any) -> list[int]:
    """Numbers of officers, as a list or written one beside the other."""
    told = re.split(r"[\s,，、;；]+", given.strip()) if isinstance(given, str) else given
    if not isinstance(told, list) or not 1 <= len(told) <= MOST_OFFICERS:
        raise ValueError(f"name 1 to {MOST_OFFICERS} officers by their numbers")
    found = []
    for one in told:
        if isinstance(one, bool) or not re.fullmatch(r"[1-9][0-9]{0,9}", str(one)):
            raise ValueError(f"{one!r} is not the number of an officer")
        found.append(int(one))
    return list(dict.fromkeys(found))


READERS = {"text": _text, "integer": _integer, "number": _number, "money": _number, "date": _date,
           "boolean": _boolean, "choice": _choice, "officers": _officers}
