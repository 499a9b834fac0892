"""Brings a database to the tables of this version, and says when it is of another."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from foundation.errors import ConflictError

if TYPE_CHECKING:
    from alembic.config import Config

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
    with engine.connect() as connection:
        _refuse_newer(connection)
        command.upgrade(_config(connection), revision)
        connection.commit()


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Migrate down."""
    from alembic import command
    with engine.connect() as connection:
        command.downgrade(_config(connection), revision)
        connection.commit()


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
