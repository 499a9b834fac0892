"""Engines for SQLite and PostgreSQL, typed plain SQL, and instants that stay aware on both."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Connection,
    Date,
    DateTime,
    Engine,
    Float,
    Integer,
    LargeBinary,
    Numeric,
    String,
    bindparam,
    create_engine,
    event,
    text,
)
from sqlalchemy.engine import Dialect, make_url
from sqlalchemy.sql.elements import TextClause
from sqlalchemy.types import TypeDecorator

from foundation.errors import ConflictError, InvalidError, UnavailableError
from foundation.veil import veiled

READS = "kuangjian_reads"
LARGE = 2**31
UNANSWERED = ("locked", "could not connect", "Connection refused", "connection failed", "server closed the connection",
              "terminating connection")


class Instant(TypeDecorator[datetime]):
    """An aware instant; SQLite would hand it back naive, so it is stored in UTC and made aware again."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC; a naive instant is a programming error."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive instant {value!r}: pass an aware one")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Hand back aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class _Large(int):
    """A number that does not fit the databases' usual integer."""


# `bool` before `int` and `datetime` before `date`, which they are too.
BOUND: tuple[tuple[type, Any], ...] = (
    (bool, Boolean()), (_Large, BigInteger()), (int, Integer()), (float, Float()), (str, String()),
    (datetime, Instant()), (date, Date()), (bytes, LargeBinary()), (Decimal, Numeric()))


def open_engine(url: str) -> Engine:
    """An engine for a database address; a SQLite file's folder is made, its transactions take the write lock first.

    What its errors say ends up in logs: the values that were asked with are left out.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        engine = create_engine(parsed, pool_pre_ping=True, hide_parameters=True)
        event.listen(engine, "handle_error", _explain)
        event.listen(engine, "before_cursor_execute", veiled, retval=True)
        return engine
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, connect_args={"timeout": 60}, hide_parameters=True)
    event.listen(engine, "handle_error", _explain)
    event.listen(engine, "before_cursor_execute", veiled, retval=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _explain(context: Any) -> None:
    """Say what the database's own words mean for whoever runs this."""
    if context.is_pre_ping:
        return  # the pool finds out whether a connection still lives, and makes another
    said = str(context.original_exception)
    if any(words in said for words in ("disk is full", "disk I/O error", "No space left")):
        raise UnavailableError("The disk that holds the database is full or fails; nothing of this step was written.",
                               way_out="Free some space (or move the data folder), then run the same again.")
    if "deadlock detected" in said:
        raise ConflictError("Somebody else was at the same rows at the same moment; nothing was written.",
                            way_out="Do it again.")
    if "NUL (0x00)" in said:  # PostgreSQL alone minds
        raise InvalidError("A text holds a NUL character.", way_out="Send it without.")
    if "no such table" in said:
        raise UnavailableError("The database has no tables yet.", way_out="Run `kuangjian init` first.")
    if "not a database" in said:
        raise UnavailableError(f"{context.engine.url.database} is not a database.",
                               way_out="Restore a backup, or check KUANGJIAN_DATA_FOLDER and KUANGJIAN_DATABASE_URL.")
    if any(words in said for words in UNANSWERED):
        raise UnavailableError(f"The database does not answer: {said.strip()}",
                               way_out="Check that it runs and that KUANGJIAN_DATABASE_URL names it.")


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin_sqlite
    cursor = connection.cursor()
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=60000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later would fail with "database is locked" when another
    # wrote in between; taking the write lock at the start makes writers wait in turn instead.
    reads = connection.get_execution_options().get(READS)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def sql(statement: str, /, types: Mapping[str, Any] | None = None, **values: Any) -> TextClause:
    """Plain SQL with bound values; dates and instants are bound by type so that both databases store them alike.

    `types` names the columns of the answer that need one, e.g. `{"due": Date()}`: SQLite has no dates of its own.
    """
    return asking(statement, types, **values).bindparams(**values)


def asking(statement: str, /, types: Mapping[str, Any] | None = None, **values: Any) -> TextClause:
    """The same without the values, to be executed with them: made once for all values of the same types."""
    kinds = tuple([_Large if type(one) is int and not -LARGE <= one < LARGE else type(one) for one in values.values()])
    return _clause(statement, tuple((name, type(one)) for name, one in types.items()) if types else (), tuple(values), kinds)


@lru_cache(maxsize=512)
def _clause(statement: str, columns: tuple[tuple[str, type], ...], names: tuple[str, ...],
            kinds: tuple[type, ...]) -> TextClause:
    clause = text(statement)
    if names:
        clause = clause.bindparams(*(bindparam(name, type_=_type_of(kind)) for name, kind in zip(names, kinds, strict=True)))
    return clause.columns(**{name: kind() for name, kind in columns}) if columns else clause  # type: ignore[return-value]


def _type_of(kind: type) -> Any:
    """The column type by which a value of a Python type is bound; None leaves it to the driver."""
    return next((bound for known, bound in BOUND if issubclass(kind, known)), None)
