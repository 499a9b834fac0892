"""A desk is one unit of work: a session, the instant, an actor; it commits whole or not at all."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from casework.access import SYSTEM, Actor, permit
from casework.shelf import Shelf
from files.store import NoStore, Store
from foundation.clock import Clock, day_of
from foundation.database import READS, asking
from foundation.sealing import NoSeal, Seal
from foundation.veil import VEIL
from regulation.book import Rulebook
from regulation.workdays import DayMark, WorkCalendar

CALENDAR = ("SELECT day, working, name, CAST(NULL AS INTEGER) AS year FROM holiday"
            " UNION ALL SELECT NULL, NULL, NULL, year FROM holiday_notice")


@dataclass(frozen=True)
class House:
    """What every desk of an installation shares."""

    engine: Engine
    source: Rulebook | Shelf  # a shelf is looked at anew by every desk
    clock: Clock
    base_url: str = "http://127.0.0.1:8000"
    files: Store = field(default_factory=NoStore)
    seal: Seal = field(default_factory=NoSeal)  # of what identifies informants
    mails: bool = False  # whether letters leave: a mail host is configured
    templates: Path | None = None  # the office's own Word templates, which go before ours

    @property
    def rulebook(self) -> Rulebook:
        """The rulebook as it is now."""
        return self.source.rulebook() if isinstance(self.source, Shelf) else self.source


class Desk:
    """One unit of work; everything done at it stands or falls together."""

    def __init__(self, house: House, connection: Connection, actor: Actor) -> None:
        self.house = house
        self._connection = connection
        self._session: Session | None = None
        self.postgres = connection.dialect.name == "postgresql"
        self.actor = actor
        self.now: datetime = house.clock.now()
        self.today: date = day_of(self.now)
        self.rulebook: Rulebook = house.rulebook  # the same for the whole unit of work
        self._later: dict[Any, tuple[str, list[dict[str, Any]]]] | None = None

    @property
    def session(self) -> Session:
        """The session on the connection of this unit of work, made when first asked for: plain statements need none."""
        if self._session is None:
            self._session = Session(bind=self._connection, expire_on_commit=False)
        return self._session

    @property
    def connection(self) -> Connection:
        """The connection of this unit of work: plain statements go to it past the session, which would only hand them on."""
        if self._session is not None and self._session.in_nested_transaction():
            return self._session.connection()  # what is first asked within a savepoint makes it here
        return self._connection

    @cached_property
    def calendar(self) -> WorkCalendar:
        """Working days as announced, the imported notices laid over the library's."""
        from sqlalchemy import Date
        rows = self.rows(CALENDAR, types={"day": Date()})
        return WorkCalendar(
            marks={row.day: DayMark(working=bool(row.working), name=row.name) for row in rows if row.day is not None},
            years=frozenset(row.year for row in rows if row.year is not None),
        )

    def permit(self, action: str, office_path: str | None = None) -> None:
        """Refuse unless this desk's actor may do the action at the office."""
        permit(self.actor, action, office_path)

    def run(self, statement: str, /, **values: Any) -> int:
        """Execute plain SQL; the number of rows it touched."""
        result: Any = self.connection.execute(asking(statement, **values), values)
        return max(int(result.rowcount), 0)

    def rows(self, statement: str, /, *, types: dict[str, Any] | None = None, **values: Any) -> list[Any]:
        """The rows of a query in plain SQL."""
        return list(self.connection.execute(asking(statement, types, **values), values).all())

    def scalar(self, statement: str, /, **values: Any) -> Any:
        """The first column of the first row, or None."""
        return self.connection.execute(asking(statement, **values), values).scalar()

    def append(self, statement: str, rows: Sequence[dict[str, Any]]) -> None:
        """Insert rows that nobody asks for at this desk; in `gathering` at its end, with others of their kind."""
        if self._later is None:
            if rows:
                self.connection.execute(asking(statement, **rows[0]), rows)
            return
        for row in rows:
            kinds = (statement, *map(type, row.values()))  # of a list the first row tells the types
            self._later.setdefault(kinds, (statement, []))[1].append(row)

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """What is appended meanwhile is written at the end, a statement for many rows; of an error nothing is left."""
        self._later = {}
        try:
            yield
            gathered = list(self._later.values())
        finally:
            self._later = None
        for statement, rows in gathered:
            self.append(statement, rows)

    @contextmanager
    def as_officer(self, officer_id: int) -> Iterator[None]:
        """What is written meanwhile was done by this officer, who has proved it but has no session yet; it gives no right."""
        before = self.actor
        self.actor = Actor(f"officer:{officer_id}", officer_id)
        try:
            yield
        finally:
            self.actor = before

    def veil(self, reader: Actor) -> None:
        """From here on it is read as this reader may: nobody finds anything of what he is complained of in."""
        if reader.veil is not None:
            self.connection.execution_options(**{VEIL: reader.veil})

    @contextmanager
    def unveiled(self) -> Iterator[None]:
        """What is read meanwhile is read whole: for what must hold whoever asks, and is told to others than him."""
        self.connection.execution_options(**{VEIL: None})
        try:
            yield
        finally:
            self.connection.execution_options(**{VEIL: self.actor.veil})

    def lock(self, name: str) -> None:
        """One worker at a time does this; the others wait here until it commits. On SQLite that is whoever writes."""
        # Asked on SQLite too: it is the first statement that takes the write lock.
        self.scalar("SELECT name FROM lock WHERE name = :name" + (" FOR UPDATE" if self.postgres else ""), name=name)

    def close(self, *, keeps: bool) -> None:
        """Commit all, or take all back; nothing more is done at this desk."""
        if self._session is not None:
            self._session.commit() if keeps else self._session.rollback()
        self._connection.commit() if keeps else self._connection.rollback()


@contextmanager
def open_desk(house: House, actor: Actor = SYSTEM, *, reads: bool = False, keeps: bool = True) -> Iterator[Desk]:
    """A desk for the length of a `with`: committed at the end, rolled back on any error.

    `reads` promises that nothing is written, so that on SQLite writers are not kept waiting. Without `keeps` it is rolled
    back in any case: to see what something would do.
    """
    with house.engine.connect() as connection:
        if reads:
            connection = connection.execution_options(**{READS: True})
            if connection.dialect.name == "postgresql":
                # What a page says in several statements is of one instant.
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
        desk = Desk(house, connection, actor)
        desk.veil(actor)
        yield desk
        desk.close(keeps=keeps)
