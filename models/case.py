"""Cases: where each stands, what happened to it, who is its party, and what time others have in it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, false, text
from sqlmodel import Field, SQLModel

from models.base import instant, one_of
from regulation.stages import Stage

OPEN = "stage NOT IN ('refused', 'passed_on', 'closed', 'archived')"
GOING = "ended_on IS NULL"


class EnforcementCase(SQLModel, table=True):
    """A case of an office from the finding to the archive; its stage and facts are what its events say."""

    __tablename__ = "enforcement_case"
    __table_args__ = (
        one_of("stage", (one.value for one in Stage)),
        one_of("party_kind", ("person", "entity")),
        CheckConstraint("act_end IS NULL OR act_start IS NULL OR act_start <= act_end", name="act_ends_after_it_began"),
        Index("ix_enforcement_case_office_id_stage", "office_id", "stage"),
        Index("ix_enforcement_case_open", "id", sqlite_where=text(OPEN), postgresql_where=text(OPEN)),
    )

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)  # AJ2026000001, in one series without gap
    filing_number: str | None = Field(default=None, unique=True)  # 吉自然资立〔2026〕1号
    stage: str = Stage.FOUND
    office_id: int = Field(foreign_key="party.id")
    county_id: int | None = Field(default=None, foreign_key="party.id", index=True)  # where it happened
    clue_id: int | None = Field(default=None, foreign_key="clue.id", index=True)
    source_case_id: int | None = Field(default=None, foreign_key="enforcement_case.id", index=True)  # it was passed on
    right_id: int | None = Field(default=None, foreign_key="mineral_right.id", index=True)
    source: str  # 案件来源
    cause: str  # 案由
    offence: str  # a code of the rulebook's offences
    offence_kind: str | None = None  # 两率: which of the numerator's kinds
    facts: str  # JSON of what the guards look at
    stopped_by: str = ""  # why the time for deciding stands still, several by commas
    major: bool = False  # 重大
    typical: bool = Field(default=False, sa_column_kwargs={"server_default": false()})  # 典型
    act_start: date | None = None
    act_end: date | None = None  # none: it goes on
    worth: str = "{}"  # JSON: what it is worth in yuan (ore, gains, loss …), and under which circumstance
    discovered_on: date
    filed_on: date | None = Field(default=None, index=True)
    decided_on: date | None = Field(default=None, index=True)
    closed_on: date | None = Field(default=None, index=True)
    closing: str | None = None  # which of the grounds
    party_kind: str
    party_name: str = Field(index=True)
    opened_at: datetime = instant()
    opened_by: str
    chief_id: int | None = Field(default=None, foreign_key="officer.id")  # 负总责
    main_id: int | None = Field(default=None, foreign_key="officer.id")  # 主要责任人
    unit_head_id: int | None = Field(default=None, foreign_key="officer.id")  # 具体责任人
    handler_id: int | None = Field(default=None, foreign_key="officer.id", index=True)  # 承办人
    events: int = 0  # how many there are
    moved_on: date  # the day of the last one
    version: int = 1  # compare-and-set


class CaseEvent(SQLModel, table=True):
    """A move made or a thing recorded; appended only, the database refuses the rest."""

    __tablename__ = "case_event"
    __table_args__ = (UniqueConstraint("case_id", "no"),)

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="enforcement_case.id")
    no: int
    action: str
    day: date  # on which it was done
    at: datetime = instant()
    by: str
    officer_id: int | None = Field(default=None, foreign_key="officer.id", index=True)
    stage: str  # after it
    given: str  # JSON of what was filled in


class CaseParty(SQLModel, table=True):
    """The party of a case (当事人) as it stands in the documents."""

    __tablename__ = "case_party"

    case_id: int = Field(foreign_key="enforcement_case.id", primary_key=True)
    id_number: str | None = Field(default=None, index=True)  # identity card, or unified credit code
    representative: str | None = None
    address: str | None = None
    phone: str | None = None
    sex: str | None = None
    age: int | None = None  # years
    work_unit: str | None = None
    post: str | None = None
    holder_id: int | None = Field(default=None, foreign_key="party.id", index=True)  # a holder of rights known to us


class CaseOfficer(SQLModel, table=True):
    """An officer named to investigate, under the certificate valid that day, or of the special team of a transfer."""

    __tablename__ = "case_officer"
    __table_args__ = (one_of("part", ("investigator", "special_team")),)

    case_id: int = Field(foreign_key="enforcement_case.id", primary_key=True)
    officer_id: int = Field(foreign_key="officer.id", primary_key=True, index=True)
    part: str = Field(primary_key=True)
    certificate: str
    named_on: date
    recused_on: date | None = None


class CaseTodo(SQLModel, table=True):
    """An event that a stage's flow has not seen to; gone once it has."""

    __tablename__ = "case_todo"
    __table_args__ = (Index("ix_case_todo_flow_id", "flow", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    flow: str
    case_id: int = Field(foreign_key="enforcement_case.id", index=True)
    event_no: int
    tries: int = 0
    error: str | None = None


class CasePeriod(SQLModel, table=True):
    """The time that a party, a court or the police have in a case; when it is over the case goes on by itself."""

    __tablename__ = "case_period"
    __table_args__ = (
        one_of("state", ("running", "ended", "over")),
        CheckConstraint("(ended_on IS NULL) = (state = 'running')", name="ends_once"),
        Index("ix_case_period_running", "reckoning_id", sqlite_where=text("state = 'running'"),
              postgresql_where=text("state = 'running'")),
    )

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="enforcement_case.id", index=True)
    step: str
    reckoning_id: int = Field(foreign_key="reckoning.id")
    state: str = "running"
    ended_on: date | None = None
    event_no: int  # the event that opened it
