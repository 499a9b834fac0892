"""Many rows at once: a few statements, however many rows there are."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Table, bindparam, func, insert, select, update
from sqlmodel import SQLModel

from casework.desk import Desk
from foundation.database import asking, sql

CHUNK = 10_000  # both databases take only so many values in one statement


def insert_rows(desk: Desk, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Insert rows that name the same columns; their ids, in the order of the rows."""
    if not rows:
        return []
    number = _of(table).c.id
    if desk.postgres or len(rows) == 1:
        statement = insert(_of(table)).returning(number, sort_by_parameter_order=True)
        return list(desk.session.execute(statement, rows).scalars())
    # SQLite would be asked for the ids row by row; but it has one writer, and numbers the rows in their order.
    before = desk.session.execute(select(func.coalesce(func.max(number), 0))).scalar_one()
    add_rows(desk, table, rows)
    return list(desk.session.execute(select(number).where(number > before).order_by(number)).scalars())


def add_rows(desk: Desk, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that name the same columns."""
    if rows:
        desk.session.execute(insert(_of(table)), rows)


def run_many(desk: Desk, statement: str, rows: Iterable[Mapping[str, Any]]) -> int:
    """Run one plain statement for many sets of values; the number of rows it touched."""
    listed = list(rows)
    if not listed:
        return 0
    done: Any = desk.connection.execute(asking(statement, **listed[0]), listed)  # the first row tells the types
    return max(int(done.rowcount), 0)


def rows_among(desk: Desk, statement: str, lists: Mapping[str, Collection[Any]], *, types: dict[str, Any] | None = None,
               **values: Any) -> list[Any]:
    """The rows of a query in plain SQL that asks `IN :name` of lists, together small enough for one statement."""
    clause = sql(statement, types, **values).bindparams(*(bindparam(name, expanding=True) for name in lists))
    return list(desk.session.execute(clause, {name: list(one) for name, one in lists.items()}).all())


def run_among(desk: Desk, statement: str, lists: Mapping[str, Collection[Any]], **values: Any) -> int:
    """Run one plain statement that asks `IN :name` of lists; the number of rows it touched."""
    clause = sql(statement, **values).bindparams(*(bindparam(name, expanding=True) for name in lists))
    done: Any = desk.connection.execute(clause, {name: list(one) for name, one in lists.items()})
    return max(int(done.rowcount), 0)


def chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Pieces small enough for one statement."""
    rest = iter(values)
    while piece := list(islice(rest, CHUNK)):
        yield piece


@dataclass(frozen=True)
class Merged:
    """What a merge did: keys added, what changed from what to what, and the id of every key."""

    added: tuple[str, ...]
    changed: tuple[dict[str, Any], ...]
    ids: Mapping[str, int]


def merge_rows(desk: Desk, table: type[SQLModel], key: str, wanted: Mapping[str, Mapping[str, Any]], *,
               fixed: Collection[str] = (), keep: Collection[str] = ()) -> Merged:
    """Insert what is new by its key and update what differs; `fixed` never changes, `keep` not to nothing."""
    known = _known(desk, _of(table), key, wanted)
    new = [values for name, values in wanted.items() if name not in known]
    changes = {name: change for name, values in wanted.items() if name in known
               and (change := _difference(known[name], values, fixed, keep))}
    add_rows(desk, table, new)
    _apply(desk, _of(table), [{"id": known[name]["id"], **{c: known[name][c] for c in wanted[name]},
                               **{c: pair[1] for c, pair in change.items()}}
                              for name, change in changes.items()])
    ids = {name: row["id"] for name, row in _known(desk, _of(table), key, wanted).items()}
    return Merged(tuple(name for name in wanted if name not in known),
                  tuple({key: name, **change} for name, change in changes.items()), ids)


def _of(table: type[SQLModel]) -> Table:
    return table.__table__  # type: ignore[attr-defined,no-any-return]


def _known(desk: Desk, table: Table, key: str, wanted: Iterable[str]) -> dict[str, Mapping[str, Any]]:
    return {row[key]: dict(row) for piece in chunks(wanted)
            for row in desk.session.execute(select(table).where(table.c[key].in_(piece))).mappings()}


def _difference(old: Mapping[str, Any], new: Mapping[str, Any], fixed: Collection[str],
                keep: Collection[str]) -> dict[str, tuple[Any, Any]]:
    return {column: (old[column], value) for column, value in new.items()
            if old[column] != value and column not in fixed and not (value is None and column in keep)}


def _apply(desk: Desk, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        return
    # The names must not be those of the columns, SQLAlchemy keeps these for itself.
    named = [{f"its_{column}": value for column, value in row.items()} for row in rows]
    statement = update(table).where(table.c.id == bindparam("its_id")).values(
        {column: bindparam(f"its_{column}") for column in rows[0] if column != "id"})
    desk.session.connection().execute(statement, named)
