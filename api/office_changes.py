"""Offices changed by the API: set up, renamed, abolished; what hangs on one is told before."""

from dataclasses import asdict
from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from api.answers import Key, problems
from api.given import Code, Day, Name
from api.office_forms import Named
from api.officer_forms import Done, Given
from casework.desk import open_desk
from casework.once import once
from casework.record.founding import found_office
from casework.record.offices import abolish_office, rename_office
from casework.view.abolition import hanging
from web.presence import Program

router = APIRouter(prefix="/offices", tags=["offices"])
ANSWERS = problems(404, 409, 415, 422)


class NewOffice(Given):
    """An office below another from a day (today) on; an area of that code becomes it."""

    below: Name = Field(description="Code or full name of the office above.")
    code: Name = Field(description="Its division code: nine digits of a township, six of a county or city.",
                      examples=["220221300"])
    name: Name
    level: Literal["city", "county", "township"]
    since: Day | None = None


class Renamed(Given):
    """Another name."""

    name: Name


class Abolished(Given):
    """The last day, not one to come, and who takes over; without a successor nothing may hang on the office."""

    last: Day
    successor: Name | None = Field(default=None, description="Code or full name of an office of the same level.")


class Hanging(BaseModel):
    """How much hangs on an office: what moves to a successor, `owed_by_it`, `posts` and the like end."""

    offices: int
    holders: int
    areas: int
    mines: int
    rights: int
    issued: int
    owed_to_it: int
    owed_by_it: int
    posts: int
    responsibilities: int
    work_items: int
    tokens: int


@router.post("", status_code=201, responses=ANSWERS)
def set_office_up(request: Request, given: NewOffice, actor: Program, key: Key = None) -> Named:
    """Set up an office below another."""
    def do() -> dict[str, Any]:
        made = found_office(desk, given.below, code=given.code, name=given.name, level=given.level, since=given.since)
        return {"code": made.code, "name": made.name}
    with open_desk(request.app.state.house, actor) as desk:
        return Named.model_validate(once(desk, key, {"office": given.model_dump(mode="json")}, do))


@router.patch("/{code}", responses=ANSWERS)
def give_another_name(request: Request, code: Code, given: Renamed, actor: Program) -> Done:
    """Rename an office; the old name stays in the journal."""
    with open_desk(request.app.state.house, actor) as desk:
        rename_office(desk, code, given.name)
    return Done()


@router.get("/{code}/abolition", responses=problems(404, 422))
def read_hanging(request: Request, code: Code, actor: Program) -> Hanging:
    """What would move or end if the office were abolished."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        return Hanging.model_validate(asdict(hanging(desk, code)[1]))


@router.post("/{code}/abolition", responses=ANSWERS)
def abolish(request: Request, code: Code, given: Abolished, actor: Program, key: Key = None) -> Done:
    """Abolish an office; what hangs on it moves to the successor."""
    def do() -> dict[str, Any]:
        abolish_office(desk, code, given.last, given.successor)
        return {"done": True}
    with open_desk(request.app.state.house, actor) as desk:
        return Done.model_validate(once(desk, key, {f"abolish {code}": given.model_dump(mode="json")}, do))
