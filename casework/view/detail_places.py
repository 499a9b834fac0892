"""Places that a journal entry's details give by number, called by the names they bear now."""

from collections.abc import Mapping, Sequence
from typing import Any

from casework.bulk import chunks, rows_among
from casework.desk import Desk

PLACES = {"county": "party", "old_county": "party", "mine": "mine"}


def with_places(desk: Desk, details: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The details with names in place of the numbers of counties and mines."""
    names = {table: _names(desk, table, {one[key] for one in details for key, where in PLACES.items()
                                         if where == table and isinstance(one.get(key), int)})
             for table in sorted(set(PLACES.values()))}
    return [{key: names[PLACES[key]].get(value, value) if key in PLACES and isinstance(value, int) else value
             for key, value in one.items()} for one in details]


def _names(desk: Desk, table: str, numbers: set[int]) -> dict[int, str]:
    return {row.id: row.name for piece in chunks(numbers)
            for row in rows_among(desk, f"SELECT id, name FROM {table} WHERE id IN :ids", {"ids": piece})}
