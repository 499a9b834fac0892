"""What the forms of all times are together, and what can be wrong with them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from documents.form import FieldRow, FormRow
from documents.kinds import Kind, Role

SIGNATURES = "signatures"
SIGNED = re.compile(f"({'|'.join(Role)})_(opinion|name|day)")
DERIVED = re.compile("(.+)_(in_words|told)")
CALLED = {"we": "organ", "you": "party_kind"}  # 我局 or 我厅, 你 or 你单位: by the organ's name, by what the party is


@dataclass(frozen=True)
class Catalogue:
    """All forms of all times, and the fields that they share."""

    rows: tuple[FormRow, ...]
    fields: Mapping[str, FieldRow]


def field_of(name: str) -> str:
    """The field whose value a name of a text shows: fine for fine_in_words, evidence for evidence_told."""
    if SIGNED.fullmatch(name):
        return SIGNATURES
    derived = DERIVED.fullmatch(name)
    return derived[1] if derived else CALLED.get(name, name)


def faults(found: Catalogue) -> Iterator[str]:
    """Names that nothing stands behind, needs that no text shows, two forms of a title at once."""
    for row in found.rows:
        asked = {field_of(name) for name in row.names}
        given = {*found.fields, "title", *(one.name for one in row.law)}
        yield from (f"{row.code} · text: {name} is neither a field nor cited" for name in sorted(asked - given))
        yield from (f"{row.code} · needs: {name} is not in its text" for name in sorted({*row.needs} - asked))
        yield from (f"{row.code} · law: {name} is not in its text" for name in sorted({one.name for one in row.law} - asked))
        yield from (f"{row.code} · law: {name} must begin on {row.effective_from}" for name, first in _first(row).items()
                    if first > row.effective_from)
        yield from (f"{row.code} · from: {other.code} is {row.title} at the same time" for other in found.rows
                    if other is not row and {other.title, other.code} & {row.title, row.code} and _meet(row, other))
    yield from (f"fields.toml · {one.name}: {'has no columns' if one.kind is Kind.LIST else 'is no list'}"
                for one in found.fields.values() if (one.kind is Kind.LIST) != bool(one.columns))


def _first(row: FormRow) -> dict[str, date]:
    """The first day of each name that a form cites."""
    return {one.name: one.effective_from for one in sorted(row.law, key=lambda one: one.effective_from, reverse=True)}


def _meet(one: FormRow, other: FormRow) -> bool:
    return (one.until is None or other.effective_from <= one.until) and (
        other.until is None or one.effective_from <= other.until)
