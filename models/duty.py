"""Duties, how their dates came about, and what moved them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.base import instant, one_of
from regulation.terms import AUDIENCES

STATUSES = ("open", "handed_in", "suspended", "discharged", "waived", "closed", "lapsed")
LIVE = "status IN ('open', 'suspended')"
OWED = "status IN ('open', 'handed_in', 'suspended', 'lapsed')"


class Reckoning(SQLModel, table=True):
    """How one date came about; shared by every duty of a rule and period until a duty's date is moved for it alone."""

    __tablename__ = "reckoning"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)  # "rule|period", or "rule|period|duty 17" once moved
    rule: str = Field(index=True)
    period: str
    effective_from: date  # which dated value of the rule
    start: date  # the day it is counted from: period start, or the day of the event
    end: date
    opens: date
    due: date = Field(index=True)
    provisional: bool = Field(index=True)
    explanation: str
    reports_on: str | None = None  # the period reported on
    times: int
    joins_until: date  # whoever comes into being by this day owes it too
    chase_from: date | None = None  # the first rung's day
    lapse_on: date | None = Field(default=None, index=True)


class ReckoningRung(SQLModel, table=True):
    """On which day a rung of the ladder is reached, and whom it addresses."""

    __tablename__ = "reckoning_rung"
    __table_args__ = (one_of("audience", AUDIENCES),)

    reckoning_id: int = Field(foreign_key="reckoning.id", primary_key=True)
    no: int = Field(primary_key=True)
    audience: str = Field(primary_key=True)
    day: date


class Duty(SQLModel, table=True):
    """What a debtor owes a creditor about a subject in a period; it ends in exactly one way."""

    __tablename__ = "duty"
    __table_args__ = (
        # In this order it also answers: has anybody done this about that subject?
        UniqueConstraint("rule", "subject_kind", "subject_id", "period", "debtor_id"),
        one_of("status", STATUSES),
        CheckConstraint("done >= 0 AND times > 0", name="counts"),
        # What has ended has a day on which it ended, and only that.
        CheckConstraint("(ended_on IS NULL) = (status IN ('open','handed_in','suspended'))", name="ends_once"),
        # The chase reads this index alone: its cost grows with what is due, not with what is open.
        Index("ix_duty_chase_on", "chase_on", sqlite_where=text("chase_on IS NOT NULL"),
              postgresql_where=text("chase_on IS NOT NULL")),
        Index("ix_duty_reckoning_id_status", "reckoning_id", "status"),
        Index("ix_duty_running", "rule", sqlite_where=text(LIVE), postgresql_where=text(LIVE)),
        Index("ix_duty_lapsed", "ended_on", sqlite_where=text("status = 'lapsed'"), postgresql_where=text("status = 'lapsed'")),
        Index("ix_duty_end_code", "rule", sqlite_where=text("end_code IS NOT NULL"),
              postgresql_where=text("end_code IS NOT NULL")),
        # What is owed to an office: its reviews, and what holders owe it.
        Index("ix_duty_creditor_id", "creditor_id", "status", sqlite_where=text(OWED), postgresql_where=text(OWED)),
        # What is owed about a clue.
        Index("ix_duty_clue", "subject_id", sqlite_where=text("subject_kind = 'clue'"),
              postgresql_where=text("subject_kind = 'clue'")),
        # … and about a case.
        Index("ix_duty_case", "subject_id", sqlite_where=text("subject_kind = 'case'"),
              postgresql_where=text("subject_kind = 'case'")),
        Index("ix_duty_cause_id", "cause_id", sqlite_where=text("cause_id IS NOT NULL"),
              postgresql_where=text("cause_id IS NOT NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    rule: str
    period: str
    debtor_id: int = Field(foreign_key="party.id", index=True)
    creditor_id: int | None = Field(default=None, foreign_key="party.id")
    subject_kind: str  # self, mine, mining_right, exploration_right, officer, inspector, act, clue, case
    subject_id: int  # 0 for self
    reckoning_id: int = Field(foreign_key="reckoning.id")
    times: int
    done: int = 0
    status: str = "open"
    chase_on: date | None = None  # the next day a rung may be reached
    round: int = 1  # a new date granted (extension, resumption) starts the ladder anew
    ended_on: date | None = None
    end_reason: str | None = None
    end_code: str | None = None  # why it was closed, where it may come back: its debtor or subject may stand again
    version: int = 1  # compare-and-set
    cause_id: int | None = Field(default=None, foreign_key="act.id")  # the act that brought it about


class Suspension(SQLModel, table=True):
    """Days that do not count for a duty; `last` is open while it lasts."""

    __tablename__ = "suspension"

    id: int | None = Field(default=None, primary_key=True)
    duty_id: int = Field(foreign_key="duty.id", index=True)
    first: date
    last: date | None = None
    reason: str


class Extension(SQLModel, table=True):
    """Time granted on top of a duty's limit, by whom and why."""

    __tablename__ = "extension"

    id: int | None = Field(default=None, primary_key=True)
    duty_id: int = Field(foreign_key="duty.id", index=True)
    n: int
    unit: str
    reason: str
    approver: str
    granted_at: datetime = instant()
