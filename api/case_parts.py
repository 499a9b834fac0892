"""What a case consists of, as it is told to programs: party, limits, officers, evidence, documents."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, Field

from regulation.terms import Confidence


class Party(BaseModel):
    """The party; to whoever does not work on the case its numbers are masked."""

    kind: Literal["person", "entity"]
    name: str
    id_number: str | None
    representative: str | None
    address: str | None
    phone: str | None
    sex: str | None
    age: int | None
    work_unit: str | None
    post: str | None
    holder: str | None
    holder_code: str | None
    masked: bool


class Limit(BaseModel):
    """What an office owes in it, or the time that somebody else has."""

    kind: Literal["duty", "period"]
    id: int = Field(description="Of a duty its number: `GET /api/duties/{number}` for whoever may read it.")
    step: str
    title: str
    title_en: str
    whose: str
    starts: str = Field(description="The event that starts it.")
    start: date
    due: date
    days: int = Field(description="Left until its last day; negative when that is past.")
    provisional: bool = Field(description="The holidays of that year are not announced yet.")
    explanation: str = Field(description="How the date came about.")
    state: str
    running: bool
    ended_on: date | None
    end_reason: str | None
    law: str | None
    confidence: Confidence | None
    unexplained: bool = Field(description="It was missed, and nobody said why (`limit.explain`).")


class Officer(BaseModel):
    """Who investigates, or works on the transfer of a suspected crime."""

    id: int
    name: str
    part: Literal["investigator", "special_team"]
    certificate: str
    named_on: date
    recused_on: date | None
    certified: bool = Field(description="Whether a certificate of his holds today.")


class Custody(BaseModel):
    """An item changed hands."""

    at: datetime
    giver: str
    taker: str
    reason: str


class Item(BaseModel):
    """An item of evidence."""

    no: int
    kind: str
    title: str
    content: str
    source: str
    place: str | None
    quantity: str | None
    taken_on: date
    original: bool
    copy_reason: str | None
    measure: Literal["none", "stored", "sealed"]
    keeper: str | None
    decided_on: date | None
    decision: str | None
    file_name: str | None = Field(description="Its file: `GET /api/cases/{number}/evidence/{item}/file`.")
    media_type: str | None
    size: int | None
    sha256: str | None
    struck_on: date | None = Field(description="It was entered wrongly, and counts no more.")
    struck_reason: str | None
    custody: list[Custody]


class Signed(BaseModel):
    """Somebody of the chain agreed, or did not."""

    place: str
    name: str
    opinion: str
    agreed: bool
    at: datetime


class Document(BaseModel):
    """A document in one of its versions."""

    id: int
    form: str
    title: str
    copy_no: int
    version: int
    state: Literal["draft", "issued", "void"]
    number: str | None
    prepared_at: datetime
    prepared_by: str
    issued_on: date | None
    issued_by: str | None
    sha256: str | None
    signatures: list[Signed]
