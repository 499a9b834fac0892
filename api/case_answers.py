"""How cases are told to programs: lines of the register, what a move made, what many moves came to."""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from regulation.stages import Stage


class CaseLine(BaseModel):
    """A case in the list."""

    number: str
    filing_number: str | None = Field(description="立案号, once it is filed.")
    stage: Stage
    office: str
    office_code: str
    cause: str
    offence: str
    party_kind: Literal["person", "entity"]
    party_name: str
    major: bool
    discovered_on: date
    filed_on: date | None
    decided_on: date | None
    closed_on: date | None
    closing: str | None = Field(description="On which ground it was closed.")
    handler: str | None
    due: date | None = Field(description="The next day on which an office owes something in it.")


class Cases(BaseModel):
    """A page of cases."""

    cases: list[CaseLine]
    page: int
    more: bool


class Opened(BaseModel):
    """A case in the register."""

    number: str = Field(examples=["AJ2026000001"])
    version: int


class Made(BaseModel):
    """A move that was made: where the case stands now."""

    number: str
    event: int = Field(description="The number of the event.")
    day: date = Field(description="On which it was done: the day sent, or today.")
    stage: Stage
    version: int


class MadeOrNot(BaseModel):
    """What became of one of many: where it stands now, or why nothing was done to it."""

    number: str
    done: bool
    event: int | None = None
    day: date | None = None
    stage: Stage | None = None
    version: int | None = None
    detail: str | None = Field(default=None, description="Why not.")
    way_out: str | None = Field(default=None, description="What to do next.")
    problems: list[str] = []


class MadeEach(BaseModel):
    """What many moves came to, in the order in which they were sent."""

    done: int
    refused: int
    cases: list[MadeOrNot]


class Event(BaseModel):
    """A move made, or a thing recorded."""

    no: int
    action: str
    title: str
    title_en: str
    day: date = Field(description="On which it was done.")
    at: datetime = Field(description="When it was recorded.")
    name: str = Field(description="Who recorded it.")
    stage: Stage = Field(description="After it.")
    fields: dict[str, Any] | None = Field(description="What was filled in; none without `case.papers`.")


class Events(BaseModel):
    """The events of a case, the oldest first: its stage is what they say."""

    number: str
    version: int
    events: list[Event]


class Exhibited(BaseModel):
    """An item of evidence has its file."""

    number: str
    item: int
    file: int
    sha256: str
