"""Counts kept beside the duties, so that a board over a million of them opens at once; they can always be made anew."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Column
from sqlmodel import Field, SQLModel

from models.base import instant


class OfficeTally(SQLModel, table=True):
    """What is owed at one office, and at it with all below it (`all_…`), as it stood at the tally's mark."""

    __tablename__ = "office_tally"

    office_id: int = Field(foreign_key="party.id", primary_key=True)
    open: int
    due_soon: int
    overdue: int
    lapsed: int  # since the first of January
    oldest: date | None = None  # due day of what has been late longest
    all_open: int
    all_due_soon: int
    all_overdue: int
    all_lapsed: int
    all_oldest: date | None = None


class RuleTally(SQLModel, table=True):
    """What an office and all below it owe by a rule: what runs out, and how much was done in time, beside the year before."""

    __tablename__ = "rule_tally"

    office_id: int = Field(foreign_key="party.id", primary_key=True)
    rule: str = Field(primary_key=True)
    week: int  # open and due within seven days
    month: int  # … within thirty
    overdue: int
    due_now: int  # fell due from the first of January to yesterday, and is decided: done, lapsed or late
    kept_now: int  # of these, done by the day
    due_then: int  # the same days of the year before
    kept_then: int


class TallyMark(SQLModel, table=True):
    """For which day a tally counts, and since which journal entry what was changed is counted anew."""

    __tablename__ = "tally_mark"

    name: str = Field(primary_key=True)  # offices, rules
    day: date
    at: datetime = instant()
    mark: int = Field(sa_column=Column(BigInteger, nullable=False))  # PostgreSQL: a transaction; SQLite: an entry's id
