"""A copy of an installation's database, taken while it runs: read only, into a file that only its owner may read."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, insert, select
from sqlalchemy.engine import make_url
from sqlmodel import SQLModel

from foundation.database import open_engine
from foundation.errors import ConflictError, InvalidError, KuangjianError, NotFoundError
from models.schema import check, upgrade

BATCH = 5_000
KEPT = ("alembic_version", "lock")  # as the migrations leave them


@dataclass(frozen=True)
class Source:
    """What is copied: a database's address, and the folder of its decrees."""

    address: str
    decrees: Path | None = None

    @property
    def name(self) -> str:
        """The address without its password."""
        return make_url(self.address).render_as_string()


def copy_installation(source: Source, target: Path, decrees: Path) -> None:
    """Copy a database into a SQLite file and its decrees into a folder; the source is only read."""
    url = make_url(source.address)
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)  # it holds addresses and letters
    try:
        if url.drivername == "sqlite":
            _copy_file(Path(url.database or ""), target)
        elif url.drivername == "postgresql+psycopg":
            _copy_server(open_engine(source.address), target)
        else:
            raise InvalidError(f"{url.render_as_string()} is no address of a database of ours.",
                               way_out="An address begins with postgresql+psycopg:// or sqlite:///.")
    except KuangjianError:
        for name in (target.name, f"{target.name}-wal", f"{target.name}-shm"):
            (target.parent / name).unlink(missing_ok=True)
        raise
    if source.decrees is not None and source.decrees.is_dir():
        shutil.copytree(source.decrees, decrees, dirs_exist_ok=True)


def _copy_file(source: Path, target: Path) -> None:
    if not source.is_file():
        raise NotFoundError(f"There is no database {source}.",
                            way_out="Name a data folder that holds kuangjian.db, such a file, or a database's address.")
    try:
        with closing(open_read_only(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
    except sqlite3.DatabaseError as error:
        raise InvalidError(f"{source} cannot be copied: {error}.", way_out="Name a database of Kuangjian.") from error
    _refuse_other(open_engine(f"sqlite:///{target}"), str(source))


def open_read_only(file: Path) -> sqlite3.Connection:
    """A SQLite file as it stands, also while others write to it; where nobody does, nothing is laid beside it either."""
    still = "" if file.with_name(f"{file.name}-wal").exists() else "&immutable=1"
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro{still}", uri=True)


def _refuse_other(engine: Engine, name: str) -> None:
    state = check(engine)
    engine.dispose()
    if state != "current":
        raise ConflictError(f"{name} is {state}: only a database of this version can be rehearsed.",
                            way_out="Run `kuangjian init` on it (or on its copy) first.")


def _copy_server(source: Engine, target: Path) -> None:
    """Every row of every table as it stood at one instant."""
    _refuse_other(source, source.url.render_as_string())
    copy = open_engine(f"sqlite:///{target}")
    upgrade(copy)
    with source.connect().execution_options(isolation_level="REPEATABLE READ") as old, copy.connect() as new:
        new.exec_driver_sql("COMMIT")
        new.exec_driver_sql("PRAGMA foreign_keys=OFF")  # a party may stand before its superior
        new.exec_driver_sql("BEGIN IMMEDIATE")
        for table in SQLModel.metadata.sorted_tables:
            if table.name not in KEPT:
                _copy_table(old, new, table)
        new.commit()
    source.dispose()
    copy.dispose()


def _copy_table(old: Connection, new: Connection, table: Table) -> None:
    rows = old.execution_options(yield_per=BATCH).execute(select(table))
    for batch in rows.mappings().partitions(BATCH):
        new.execute(insert(table), [dict(row) for row in batch])
