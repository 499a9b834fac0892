"""Officers, the posts they hold, and who stands in when they are away."""

from datetime import date

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
