"""Checks what was filled in against the kind's form: every fault is named, with what would be right."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from foundation.errors import InvalidError, NotFoundError
from regulation.act_kind import ActKind, Field
from regulation.book import Rulebook

LONGEST = 30_000  # characters of a text: what a cell of a workbook takes
TOO_LARGE = 10**16
YEARS = (1900, 2199)  # days of others are slips of the pen, and terms could not be counted from them


def kind_of(book: Rulebook, name: str) -> ActKind:
    """The act kind of this name."""
    if name in book.acts:
        return book.acts[name]
    import difflib
    near = difflib.get_close_matches(name, book.acts, n=3) or sorted(book.acts)[:3]
    raise NotFoundError(f"There is no act kind “{name}”.",
                        way_out=f"Did you mean {', '.join(near)}? `kuangjian act kinds` lists all.")


def checked(kind: ActKind, fields: dict[str, Any], findings: list[str]) -> dict[str, Any]:
    """The fields with their types made good, or InvalidError naming every fault."""
    problems = [f"{name}: no such field; {kind.kind} has {', '.join(f.name for f in kind.fields) or 'none'}"
                for name in fields if name not in {f.name for f in kind.fields}]
    known = {finding.code for finding in kind.findings}
    problems += [f"finding {code}: unknown; {kind.kind} knows {', '.join(sorted(known)) or 'none'}"
                 for code in findings if code not in known]
    good: dict[str, Any] = {}
    for form_field in kind.fields:
        given = fields.get(form_field.name)
        if given is None or (isinstance(given, str) and not given.strip()):
            if form_field.required:
                problems.append(f"{form_field.name}（{form_field.title}）: missing")
            continue
        try:
            good[form_field.name] = _typed(form_field, given)
        except ValueError as error:
            problems.append(f"{form_field.name}（{form_field.title}）: {error}")
    if problems:
        raise InvalidError(f"The form of {kind.title} ({kind.kind}) is not right:", problems=tuple(problems),
                           way_out="Nothing was recorded; mend these and send it again.")
    return good


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
        raise ValueError(f"{given!r} is not a whole number")
    return value


def _number(field: Field, given: Any) -> str:
    """A number as written, without binary rounding."""
    if isinstance(given, bool):
        raise ValueError(f"{given!r} is not a number")
    try:
        value = Decimal(str(given))
    except InvalidOperation:
        raise ValueError(f"{given!r} is not a number") from None
    if not value.is_finite() or abs(value.adjusted()) > 15:
        raise ValueError(f"{given!r} is not a number")
    if field.type == "money" and value != value.quantize(Decimal("0.01")):
        raise ValueError(f"{given} has more than two decimals (分 is the smallest unit)")
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


READERS = {"text": _text, "integer": _integer, "number": _number, "money": _number, "date": _date,
           "boolean": _boolean, "choice": _choice}
