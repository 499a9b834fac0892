"""Many rows at once: one statement, however many there are."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import insert, text
from sqlmodel import SQLModel

from casework.desk import Desk


def insert_rows(desk: Desk, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Insert rows that name the same columns; their ids, in the order of the rows."""
    if not rows:
        return []
    statement = insert(table).returning(table.id, sort_by_parameter_order=True)  # type: ignore[attr-defined]
    return list(desk.session.execute(statement, rows).scalars())


def add_rows(desk: Desk, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of a table whose key the rows bring along."""
    if rows:
        desk.session.execute(insert(table), rows)


def update_rows(desk: Desk, statement: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Run one plain statement for many sets of values."""
    listed = list(rows)
    if listed:
        desk.session.execute(text(statement), listed)
