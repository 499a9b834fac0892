"""Fills a form: values in, Word file out; the same values give the same bytes."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from documents.catalogue import FOLDER, catalogue
from documents.checking import SIGNATURES
from documents.form import FieldRow, Form
from documents.kinds import Kind, Role
from documents.packing import repacked
from documents.showing import blank_row, shown
from foundation.errors import InvalidError

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

TYPES: dict[Kind, tuple[type, str]] = {
    Kind.TEXT: (str, "a text"), Kind.LONG: (str, "a text"), Kind.DATE: (date, "a day"),
    Kind.TIME: (datetime, "a time with its offset"), Kind.MONEY: (Decimal, "an exact amount in yuan"),
    Kind.COUNT: (int, "a whole number"), Kind.FLAG: (bool, "yes or no")}
Values = Mapping[str, Any]


def fill(form: Form, values: Values, *, templates: Path | None = None) -> bytes:
    """The Word file of a form filled with values by field name; a template of the office's own folder goes before ours.

    Values of fields that other forms have are taken and not shown. InvalidError for a name that no form has, a value of another
    type, a required field that is missing or empty, a template that cannot be filled.
    """
    _check(form, values)
    return repacked(_rendered(_template(form, templates), context(form, values), form))


def missing(form: Form, values: Values) -> tuple[str, ...]:
    """The titles of the required fields that have no value."""
    return tuple(one.title for one in form.required if _empty(values.get(one.name)))


def context(form: Form, values: Values) -> dict[str, Any]:
    """What the tags of a template show: the form's fields, what is derived of them, and the words of the day."""
    shared = catalogue().fields
    found: dict[str, Any] = {}
    for name in dict.fromkeys((*(one.name for one in form.fields), *values)):
        found |= shown(shared[name], None if _empty(values.get(name)) else values[name])
    return found | _called(values) | _signed(values.get(SIGNATURES) or ()) | dict(form.constants)


def _check(form: Form, values: Values) -> None:
    shared = catalogue().fields
    problems = [f"{name}: no form has such a field" for name in values if name not in shared]
    for name, value in values.items():
        if name in shared and not _empty(value):
            problems.extend(_wrong(shared[name], value))
    if problems:
        raise InvalidError(f"{form.title} cannot be filled with these values.", problems=tuple(problems),
                           way_out="Give values by the names and kinds of docs/documents.md.")
    if lacking := missing(form, values):
        raise InvalidError(f"{form.title} lacks {'、'.join(lacking)}.", way_out="Fill in what is missing.")


def _wrong(row: FieldRow, value: Any) -> Iterator[str]:
    if row.kind is not Kind.LIST:
        yield from _mistyped(row.name, row.kind, value)
    elif isinstance(value, str | bytes | Mapping) or not all(isinstance(one, Mapping) for one in value):
        yield f"{row.name}: is to be a list of rows"
    else:
        columns = {one.name: one.kind for one in row.columns}
        for one in value:
            yield from (f"{row.name}: it has no column {name}" for name in one if name not in columns)
            for name, cell in one.items():
                if name in columns and not _empty(cell):
                    yield from _mistyped(f"{row.name}.{name}", columns[name], cell)


def _mistyped(name: str, kind: Kind, value: Any) -> Iterator[str]:
    wanted, told = TYPES[kind]
    unfit = {Kind.COUNT: isinstance(value, bool), Kind.DATE: isinstance(value, datetime),
             Kind.TIME: isinstance(value, datetime) and value.tzinfo is None,
             Kind.MONEY: isinstance(value, Decimal) and not value.is_finite()}
    if not isinstance(value, wanted) or unfit.get(kind):
        yield f"{name}: {value!r} is not {told}"


def _empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip()) or (isinstance(value, tuple | list) and not value)


def _called(values: Values) -> dict[str, str]:
    """How a letter calls its sender and whom it is sent to."""
    organ = str(values.get("organ") or "")
    return {"we": f"我{organ[-1]}" if organ.endswith(("局", "厅")) else "我机关",
            "you": {"个人": "你", "单位": "你单位"}.get(str(values.get("party_kind")), "你（单位）")}


def _signed(signatures: Any) -> dict[str, Any]:
    """Opinion, name and day by role; of two of a role the later stands."""
    row = catalogue().fields[SIGNATURES]
    by_role = {one.get("role"): one for one in signatures}
    found: dict[str, Any] = {}
    for role in Role:
        cells = shown(row, [by_role[role]])[SIGNATURES][0] if role in by_role else blank_row(row)
        found |= {f"{role}_name": cells["name"], f"{role}_day": cells["day"],
                  f"{role}_opinion": cells["opinion"] if role in by_role and by_role[role].get("opinion") else ""}
    return found


def _template(form: Form, templates: Path | None) -> bytes:
    for folder in (templates, FOLDER / "templates"):
        path = folder / form.template if folder is not None else None
        if path is not None and path.is_file():
            return path.read_bytes()
    raise InvalidError(f"There is no template {form.template}.", way_out="Put it into the folder of templates.")


@cache
def _words() -> "SandboxedEnvironment":
    """What runs the tags: a forgotten name is an error, and a template of an office reaches nothing but values."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def _rendered(template: bytes, given: Mapping[str, Any], form: Form) -> bytes:
    from docxtpl import DocxTemplate
    from jinja2 import UndefinedError
    try:
        file = DocxTemplate(BytesIO(template))
        file.render_properties = lambda *_: None  # author and title are no place for tags
        file.render(dict(given), _words())
    except UndefinedError as error:
        raise InvalidError(f"The template {form.template} asks for what {form.title} does not have: {error.message}.",
                           way_out="Take the tag out of it, or write it as docs/documents.md has it.") from error
    except Exception as error:  # a template of an office can fail in any way: its own expressions are run
        raise InvalidError(f"The template {form.template} cannot be filled: {error}.",
                           way_out="Mend it in Word, or take ours.") from error
    body = BytesIO()
    file.save(body)
    return body.getvalue()
