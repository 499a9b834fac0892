"""Search by the API: everything the bearer may see, by name, code or number."""

from dataclasses import asdict
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from api.answers import problems
from api.given import PLAIN
from casework.desk import open_desk
from casework.view.searching import GROUPS, LONGEST, search
from web.presence import Program

router = APIRouter(prefix="/search", tags=["search"])
Kind = Literal["duty", "act", "clue", "case", "office", "holder", "mine", "right", "officer", "letter"]
assert Kind.__args__ == GROUPS  # type: ignore[attr-defined]
Words = Annotated[str, Query(min_length=1, max_length=LONGEST, pattern=PLAIN, examples=["永吉"], description=(
    "Two characters at least of a name or code, or a number."))]


class Hit(BaseModel):
    """Something found, with its number and code."""

    kind: Kind
    id: int
    code: str = Field(description=(
        "Of a duty or an act what it is called, of an officer the role, of a letter or a clue how it stands."))
    name: str
    place: str | None = Field(description="The office above, or the period of a duty.")
    ended: bool


class Group(BaseModel):
    """Hits of a kind, the best first; `more` says that there are others."""

    kind: Kind
    hits: list[Hit]
    more: bool


class Found(BaseModel):
    """What was found, kind by kind."""

    groups: list[Group]


@router.get("", responses=problems(404, 422))
def look_for(request: Request, actor: Program, q: Words) -> Found:
    """What the words fit within the bearer's sight."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        return Found.model_validate({"groups": [asdict(one) for one in search(desk, q)]})
