"""Brings a database to the tables of this version, and says when it is of another."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, inspect, text

from foundation.errors import BrokenError, ConflictError

if TYPE_CHECKING:
    from alembic.config import Config

# Alembic keeps what it migrates in globals of its modules: two threads at once would each take the other's away.
_ONE_AT_A_TIME = Lock()
MIGRATIONS = Path(__file__).parent / "migrations"


def _config(connection: Connection) -> "Config":
    from alembic.config import Config
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Migrate up; a database of a newer version is refused untouched."""
    from alembic import command
    with _free_to_rebuild(engine) as connection:
        _refuse_newer(connection)
        command.upgrade(_config(connection), revision)
        _refuse_orphans(connection)
        connection.commit()


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Migrate down."""
    from alembic import command
    with _free_to_rebuild(engine) as connection:
        command.downgrade(_config(connection), revision)
        _refuse_orphans(connection)
        connection.commit()


@contextmanager
def _free_to_rebuild(engine: Engine) -> Iterator[Connection]:
    """A connection that may take away a table others point at: SQLite changes a constraint by building the table anew."""
    with _ONE_AT_A_TIME, engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        if engine.dialect.name == "sqlite":
            raw.execute("PRAGMA foreign_keys=OFF")  # before the transaction begins: within one it does nothing
        try:
            yield connection
        finally:
            if engine.dialect.name == "sqlite":
                connection.rollback()
                raw.execute("PRAGMA foreign_keys=ON")


def _refuse_orphans(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and (lost := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
        raise BrokenError(f"After the migration {len(lost)} rows point at nothing, the first in {lost[0][0]}.",
                          way_out="Nothing was changed; report this.")


def current(connection: Connection) -> str | None:
    """The revision a database stands at, or None if it has no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return str(row[0]) if row else None


def head() -> str:
    """The revision this version of the code works with."""
    return max(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _refuse_newer(connection: Connection) -> None:
    at = current(connection)
    known = {path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py")}
    if at is not None and at not in known:
        raise ConflictError(
            f"The database stands at version {at}; this Kuangjian knows versions up to {head()}.",
            way_out="It was written by a newer Kuangjian: run that one, or restore a backup made before the upgrade.",
        )


def check(engine: Engine) -> str:
    """'empty', 'current' or 'older'; a newer one is refused."""
    with engine.connect() as connection:
        _refuse_newer(connection)
        at = current(connection)
    if at is None:
        return "empty"
    return "current" if at == head() else "older"
