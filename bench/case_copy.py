"""Copies of cases, set by set past the library: no row is looked at, and what only finds rows is built when all stand."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, create_engine, text
from sqlmodel import SQLModel

from bench.case_office import STAFF
from casework.desk import Desk
from models import (
    CaseDocument,
    CaseEvent,
    CaseEvidence,
    CaseOfficer,
    CaseParty,
    CasePayment,
    CasePenalty,
    CasePeriod,
    Duty,
    EnforcementCase,
    Journal,
)

FIRST = 1_000_000  # the numbers of copies count from here, all of one length
ROLES = {name: f"t.{name} + {len(STAFF)} * (s.n % :counties)" for name in ("chief_id", "main_id", "unit_head_id", "handler_id")}
OFFICE = "t.office_id + s.n % :counties"
OF_CASE = {"id": "", "case_id": ":base + s.n"}
OFFICER = {"officer_id": f"t.officer_id + {len(STAFF)} * (s.n % :counties)"}
OWES = "CASE WHEN t.{0} = :office THEN p.id ELSE p.parent_id END"
# By table, which rows of a case there are, and what becomes of a column: an empty one is left to the database.
COPIED: tuple[tuple[type[SQLModel], str, dict[str, str]], ...] = (
    (EnforcementCase, "t.id = :case", {"id": ":base + s.n", "number": f"'AJ2025' || ({FIRST} + :base + s.n)",
                                       "office_id": OFFICE, **ROLES}),
    (CaseParty, "t.case_id = :case", OF_CASE), (CaseEvent, "t.case_id = :case", {**OF_CASE, **OFFICER}),
    (CaseOfficer, "t.case_id = :case", {**OF_CASE, **OFFICER}), (CasePeriod, "t.case_id = :case", OF_CASE),
    (CaseEvidence, "t.case_id = :case", OF_CASE), (CasePenalty, "t.case_id = :case", OF_CASE),
    (CasePayment, "t.case_id = :case", OF_CASE), (CaseDocument, "t.case_id = :case", {**OF_CASE, "office_id": OFFICE}),
    (Duty, "t.subject_kind = 'case' AND t.subject_id = :case", {
        "id": "", "subject_id": ":base + s.n", **{name: OWES.format(name) for name in ("debtor_id", "creditor_id")}}),
    (Journal, "t.entity = 'case' AND t.entity_id = :case", {
        "id": "", "tx": "", "entity_id": ":base + s.n", "office_id": OFFICE}),
)
SERIES = ("CREATE TEMPORARY TABLE series AS WITH RECURSIVE one (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM one"
          " WHERE n < {last}) SELECT n FROM one")
SLACK = {"sqlite": ("PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", "PRAGMA cache_size=-400000"),
         "postgresql": ("SET session_replication_role = replica", "SET synchronous_commit = off",
                        "SET maintenance_work_mem = '512MB'")}
# What finds rows and refuses none.
FINDING = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql NOT LIKE 'CREATE UNIQUE%'"
              " AND tbl_name = :table",
    "postgresql": "SELECT indexname AS name, indexdef AS sql FROM pg_indexes WHERE indexdef NOT LIKE 'CREATE UNIQUE%'"
                  " AND tablename = :table"}
NUMBERED = "SELECT setval(pg_get_serial_sequence('enforcement_case', 'id'), max(id)) FROM enforcement_case"
Rows = dict[type[SQLModel], list[dict[str, Any]]]


@dataclass(frozen=True)
class Played:
    """The rows of a case that was played, and how many copies there are to be."""

    rows: Rows
    copies: int


@dataclass(frozen=True)
class Copies:
    """The copies of a case: the first one's number of its row, and how many."""

    base: int
    copies: int

    def number(self, n: int) -> str:
        """The number of a copy."""
        return f"AJ2025{FIRST + self.base + n}"


def rows_of(desk: Desk, number: str) -> Rows:
    """What there is of a case, as the database itself says it."""
    case = int(desk.scalar("SELECT id FROM enforcement_case WHERE number = :number", number=number))
    return {model: [dict(row._mapping) for row in desk.rows(f"SELECT * FROM {model.__tablename__} t WHERE {which}", case=case)]
            for model, which, _ in COPIED}


def copied(address: str, played: Sequence[Played], counties: Sequence[int]) -> list[Copies]:
    """Spread over the counties, each with officers of its own; what points to other rows is right, so nobody checks it."""
    with create_engine(address, isolation_level="AUTOCOMMIT").connect() as connection, _slack(connection):
        base = int(connection.scalar(text("SELECT max(id) + 1 FROM enforcement_case")) or 1)
        found = []
        for one in played:
            _copy(connection, one, base, counties)
            found.append(Copies(base, one.copies))
            base += one.copies
    connection.engine.dispose()
    return found


@contextmanager
def _slack(connection: Connection) -> Iterator[None]:
    """Without what only guards against crashes and mistakes; what finds rows is built afterwards."""
    kind = connection.dialect.name
    for setting in SLACK[kind]:
        connection.execute(text(setting))
    found = [row for model, _, _ in COPIED
             for row in connection.execute(text(FINDING[kind]), {"table": model.__tablename__}).all()]
    for row in found:
        connection.execute(text(f'DROP INDEX "{row.name}"'))
    yield
    for row in found:
        connection.exec_driver_sql(row.sql)
    if kind == "postgresql":
        connection.execute(text(NUMBERED))
    else:
        connection.execute(text("PRAGMA journal_mode=WAL"))


def _copy(connection: Connection, played: Played, base: int, counties: Sequence[int]) -> None:
    connection.execute(text(SERIES.format(last=played.copies - 1)))
    values = {"base": base, "counties": len(counties), "office": counties[0]}
    for model, _, changed in COPIED:
        if rows := played.rows[model]:
            _laid_out(connection, str(model.__tablename__), rows)
            told = {name: how for name in rows[0] if (how := changed.get(name, f't."{name}"'))}
            names = ", ".join(f'"{name}"' for name in told)
            party = "JOIN party p ON p.id = :office + s.n % :counties" if model is Duty else ""
            # By case: its rows, and what finds them, lie side by side.
            statement = (f"INSERT INTO {model.__tablename__} ({names}) SELECT {', '.join(told.values())}"
                         f" FROM series s CROSS JOIN one t {party}")
            connection.execute(text(statement), {name: value for name, value in values.items() if f":{name}" in statement})
            connection.execute(text("DROP TABLE one"))
    connection.execute(text("DROP TABLE series"))


def _laid_out(connection: Connection, table: str, rows: Sequence[dict[str, Any]]) -> None:
    """The rows in a table of their own: a database that reads what it writes keeps all of it aside first."""
    connection.execute(text(f"CREATE TEMPORARY TABLE one AS SELECT * FROM {table} WHERE 1 = 0"))
    names = ", ".join(f'"{name}"' for name in rows[0])
    connection.execute(text(f"INSERT INTO one ({names}) VALUES ({', '.join(f':{name}' for name in rows[0])})"), rows)
