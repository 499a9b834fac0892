"""What stands in a folder or a database: a rehearsal, nothing, or something that is not ours to touch."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError

from deployments.keeping.copies import open_read_only
from foundation.database import open_engine
from foundation.errors import ConflictError, InvalidError

KEY = "rehearsal"  # of the instance's rows: what is rehearsed here
FILES = ("kuangjian.db", "kuangjian.db-wal", "kuangjian.db-shm", "kuangjian.half", "mail.log")


def kept_in(address: str) -> str | None:
    """What is rehearsed in a database, None for an empty one; one that is anything else is refused, and not touched."""
    file = Path(address.removeprefix("sqlite:///"))
    if address.startswith("sqlite:///"):
        if not file.exists():
            return None
        engine = create_engine("sqlite://", creator=lambda: open_read_only(file))
    else:
        engine = open_engine(address)
    try:
        return _kept(engine, address)
    except DatabaseError as error:
        raise InvalidError(f"{file.name} cannot be read: {error.orig}.", way_out="Name another folder or database.") from None
    finally:
        engine.dispose()


def _kept(engine: Engine, address: str) -> str | None:
    there = inspect(engine).get_table_names()
    if not there:
        return None
    rows: Sequence[Any] = []
    if {"instance", "party"} <= set(there):
        with engine.connect() as connection:
            if not connection.execute(text("SELECT 1 FROM instance UNION ALL SELECT 1 FROM party")).first():
                return None  # killed before its first row
            rows = connection.execute(text("SELECT value FROM instance WHERE key = :key"), {"key": KEY}).all()
    if not rows:
        raise ConflictError(f"The database {make_url(address).render_as_string()} is no rehearsal's.",
                            way_out="Rehearse in a folder of its own; `--from` takes a copy of an installation.")
    return str(rows[0].value)


def clear(folder: Path) -> None:
    """Take away what a rehearsal left in a folder; refused where something else stands there."""
    kept_in(f"sqlite:///{folder / FILES[0]}")
    for name in FILES:
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / "decrees", ignore_errors=True)
