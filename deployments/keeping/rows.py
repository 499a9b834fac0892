"""Every row of one database into another, whichever kinds they are, as it stood at one instant."""

from typing import Any

from sqlalchemy import Connection, Table, func, insert, inspect, select, text
from sqlmodel import SQLModel

BATCH = 5_000
AS_MIGRATED = ("lock",)  # filled by the migrations
MADE_ANEW = ("office_tally", "rule_tally", "tally_mark")  # their mark would mean another database's journal
LEFT_OUT = {"journal": ("tx",)}  # transactions of the database it came from; here they would mean others


def copy_rows(old: Connection, new: Connection) -> dict[str, int]:
    """Copy all rows into a database of the same revision with empty tables; how many, by table. Nothing is committed."""
    there = set(inspect(old).get_table_names()) & set(inspect(new).get_table_names())  # an older one has fewer
    counts = {table.name: _copy(old, new, table) for table in SQLModel.metadata.sorted_tables
              if table.name in there and table.name not in (*AS_MIGRATED, *MADE_ANEW)}
    if new.dialect.name == "postgresql":
        _set_numbers(new, sorted(counts))
    return counts


def _copy(old: Connection, new: Connection, table: Table) -> int:
    there = {column["name"] for column in inspect(old).get_columns(table.name)} - set(LEFT_OUT.get(table.name, ()))
    query = select(*(column for column in table.columns if column.name in there))
    if table.name == "party":
        query = query.order_by(func.length(table.c.path))  # those above first: a party points at its superior
    elif "id" in table.c:
        query = query.order_by(table.c.id)
    count = 0
    for batch in old.execution_options(yield_per=BATCH).execute(query).mappings().partitions(BATCH):
        rows: list[dict[str, Any]] = [dict(row) for row in batch]
        new.execute(insert(table), rows)
        count += len(rows)
    return count


def _set_numbers(new: Connection, tables: list[str]) -> None:
    """New rows get numbers after those that came along."""
    for table in tables:
        if "id" not in SQLModel.metadata.tables[table].c:
            continue
        named = new.scalar(text("SELECT pg_get_serial_sequence(:table, 'id')"), {"table": table})
        if named is not None:
            new.execute(text(f"SELECT setval('{named}', (SELECT coalesce(max(id), 0) + 1 FROM {table}), false)"))
