"""Evidence of a case: the register, and through whose hands each item went."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.base import instant, one_of


class CaseEvidence(SQLModel, table=True):
    """An item of evidence in the register of a case, with the hash of its file."""

    __tablename__ = "case_evidence"
    __table_args__ = (
        UniqueConstraint("case_id", "no"),
        CheckConstraint("original OR copy_reason IS NOT NULL", name="copies_have_a_reason"),
        CheckConstraint("(struck_on IS NULL) = (struck_reason IS NULL)", name="struck_with_a_reason"),
        one_of("measure", ("none", "stored", "sealed")),
        # What was registered and stored, or sealed, and is not decided upon.
        Index("ix_case_evidence_undecided", "case_id", sqlite_where=text("measure <> 'none' AND decided_on IS NULL"),
              postgresql_where=text("measure <> 'none' AND decided_on IS NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="enforcement_case.id")
    no: int
    kind: str
    title: str
    content: str  # what it proves
    source: str
    place: str | None = None
    quantity: str | None = None
    taken_on: date
    original: bool = True
    copy_reason: str | None = None
    measure: str = "none"
    keeper: str | None = None
    decided_on: date | None = None
    decision: str | None = None
    file_id: int | None = Field(default=None, foreign_key="kept_file.id")
    sha256: str | None = None
    struck_on: date | None = None  # entered wrongly: it counts no more
    struck_reason: str | None = None
    recorded_by: str
    recorded_at: datetime = instant()


class CaseCustody(SQLModel, table=True):
    """An item of evidence changed hands; appended only."""

    __tablename__ = "case_custody"

    id: int | None = Field(default=None, primary_key=True)
    evidence_id: int = Field(foreign_key="case_evidence.id", index=True)
    at: datetime = instant()
    giver: str
    taker: str
    reason: str
    by: str
