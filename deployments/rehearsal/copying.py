"""A copy of an installation's database, taken while it runs: read only, into a file of the rehearsal's own."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, insert, select
from sqlalchemy.engine import make_url
from sqlmodel import SQLModel

from foundation.database import open_engine
from foundation.errors import ConflictError, InvalidError, KuangjianError, NotFoundError
from models.schema import check, upgrade

BATCH = 5_000
KEPT = ("alembic_version", "lock")  # as the migrations leave them


def copy_installation(source: str, target: Path) -> None:
    """Copy the database at an address into a SQLite file; the source is only read."""
    url = make_url(source)
    if url.drivername == "sqlite":
        _copy_file(Path(url.database or ""), target)
        return
    if url.drivername != "postgresql+psycopg":
        raise InvalidError(f"{url.render_as_string()} is no address of a database of ours.",
                           way_out="An address begins with postgresql+psycopg:// or sqlite:///.")
    from_engine, to_engine = open_engine(source), open_engine(f"sqlite:///{target}")
    _refuse_other(from_engine, url.render_as_string())
    upgrade(to_engine)
    _copy_rows(from_engine, to_engine)
    to_engine.dispose()


def _copy_file(source: Path, target: Path) -> None:
    if not source.is_file():
        raise NotFoundError(f"There is no database {source}.",
                            way_out="Name a data folder that holds kuangjian.db, such a file, or a database's address.")
    try:
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
        _refuse_other(open_engine(f"sqlite:///{target}"), str(source))
    except sqlite3.DatabaseError as error:
        target.unlink(missing_ok=True)
        raise InvalidError(f"{source} cannot be copied: {error}.", way_out="Name a database of Kuangjian.") from error
    except KuangjianError:
        target.unlink(missing_ok=True)
        raise


def _refuse_other(engine: Engine, name: str) -> None:
    state = check(engine)
    engine.dispose()
    if state != "current":
        raise ConflictError(f"{name} is {state}: only a database of this version can be rehearsed.",
                            way_out="Run `kuangjian init` on it (or on its copy) first.")


def _copy_rows(source: Engine, target: Engine) -> None:
    """Every row of every table as it stood at one instant."""
    with source.connect().execution_options(isolation_level="REPEATABLE READ") as old, target.connect() as new:
        new.exec_driver_sql("COMMIT")
        new.exec_driver_sql("PRAGMA foreign_keys=OFF")  # a party may stand before its superior
        new.exec_driver_sql("BEGIN IMMEDIATE")
        for table in SQLModel.metadata.sorted_tables:
            if table.name not in KEPT:
                _copy_table(old, new, table)
        new.commit()


def _copy_table(old: Connection, new: Connection, table: Table) -> None:
    rows = old.execution_options(yield_per=BATCH).execute(select(table))
    for batch in rows.mappings().partitions(BATCH):
        new.execute(insert(table), [dict(row) for row in batch])
