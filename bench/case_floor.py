"""The floor of case steps: the statements that a step really executes, with their values, raw on the driver's connection."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Engine, event


@dataclass(frozen=True)
class Asked:
    """A statement as the driver got it."""

    statement: str
    values: Any
    many: bool


@contextmanager
def listened(engine: Engine) -> Iterator[list[Asked]]:
    """Whatever is asked of a database meanwhile."""
    found: list[Asked] = []

    def heard(_1: Any, _2: Any, statement: str, values: Any, _3: Any, many: bool) -> None:
        found.append(Asked(statement, values, many))
    event.listen(engine, "before_cursor_execute", heard)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", heard)


def counted(asked: list[Asked]) -> int:
    """How many statements a unit of work takes, its beginning aside."""
    return sum(not one.statement.startswith("BEGIN") for one in asked)


class Floor:
    """A connection of the driver's own, on which recorded steps are repeated in a transaction each."""

    def __init__(self, engine: Engine) -> None:
        self.held = engine.raw_connection()
        self.connection = cast(Any, self.held.driver_connection)
        self.cursor = self.connection.cursor()

    def backend(self) -> int | None:
        """The server's process behind it; none on SQLite."""
        info = getattr(self.connection, "info", None)
        return int(info.backend_pid) if info is not None else None

    def step(self, asked: list[Asked]) -> None:
        """Repeat the statements of a step, read their rows, commit."""
        cursor = self.cursor
        for one in asked:
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
