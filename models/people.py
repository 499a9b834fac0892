"""Officers, the posts they hold, what each answers for, and who stands in when they are away."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from models.base import one_of
from regulation.terms import ROLES


class Officer(SQLModel, table=True):
    """A person who acts for an office or a holder."""

    __tablename__ = "officer"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    email: str | None = Field(default=None, index=True)
    email_fails: bool = False  # a bounce or refusal: not written to again until somebody mends the address
    demo: bool = False


class Post(SQLModel, table=True):
    """A role that an officer holds at an office, from one day to another."""

    __tablename__ = "post"
    __table_args__ = (one_of("role", ROLES),)

    id: int | None = Field(default=None, primary_key=True)
    officer_id: int = Field(foreign_key="officer.id", index=True)
    office_id: int = Field(foreign_key="party.id", index=True)
    role: str
    title: str = ""
    valid_from: date
    valid_to: date | None = None


class Absence(SQLModel, table=True):
    """Days an officer is away, both included, and who stands in."""

    __tablename__ = "absence"

    id: int | None = Field(default=None, primary_key=True)
    officer_id: int = Field(foreign_key="officer.id", index=True)
    first: date
    last: date
    substitute_id: int | None = Field(default=None, foreign_key="officer.id")
    reason: str = ""


class Responsibility(SQLModel, table=True):
    """A mine, or a kind of duty, for which an officer answers at an office from one day to another (任务到矿、责任到人)."""

    __tablename__ = "responsibility"
    __table_args__ = (
        # Either a mine or a rule of the rulebook. Who inspects a mine stands with the mine.
        CheckConstraint("(mine_id IS NULL) <> (rule IS NULL)", name="what"),
        # One answers for it at an office, whoever else is written down at the same moment.
        Index("ix_responsibility_mine_open", "office_id", "mine_id", unique=True,
              sqlite_where=text("valid_to IS NULL AND rule IS NULL"),
              postgresql_where=text("valid_to IS NULL AND rule IS NULL")),
        Index("ix_responsibility_rule_open", "office_id", "rule", unique=True,
              sqlite_where=text("valid_to IS NULL AND mine_id IS NULL"),
              postgresql_where=text("valid_to IS NULL AND mine_id IS NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    officer_id: int = Field(foreign_key="officer.id", index=True)
    office_id: int = Field(foreign_key="party.id", index=True)
    mine_id: int | None = Field(default=None, foreign_key="mine.id", index=True)
    rule: str | None = None
    valid_from: date
    valid_to: date | None = None
