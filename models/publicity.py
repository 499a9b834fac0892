"""What the public is told of cases: decisions (处罚法第四十八条) and typical cases (四（五）), each without who it was."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.base import instant, one_of

UP = "withdrawn_on IS NULL"


class PublishedDecision(SQLModel, table=True):
    """A decision as it was published; withdrawn once it is changed or annulled, with the reason."""

    __tablename__ = "published_decision"
    __table_args__ = (
        UniqueConstraint("case_id", "event_no"),
        CheckConstraint("(withdrawn_on IS NULL) = (withdrawn_because IS NULL)", name="withdrawn_with_a_reason"),
        Index("uq_published_decision_up", "case_id", unique=True, sqlite_where=text(UP), postgresql_where=text(UP)),
    )

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="enforcement_case.id")
    event_no: int
    office: str
    number: str
    party: str  # 王某
    cause: str
    sanction: str
    law: str
    decided_on: date
    published_on: date = Field(index=True)
    withdrawn_on: date | None = None
    withdrawn_because: str | None = None


class TypicalCase(SQLModel, table=True):
    """A closed case told as a warning: chosen, approved by a leader, up until it is withdrawn."""

    __tablename__ = "typical_case"
    __table_args__ = (
        one_of("state", ("proposed", "published", "refused", "withdrawn")),
        CheckConstraint("(state IN ('published', 'withdrawn')) = (published_on IS NOT NULL)", name="published_on_a_day"),
        CheckConstraint("(state = 'withdrawn') = (withdrawn_on IS NOT NULL)", name="withdrawn_on_a_day"),
        Index("uq_typical_case_standing", "case_id", unique=True, sqlite_where=text("state IN ('proposed', 'published')"),
              postgresql_where=text("state IN ('proposed', 'published')")),
    )

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="enforcement_case.id")
    office_id: int = Field(foreign_key="party.id", index=True)
    title: str
    facts: str
    handling: str
    lesson: str
    state: str = "proposed"
    proposed_by: str
    proposed_at: datetime = instant()
    decided_by: str | None = None
    reason: str | None = None
    published_on: date | None = Field(default=None, index=True)
    withdrawn_on: date | None = None
    version: int = 1
