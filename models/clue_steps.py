"""What is decided about a clue on its way: opinions asked for, what is to become of it, to whom it was passed on."""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from models.base import instant, one_of
from regulation.clue import Disposal


class ClueAppraisal(SQLModel, table=True):
    """An expert opinion (委托鉴定): while it is waited for, the days do not count."""

    __tablename__ = "clue_appraisal"
    __table_args__ = (
        # One at a time: two would suspend the same days.
        Index("uq_clue_appraisal_clue_id_open", "clue_id", unique=True, sqlite_where=text("until IS NULL"),
              postgresql_where=text("until IS NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    clue_id: int = Field(foreign_key="clue.id", index=True)
    body: str  # who is asked
    reason: str
    since: date
    until: date | None = None  # the day from which days count again
    approved_by: str


class ClueDisposal(SQLModel, table=True):
    """A proposal what becomes of a verified clue, and what a leader said to it."""

    __tablename__ = "clue_disposal"
    __table_args__ = (
        one_of("disposal", (one.value for one in Disposal)), one_of("state", ("proposed", "approved", "refused")),
        Index("uq_clue_disposal_clue_id_open", "clue_id", unique=True, sqlite_where=text("state = 'proposed'"),
              postgresql_where=text("state = 'proposed'")),
    )

    id: int | None = Field(default=None, primary_key=True)
    clue_id: int = Field(foreign_key="clue.id", index=True)
    disposal: str
    refer_to: str | None = None  # the body, where it is referred
    reason: str
    state: str = "proposed"
    proposed_by: str
    proposed_at: datetime = instant()
    decided_by: str | None = None
    decided_at: datetime | None = instant(nullable=True)
    note: str | None = None


class ClueReferral(SQLModel, table=True):
    """What another body was told of a clue (转送): a redacted text, and to whom it went."""

    __tablename__ = "clue_referral"

    id: int | None = Field(default=None, primary_key=True)
    clue_id: int = Field(foreign_key="clue.id", index=True)
    body: str
    text: str  # redacted
    by: str
    at: datetime = instant()
