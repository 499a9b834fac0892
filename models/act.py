"""Acts done, what they counted for, and what was handed in for review."""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from models.base import instant, one_of


class Act(SQLModel, table=True):
    """Something done by a party about a subject; never changed, only corrected by another or withdrawn with a reason."""

    __tablename__ = "act"
    __table_args__ = (
        one_of("state", ("standing", "corrected", "withdrawn")),
        # What was done about a mine, a right, a person; most acts are about their office itself.
        Index("ix_act_subject", "subject_kind", "subject_id", sqlite_where=text("subject_kind <> 'self'"),
              postgresql_where=text("subject_kind <> 'self'")),
        Index("ix_act_corrects_id", "corrects_id", sqlite_where=text("corrects_id IS NOT NULL"),
              postgresql_where=text("corrects_id IS NOT NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(index=True)
    party_id: int = Field(foreign_key="party.id", index=True)
    subject_kind: str
    subject_id: int
    done_on: date = Field(index=True)
    period: str | None = None  # named by a report; an act that is counted falls into the period of its day
    fields: str  # JSON, as validated against the kind
    findings: str = "[]"  # JSON list of finding codes
    state: str = "standing"
    reason: str | None = None  # why corrected or withdrawn
    corrects_id: int | None = Field(default=None, foreign_key="act.id")
    recorded_by: str
    recorded_at: datetime = instant()


class ActPlace(SQLModel, table=True):
    """Where an act was done, as whoever did it has said or his device has measured."""

    __tablename__ = "act_place"

    act_id: int = Field(foreign_key="act.id", primary_key=True)
    longitude: float  # degrees, CGCS2000, which WGS 84 agrees with to centimetres
    latitude: float
    accuracy: float | None = None  # metres


class ActCredit(SQLModel, table=True):
    """This act counts for this duty."""

    __tablename__ = "act_credit"

    act_id: int = Field(foreign_key="act.id", primary_key=True)
    duty_id: int = Field(foreign_key="duty.id", primary_key=True, index=True)


class Submission(SQLModel, table=True):
    """A report as handed in, and what the creditor said to it."""

    __tablename__ = "submission"
    __table_args__ = (
        one_of("state", ("handed_in", "accepted", "returned")),
        Index("ix_submission_act_id", "act_id", sqlite_where=text("act_id IS NOT NULL"),
              postgresql_where=text("act_id IS NOT NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    duty_id: int = Field(foreign_key="duty.id", index=True)
    fields: str
    handed_in_on: date  # the day that counts, whenever it is reviewed
    handed_in_by: str
    handed_in_at: datetime = instant()
    state: str = "handed_in"
    reasons: str | None = None
    reviewed_by: str | None = None
    reviewed_at: datetime | None = instant(nullable=True)
    act_id: int | None = Field(default=None, foreign_key="act.id")
