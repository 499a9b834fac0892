"""A form made from an act kind's definition, and what was filled into it."""

from collections.abc import Iterable
from typing import Any

from starlette.datastructures import FormData, UploadFile

from regulation.act_kind import ActKind, Field, FileWanted
from web.posted import words

PREFIX = "field."
FINDING = "finding"
FILE = "file."


def filled(kind: ActKind, form: FormData) -> dict[str, Any]:
    """The fields as they were filled in; what was left empty is left out."""
    given = {field.name: _given(field, form) for field in kind.fields}
    return {name: value for name, value in given.items() if value not in (None, "")}


def _given(field: Field, form: FormData) -> Any:
    found = words(form, PREFIX + field.name)
    return {"yes": True, "no": False}.get(found) if field.type == "boolean" else found


def findings(form: FormData) -> tuple[str, ...]:
    """The findings that were ticked."""
    return tuple(one for one in form.getlist(FINDING) if isinstance(one, str))


def uploads(wanted: Iterable[FileWanted], form: FormData) -> list[tuple[str, UploadFile]]:
    """The files that were chosen, of each name as many as were."""
    return [(file.name, one) for file in wanted for one in form.getlist(FILE + file.name)
            if isinstance(one, UploadFile) and one.filename]


def shown(kind: ActKind, fields: dict[str, Any]) -> list[tuple[Field, Any]]:
    """Fields with their values, for reading."""
    return [(field, fields[field.name]) for field in kind.fields if field.name in fields]


def in_words(value: Any) -> Any:
    """A field's value as it is written in a workbook."""
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else value
