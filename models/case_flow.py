"""What the flows keep of cases: reports to each level above, limits that were missed, ranges of fines, letters about cases."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.base import instant, one_of

REPORT_STATES = (
    "owed",  # to be sent by the office below
    "sent",
    "confirmed",
    "returned",  # to be supplemented and sent again
)


class CaseReport(SQLModel, table=True):
    """A major or typical case reported from one level to the next (四（四）); once confirmed it goes on up."""

    __tablename__ = "case_report"
    __table_args__ = (
        UniqueConstraint("case_id", "from_id"),
        one_of("state", REPORT_STATES),
        Index("ix_case_report_to_id_state", "to_id", "state"),
        Index("ix_case_report_from_id_state", "from_id", "state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="enforcement_case.id")
    from_id: int = Field(foreign_key="party.id")
    to_id: int = Field(foreign_key="party.id")
    state: str = "owed"
    owed_since: date
    duty_id: int | None = Field(default=None, foreign_key="duty.id", index=True)  # none: the law of that day names no time
    sent_on: date | None = None
    answered_on: date | None = None
    version: int = 1


class CaseReportStep(SQLModel, table=True):
    """A report was sent, supplemented, confirmed or returned; appended only."""

    __tablename__ = "case_report_step"
    __table_args__ = (one_of("what", ("sent", "supplemented", "confirmed", "returned")),)

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="case_report.id", index=True)
    what: str
    said: str
    by: str
    at: datetime = instant()


class CaseMissed(SQLModel, table=True):
    """A limit of a case that its office let pass; the reason may be recorded later."""

    __tablename__ = "case_missed"
    __table_args__ = (
        Index("ix_case_missed_unexplained", "case_id", sqlite_where=text("reason IS NULL"),
              postgresql_where=text("reason IS NULL")),
    )

    duty_id: int = Field(foreign_key="duty.id", primary_key=True)
    due: date = Field(primary_key=True)
    case_id: int = Field(foreign_key="enforcement_case.id", index=True)
    step: str
    noticed_on: date
    reason: str | None = None
    reason_by: str | None = None
    reason_at: datetime | None = instant(nullable=True)


class CaseRange(SQLModel, table=True):
    """The range of the fine that the law gives for a case as it was last valued; why there is none, where there is none."""

    __tablename__ = "case_range"

    case_id: int = Field(foreign_key="enforcement_case.id", primary_key=True)
    event_no: int
    day: date
    least: Decimal | None = Field(default=None, max_digits=16, decimal_places=2)  # yuan
    most: Decimal | None = Field(default=None, max_digits=16, decimal_places=2)  # yuan
    law: str | None = None
    provision: str | None = None
    confidence: str | None = None
    note: str | None = None  # why there is no range, or what is missing for it


class LetterCase(SQLModel, table=True):
    """A case that a letter to an officer tells of, at the stage at which it waited for him."""

    __tablename__ = "letter_case"

    letter_id: int = Field(foreign_key="letter.id", primary_key=True)
    case_id: int = Field(foreign_key="enforcement_case.id", primary_key=True, index=True)
    stage: str
    event_no: int  # how many events there were
