"""Officers by the API: posts, days away, what each answers for; the address for whoever keeps the records."""

from dataclasses import asdict
from datetime import date
from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel

from api.answers import problems
from api.given import Number
from casework.desk import open_desk
from casework.view.belongings import belongings
from casework.view.officer_told import officer_told
from web.presence import Program

router = APIRouter(prefix="/officers", tags=["officers"])


class HeldPost(BaseModel):
    """A post, ended or to begin too."""

    post: int
    code: str
    office: str
    level: str
    role: str
    title: str
    first: date
    last: date | None


class Away(BaseModel):
    """Days of an officer away, and who stands in."""

    absence: int
    officer: int
    name: str
    first: date
    last: date
    substitute: int | None
    substitute_name: str | None
    reason: str


class Answers(BaseModel):
    """A mine or a kind of duty that he answers for at an office."""

    kind: Literal["inspector", "mine", "rule"]
    office: str
    code: str
    mine: int | None
    name: str
    first: date | None


class Officer(BaseModel):
    """An officer; `email` only for whoever keeps the records where he serves, its state for all."""

    id: int
    name: str
    mail: Literal["good", "fails", "none"]
    email: str | None
    posts: list[HeldPost]
    away: list[Away]
    stands_in: list[Away]
    answers: list[Answers]


class Belongings(BaseModel):
    """How much hangs on an officer and would be handed over; `duties` about him are closed, `work_items` stay."""

    mines: int
    responsibilities: int
    substitutions: int
    duties: int
    letters: int
    drafts: int
    work_items: int
    tokens: int
    feeds: int
    account: bool


@router.get("/{number}", responses=problems(404, 422))
def read_officer(request: Request, number: Number, actor: Program) -> Officer:
    """One officer who serves or served where the bearer may look."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        return Officer.model_validate(asdict(officer_told(desk, number)))


@router.get("/{number}/leave", responses=problems(404, 422))
def read_belongings(request: Request, number: Number, actor: Program) -> Belongings:
    """What would be handed over if the officer left."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        return Belongings.model_validate(asdict(belongings(desk, number)))
