"""A database as a SQLite file, taken while it runs; and such a file as a database."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from deployments.keeping.rows import copy_rows
from foundation.database import open_engine
from foundation.errors import ConflictError, InvalidError
from models.schema import check, current, upgrade


def open_read_only(file: Path) -> sqlite3.Connection:
    """A SQLite file as it stands, also while others write to it; where nobody does, nothing is laid beside it either."""
    still = "" if file.with_name(f"{file.name}-wal").exists() else "&immutable=1"
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro{still}", uri=True)


def copy_file(source: Path, target: Path) -> None:
    """Copy a SQLite file whole."""
    try:
        with closing(open_read_only(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
    except sqlite3.DatabaseError as error:
        raise InvalidError(f"{source} cannot be copied: {error}.", way_out="Name a database of Kuangjian.") from error


def refuse_other(engine: Engine, name: str) -> None:
    """Refuse a database that is not of this version."""
    state = check(engine)
    if state != "current":
        raise ConflictError(f"{name} is {state}: only a database of this version can be taken.",
                            way_out="Run `kuangjian init` on it (or on its copy) first.")


def copy_server(source: Engine, target: Path) -> None:
    """Copy a database on a server into a SQLite file of the same revision, every table as it stood at one instant."""
    copy = open_engine(f"sqlite:///{target}")
    with source.connect() as connection:
        upgrade(copy, current(connection) or "head")
    with source.connect().execution_options(isolation_level="REPEATABLE READ") as old, copy.connect() as new:
        copy_rows(old, new)
        new.commit()
    copy.dispose()


def refuse_filled(target: Engine) -> None:
    """Refuse a database that has tables of ours."""
    if check(target) != "empty":
        raise ConflictError("There is an installation in this database already.", way_out="Name an empty one.")


def fill_server(source: Path, target: Engine) -> None:
    """Make the tables in an empty database, and fill them from a SQLite file: all of its rows or none."""
    refuse_filled(target)
    upgrade(target)
    copy = open_engine(f"sqlite:///{source}")
    with copy.connect() as old, target.begin() as new:
        copy_rows(old, new)
    copy.dispose()
