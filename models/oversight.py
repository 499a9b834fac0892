"""Oversight of cases: orders from above, checks and samples, reports to the government, measures against an area (四（三）)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.base import instant, one_of

STANDING = "state IN ('proposed', 'decided')"


class SupervisionOrder(SQLModel, table=True):
    """An order of a superior about a case (督办、挂牌督办), answered by a day; that it is kept is a duty of the office."""

    __tablename__ = "supervision_order"
    __table_args__ = (one_of("state", ("open", "answered", "accepted")), UniqueConstraint("case_id", "event_no"))

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="enforcement_case.id")
    event_no: int  # the move that gave it
    issuer_id: int = Field(foreign_key="party.id", index=True)
    office_id: int = Field(foreign_key="party.id", index=True)
    number: str  # 文号
    listed: bool = False  # 挂牌督办
    demand: str
    ordered_on: date
    deadline: date
    duty_id: int | None = Field(default=None, foreign_key="duty.id")
    state: str = "open"
    version: int = 1


class SupervisionReply(SQLModel, table=True):
    """What was said to an order: progress, an answer, its acceptance or return; appended only."""

    __tablename__ = "supervision_reply"
    __table_args__ = (one_of("kind", ("progress", "answer", "accepted", "returned")),)

    id: int | None = Field(default=None, primary_key=True)
    order_id: int = Field(foreign_key="supervision_order.id", index=True)
    kind: str
    text: str
    day: date
    by: str
    at: datetime = instant()


class CaseCheck(SQLModel, table=True):
    """A check of how an office below handles cases: some chosen (检查), or a random sample of closed ones (抽查)."""

    __tablename__ = "case_check"
    __table_args__ = (
        one_of("kind", ("handling", "sample")), one_of("state", ("open", "done")),
        # A sample says how it came about, so that anybody can draw it again.
        CheckConstraint("kind = 'handling' OR (seed IS NOT NULL AND frame_size > 0 AND frame_sha256 IS NOT NULL)",
                        name="drawn_again"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    office_id: int = Field(foreign_key="party.id", index=True)  # who checks
    below_id: int = Field(foreign_key="party.id")  # whose cases, its subtree with them
    first: date
    last: date
    plan: str
    asked: str | None = None  # how large: "5" or "20%"
    seed: str | None = None
    frame_size: int | None = None
    frame_sha256: str | None = None  # of the numbers of the frame, a line each
    made_at: datetime = instant()
    made_by: str
    state: str = "open"
    done_on: date | None = None
    summary: str | None = None
    act_id: int | None = Field(default=None, foreign_key="act.id")
    version: int = 1


class CheckedCase(SQLModel, table=True):
    """A case in a check: who looks at it, what he found, and how a wrong one was set right."""

    __tablename__ = "checked_case"
    __table_args__ = (
        one_of("finding", ("right", "flawed", "wrong")),
        CheckConstraint("(finding IS NULL) = (found_on IS NULL)", name="found_on_a_day"),
        CheckConstraint("answer IS NULL OR finding IN ('flawed', 'wrong')", name="answers_a_finding"),
    )

    check_id: int = Field(foreign_key="case_check.id", primary_key=True)
    case_id: int = Field(foreign_key="enforcement_case.id", primary_key=True, index=True)
    place: int  # in the order in which they were drawn
    officer_id: int | None = Field(default=None, foreign_key="officer.id")
    finding: str | None = None
    words: str | None = None
    found_on: date | None = None
    found_by: str | None = None
    reopened_no: int | None = None  # the move that reopened it
    answer: str | None = None
    answered_on: date | None = None
    answered_by: str | None = None


class GovernmentReport(SQLModel, table=True):
    """A case hard to carry out, reported to the local government with a proposal; and its answer."""

    __tablename__ = "government_report"
    __table_args__ = (UniqueConstraint("case_id", "event_no"),
                      CheckConstraint("(answer IS NULL) = (answered_on IS NULL)", name="answered_on_a_day"))

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="enforcement_case.id")
    event_no: int
    sent_to: str
    proposal: str
    reported_on: date
    answer: str | None = None
    answered_on: date | None = None
    answered_by: str | None = None


class AreaMeasure(SQLModel, table=True):
    """A measure of the province against an area: circular criticism, or approvals suspended; a person decides and lifts it."""

    __tablename__ = "area_measure"
    __table_args__ = (
        one_of("kind", ("circular", "suspension")), one_of("state", ("proposed", "decided", "refused", "lifted")),
        CheckConstraint("(state IN ('decided', 'lifted')) = (decided_on IS NOT NULL)", name="decided_on_a_day"),
        CheckConstraint("(state = 'lifted') = (lifted_on IS NOT NULL)", name="lifted_on_a_day"),
        # The same is not proposed twice while it waits or stands.
        Index("uq_area_measure_standing", "kind", "area_id", unique=True, sqlite_where=text(STANDING),
              postgresql_where=text(STANDING)),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    area_id: int = Field(foreign_key="party.id", index=True)
    grounds: str  # JSON: the cases counted, and by which figures
    state: str = "proposed"
    proposed_on: date
    proposed_by: str
    decided_on: date | None = None
    decided_by: str | None = None
    number: str | None = None  # 文号
    reason: str | None = None
    refused_on: date | None = None
    lifted_on: date | None = None
    lifted_by: str | None = None
    lift_reason: str | None = None
    version: int = 1
