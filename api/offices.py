"""Offices by the API: looked for, read with their people and what each answers for, their mines, what is missing."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from api.answers import problems
from api.given import Code, Page, Sought
from casework.desk import open_desk
from casework.record.gaps import KINDS, gaps_at
from casework.view.gaps import gaps_below
from casework.view.listing import Asked
from casework.view.office_mines import mines_of
from casework.view.office_people import duties_of, people_of
from casework.view.offices import office_of, offices_below, offices_found
from web.presence import Program

router = APIRouter(prefix="/offices", tags=["offices"])
Level = Literal["province", "city", "county", "township"]
Kind = Literal["no_leader", "no_handler", "unreachable", "no_inspector", "no_address", "post_ending", "not_represented",
               "responsible_left", "serves_nowhere"]
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


@router.get("", responses=problems(404, 422))
def list_offices(request: Request, actor: Program, q: Sought = "", level: Level | None = None, below: Sought = "",
                 page: Page = 1) -> Offices:
    """Offices whose name or code holds `q`; those next below the office `below`; else where the bearer's view begins."""
    asked = Asked(page=page, filters={"q": q, "level": level or ""})
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        found = offices_below(desk, office_of(desk, below), asked) if below else offices_found(desk, asked)
    return Offices(offices=[OfficeLine.model_validate(asdict(one)) for one in found.rows], page=page, more=found.more)


@router.get("/{code}", responses=problems(404, 422))
def read_office(request: Request, code: Code, actor: Program) -> Office:
    """One office that the bearer may see."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        office = office_of(desk, code)
        told = {**asdict(office), "above": [{"code": one, "name": name} for one, name in office.above]}
        return Office.model_validate({**told, "people": [asdict(one) for one in people_of(desk, office)],
                                      "duties": [asdict(one) for one in duties_of(desk, office)],
                                      "gaps": [asdict(one) for one in gaps_at(desk, [office.id])]})


@router.get("/{code}/gaps", responses=problems(404, 422))
def read_gaps(request: Request, code: Code, actor: Program, kind: Kind | None = None, page: Page = 1) -> Gaps:
    """What is missing at an office and all below it."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        office = office_of(desk, code)
        found = gaps_below(desk, f"{office.path}%", Asked(page=page, filters={"kind": kind or ""}))
    return Gaps(gaps=[Gap.model_validate(asdict(one)) for one in found.rows], page=page, more=found.more)


@router.get("/{code}/mines", responses=problems(404, 422))
def read_mines(request: Request, code: Code, actor: Program, name: Sought = "",
               without: Annotated[bool, Query(description="Only mines without an inspector who serves.")] = False,
               page: Page = 1) -> Mines:
    """The rights and mines in an office's area with whoever is responsible for each."""
    asked = Asked(page=page, filters={"name": name, "without": "yes" if without else ""})
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        found = mines_of(desk, office_of(desk, code), asked)
    return Mines(mines=[MineLine.model_validate(asdict(one)) for one in found.rows], page=page, more=found.more)
