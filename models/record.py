"""The journal and its seals, holidays announced, triggers and runs, and what this installation is."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Column, Index, text
from sqlmodel import Field, SQLModel

from models.base import instant, one_of

BY_PEOPLE = "actor <> 'system'"


class Journal(SQLModel, table=True):
    """What happened; appended only, the database refuses the rest."""

    __tablename__ = "journal"
    __table_args__ = (
        Index("ix_journal_entity_entity_id", "entity", "entity_id"),
        Index("ix_journal_at", "at", "id"),  # the newest first, and those of some days
        # What people do is a small part of what happens.
        Index("ix_journal_actor", "actor", "at", "id", sqlite_where=text(BY_PEOPLE), postgresql_where=text(BY_PEOPLE)),
        # Transactions follow one another through the pages, so that the coarsest index finds the last ones.
        Index("ix_journal_tx", "tx", postgresql_using="brin", sqlite_where=text("tx IS NOT NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = instant()
    actor: str
    action: str = Field(index=True)
    office_id: int | None = Field(default=None, foreign_key="party.id", index=True)
    entity: str
    entity_id: int
    detail: str  # canonical JSON, so that its hash is stable
    # PostgreSQL's transaction, set by a trigger: the sealer leaves alone what may still be joined by older entries.
    tx: int | None = Field(default=None, sa_column=Column(BigInteger, nullable=True))


class JournalSeal(SQLModel, table=True):
    """The hash chain over the journal, in rows of its own so that writers do not queue behind one another."""

    __tablename__ = "journal_seal"

    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="journal.id", unique=True)
    previous: str
    hash: str


class Holiday(SQLModel, table=True):
    """A day that a year's notice makes a rest day or a working day against the week."""

    __tablename__ = "holiday"

    day: date = Field(primary_key=True)
    working: bool
    name: str
    year: int = Field(foreign_key="holiday_notice.year", index=True)


class HolidayNotice(SQLModel, table=True):
    """A year's notice as imported."""

    __tablename__ = "holiday_notice"

    year: int = Field(primary_key=True)
    source: str
    imported_at: datetime = instant()


class Trigger(SQLModel, table=True):
    """A stage has work; written with what caused it, claimed by a run as a lease."""

    __tablename__ = "trigger_row"

    id: int | None = Field(default=None, primary_key=True)
    stage: str = Field(index=True)
    entity: str = ""
    entity_id: int = 0
    created_at: datetime = instant()
    claimed_by: str | None = None
    claimed_until: datetime | None = instant(nullable=True)
    done_at: datetime | None = instant(nullable=True, index=True)


class Bell(SQLModel, table=True):
    """The last run rung for a stage; `n` is raised when that run has ended or vanished."""

    __tablename__ = "bell"

    stage: str = Field(primary_key=True)
    n: int = 0
    run_id: str | None = None
    rung_at: datetime | None = instant(nullable=True)


class Run(SQLModel, table=True):
    """A flow run by our own books, whatever Prefect's database remembers."""

    __tablename__ = "run"
    __table_args__ = (one_of("state", ("running", "done", "failed", "died")),)

    id: int | None = Field(default=None, primary_key=True)
    flow: str = Field(index=True)
    prefect_run_id: str | None = Field(default=None, index=True)
    started_at: datetime = instant()
    ended_at: datetime | None = instant(nullable=True)
    state: str = "running"
    summary: str = ""


class Lock(SQLModel, table=True):
    """A row to lock where one worker at a time may do a thing."""

    __tablename__ = "lock"

    name: str = Field(primary_key=True)


class Instance(SQLModel, table=True):
    """What this installation is: in service since, demo or not, the key of its links."""

    __tablename__ = "instance"

    key: str = Field(primary_key=True)
    value: str


class Answered(SQLModel, table=True):
    """A request that a program may send again under its key: what was answered, and to what."""

    __tablename__ = "answered"

    key_digest: str = Field(primary_key=True)  # of who asked and the key
    request_digest: str
    answer: str  # JSON
    at: datetime = instant(index=True)
