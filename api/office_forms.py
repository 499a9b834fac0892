"""What the API says of offices: their people, what each answers for, mines, what is missing."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from casework.record.gaps import KINDS

Level = Literal["province", "city", "county", "township"]
Kind = Literal["no_leader", "no_handler", "no_legal_reviewer", "unreachable", "no_inspector", "no_address", "post_ending",
               "not_represented", "responsible_left", "serves_nowhere"]
assert set(Kind.__args__) == set(KINDS)  # type: ignore[attr-defined]


class OfficeLine(BaseModel):
    """An office in a list, with what stands there and below."""

    code: str
    name: str
    level: Level
    superior: str | None
    offices: int
    officers: int
    mines: int


class Offices(BaseModel):
    """A page of offices; `more` says whether another follows."""

    offices: list[OfficeLine]
    page: int
    more: bool


class Named(BaseModel):
    """An office by code and name."""

    code: str
    name: str


class Serving(BaseModel):
    """An officer in a post; `email` only for whoever keeps the records there, its state for all."""

    post: int
    officer: int
    name: str
    role: str
    title: str
    first: date
    last: date | None
    mail: Literal["good", "fails", "none"]
    email: str | None
    away_until: date | None
    stand_in: int | None
    stand_in_name: str | None


class Answering(BaseModel):
    """A kind of duty that the office owes, and who answers for it: somebody named, or whoever is written to by his post."""

    rule: str
    title: str
    provision: str
    open: int
    overdue: int
    officer: int | None
    officer_name: str | None
    named: bool
    serves: bool
    by: Literal["inspector"] | None = Field(description="Whose it is first, mine by mine.")


class Gap(BaseModel):
    """Something missing at an office: about an officer, a mine or the office itself."""

    kind: Kind
    code: str
    name: str
    level: str
    superior: str | None
    about: str
    about_kind: Literal["office", "officer", "mine"]
    about_id: int
    day: date | None


class Office(BaseModel):
    """An office, its place in the tree, its people, who answers for what, and what is missing at it."""

    code: str
    name: str
    level: Level
    superior: str | None
    valid_from: date | None
    valid_to: date | None
    mineral_rich: bool
    above: list[Named] = Field(description="The offices above that the bearer may see, the highest first.")
    people: list[Serving]
    duties: list[Answering]
    gaps: list[Gap]


class Gaps(BaseModel):
    """A page of gaps."""

    gaps: list[Gap]
    page: int
    more: bool


class MineLine(BaseModel):
    """A right with its mine, if there is one, and the numbers and names of those responsible."""

    kind: Literal["mining", "exploration"]
    licence_no: str
    right_name: str
    holder: str
    county_code: str
    county: str
    mine_id: int | None
    mine_code: str | None
    mine_name: str | None
    township: str | None
    inspector: int | None
    inspector_name: str | None
    inspected: bool = Field(description="Whether the inspector named serves as one.")
    at_county: int | None
    at_county_name: str | None
    at_township: int | None
    at_township_name: str | None


class Mines(BaseModel):
    """A page of rights and mines."""

    mines: list[MineLine]
    page: int
    more: bool
