"""Which forms there are on a day, read from forms/*.toml and fields.toml; every mistake in them is named."""

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from documents.checking import Catalogue, faults, field_of
from documents.form import Field, FieldRow, Form, FormRow
from foundation.errors import BrokenError, NotFoundError
from regulation.reader import Reader
from regulation.yuan import least_sure

FOLDER = Path(__file__).resolve().parent


def forms(day: date) -> tuple[Form, ...]:
    """The forms in use on a day, in the order of the way of a case."""
    return tuple(_on(row, day) for row in _in_use(day))


def form_of(called: str, day: date) -> Form:
    """The form of a title (行政处罚告知书) or code (penalty-notice) on a day; NotFoundError where there is none then."""
    for row in _in_use(day):
        if called in (row.code, row.title):
            return _on(row, day)
    known = [row for row in catalogue().rows if called in (row.code, row.title)]
    if known:
        raise NotFoundError(f"The form {called} is not in use on {day.isoformat()}.",
                            way_out=f"It is in use from {min(row.effective_from for row in known).isoformat()} on.")
    raise NotFoundError(f"There is no form {called}.", way_out="Take one of the list of forms.")


@cache
def catalogue() -> Catalogue:
    """All that is in the files; BrokenError with every mistake."""
    reader = Reader()
    fields = [reader.table(FieldRow, one, f"fields.toml · {one.get('name')}") for one in _read("fields.toml")["field"]]
    rows = [reader.table(FormRow, one, f"{file} · {one.get('code')}") for file in _files()
            for one in _read(file)["form"]]
    if not reader.problems:
        found = Catalogue(tuple(rows), {one.name: one for one in fields})
        reader.problems += faults(found)
    if reader.problems:
        raise BrokenError("The forms have mistakes.", problems=tuple(reader.problems),
                          way_out="Mend the files of documents/.")
    return found


def _in_use(day: date) -> Iterator[FormRow]:
    return (row for row in catalogue().rows
            if row.effective_from <= day and (row.until is None or day <= row.until))


def _on(row: FormRow, day: date) -> Form:
    """A form with what its text says by the day alone."""
    constants, sure = {"title": row.title}, [row.confidence]
    for one in row.law:
        if one.effective_from <= day:
            constants[one.name] = one.text
            sure.append(one.confidence)
    return Form(row.code, row.title, row.title_en, row.layout, row.origin, row.character, row.served, row.chain,
                tuple(_fields(row)), constants, row.source, least_sure(sure), row.template)


def _fields(row: FormRow) -> Iterator[Field]:
    shared = catalogue().fields
    for name in dict.fromkeys(map(field_of, row.names)):
        if (one := shared.get(name)) is not None:
            yield Field(one.name, one.title, one.kind, name in row.needs, one.note, one.columns)


def _files() -> list[str]:
    return sorted(f"forms/{path.name}" for path in (FOLDER / "forms").glob("*.toml"))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
