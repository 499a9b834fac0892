"""How discretion is used, by the API: the spread of fines within their range, and what stands out."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from api.answers import problems
from api.case_forms import OfOffence
from api.given import PLAIN, From, To
from api.money_forms import Amount
from casework.desk import open_desk
from casework.view.discretion_spread import narrowed, spread_of
from web.presence import Program

router = APIRouter(tags=["cases"])
Share = Annotated[Decimal, Field(description="A share of the range: 0 its least, 1 its most; below 0 with a ground.")]
OfBand = Annotated[str, Query(max_length=40, pattern=PLAIN, description="Title of a band; `-`: none was named.")]
OfOffice = Annotated[str, Query(max_length=40, pattern=PLAIN, description="Code or name of an office.", examples=["220221"])]
Which = Annotated[Literal["all"] | None, Query(description="Also decisions that do not stand out.")]


class Group(BaseModel):
    """An offence and band: the quartiles of its shares, and where one begins to stand out."""

    offence: str
    band: str
    count: int
    first: Share
    median: Share
    third: Share
    low: Share | None = Field(description="Null where there are too few to compare.")
    high: Share | None


class Office(BaseModel):
    """What an office decided of an offence and band."""

    offence: str
    band: str
    code: str
    name: str
    count: int
    median: Share
    off: Share = Field(description="How far its median lies off that of all.")
    far: bool = Field(description="Whether that is as far as the figure `discretion_far_points` says, or farther.")


class Decision(BaseModel):
    """A decision with its share of the range."""

    number: str
    offence: str
    band: str
    office_code: str
    office: str
    decided_on: date
    fine: Amount
    least: Amount
    most: Amount
    share: Share
    outside: bool = Field(description="The fine lies outside the band that was named.")
    reason: str | None = Field(description="Why it does.")
    beyond: bool = Field(description="It lies beyond the whiskers of its offence and band.")


class Answer(BaseModel):
    """How discretion was used between two days."""

    since: date
    until: date
    groups: list[Group]
    offices: list[Office]
    decisions: list[Decision] = Field(description="Those that stand out, the latest first, at most 500.")
    more: bool


@router.get("/discretion", responses=problems(404, 422))
def read_discretion(request: Request, actor: Program, since: From = None, until: To = None, offence: OfOffence = "",
                    band: OfBand = "", office: OfOffice = "", which: Which = None) -> Answer:
    """The spread of decided fines within their range by offence, band and office; by default of the past year."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        asked = narrowed(desk, since, until, offence=offence, band=band, office=office, every=which is not None)
        found = spread_of(desk, asked)
    return Answer.model_validate({**asdict(found), "since": asked.since, "until": asked.until})
