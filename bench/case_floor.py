"""The floors of case steps: the statements that a step really executes, with its values, repeated in a transaction a step."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

from sqlalchemy import Engine, event


@dataclass(frozen=True)
class Asked:
    """A statement as the driver got it."""

    statement: str
    values: Any
    many: bool


@dataclass
class Noted:
    """What a step asked: as the library was asked, and as the driver was."""

    library: list[tuple[Any, Any]] = field(default_factory=list)
    driver: list[Asked] = field(default_factory=list)

    @property
    def statements(self) -> int:
        """How many statements there were, the beginning of the transaction aside."""
        return sum(not one.statement.startswith("BEGIN") for one in self.driver)


@contextmanager
def listened(engine: Engine) -> Iterator[Noted]:
    """Whatever is asked of a database meanwhile."""
    noted = Noted()

    def heard(_1: Any, _2: Any, statement: str, values: Any, _3: Any, many: bool) -> None:
        noted.driver.append(Asked(statement, values, many))

    def said(_1: Any, clause: Any, several: Any, values: Any, _2: Any) -> None:
        noted.library.append((clause, several or values))
    event.listen(engine, "before_cursor_execute", heard)
    event.listen(engine, "before_execute", said)
    try:
        yield noted
    finally:
        event.remove(engine, "before_cursor_execute", heard)
        event.remove(engine, "before_execute", said)


class Floor(Protocol):
    """Repeats noted steps."""

    def step(self, noted: Noted) -> None:
        """Repeat the statements of a step, read their rows, commit."""
        ...

    def backend(self) -> int | None:
        """The server's process behind its connection; none on SQLite."""
        ...

    def close(self) -> None:
        """Leave the database alone."""
        ...


class Library:
    """By SQLAlchemy, as hand-written SQL is executed everywhere in this house: one connection, `execute` with values."""

    def __init__(self, engine: Engine) -> None:
        self.connection = engine.connect()

    def backend(self) -> int | None:
        """The server's process behind it."""
        return _backend(self.connection.connection.driver_connection)

    def step(self, noted: Noted) -> None:
        """A transaction of plain statements."""
        with self.connection.begin():
            for clause, values in noted.library:
                result = self.connection.execute(clause, values)
                if result.returns_rows:
                    result.all()

    def close(self) -> None:
        """Hand the connection back."""
        self.connection.close()


class Driver:
    """By the driver alone (sqlite3, psycopg), without any library above it: one connection, one cursor."""

    def __init__(self, engine: Engine) -> None:
        self.held = engine.raw_connection()
        self.connection = cast(Any, self.held.driver_connection)
        self.cursor = self.connection.cursor()

    def backend(self) -> int | None:
        """The server's process behind it."""
        return _backend(self.connection)

    def step(self, noted: Noted) -> None:
        """A transaction of plain statements."""
        cursor = self.cursor
        for one in noted.driver:
            if one.many:
                cursor.executemany(one.statement, one.values)
            else:
                cursor.execute(one.statement, one.values)
                if cursor.description is not None:
                    cursor.fetchall()
        self.connection.commit()

    def close(self) -> None:
        """Hand the connection back."""
        self.cursor.close()
        self.held.close()


def _backend(connection: Any) -> int | None:
    info = getattr(connection, "info", None)
    return int(info.backend_pid) if info is not None else None
