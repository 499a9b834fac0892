"""What a system of personnel changes by the API: officers, posts, days away, leaving; who is responsible for a mine."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, BeforeValidator

from api.answers import Key, problems
from api.given import Number, digits
from api.officer_forms import Changed, Done, Ends, Leaves, Left, Made, NewAbsence, NewOfficer, NewPost, Responsible
from casework.desk import Desk, open_desk
from casework.once import once
from casework.record.absences import end_absence, set_absence
from casework.record.leaving import officer_leaves
from casework.record.mines import mine_of
from casework.record.officers import permit_about
from casework.record.parties import find_party
from casework.record.people import add_officer, change_officer, end_post, give_post
from casework.record.responsibility import answer_for_mine, inspect_mine
from casework.view.officer_told import officer_told, refuse_others
from web.presence import Program

router = APIRouter(tags=["officers"])
Part = Annotated[int, BeforeValidator(digits),
                 Path(ge=1, le=2**31 - 1, description="The number of the post or absence.", examples=[1])]
ANSWERS = problems(404, 409, 415, 422)


@router.post("/officers", status_code=201, responses=ANSWERS)
def take_officer_in(request: Request, given: NewOfficer, actor: Program, key: Key = None) -> Made:
    """Take in an officer, or a holder's contact."""
    with open_desk(request.app.state.house, actor) as desk:
        return Made.model_validate(once(desk, key, _said("officer", given), lambda: {"number": add_officer(
            desk, office_id=_office(desk, given.office), role=given.role, name=given.name, email=given.email,
            title=given.title, since=given.since)}))


@router.patch("/officers/{number}", responses=ANSWERS)
def correct_officer(request: Request, number: Number, given: Changed, actor: Program) -> Done:
    """Another name or address; no token changes the address of whoever has an open account."""
    with open_desk(request.app.state.house, actor) as desk:
        was = officer_told(desk, number)
        change_officer(desk, number, name=given.name or was.name, email=was.email if given.email is None else given.email)
    return Done()


@router.post("/officers/{number}/posts", status_code=201, responses=ANSWERS)
def give_another_post(request: Request, number: Number, given: NewPost, actor: Program, key: Key = None) -> Made:
    """Give an officer a further post."""
    with open_desk(request.app.state.house, actor) as desk:
        return Made.model_validate(once(desk, key, _said(f"post {number}", given), lambda: {"number": give_post(
            desk, number, office_id=_office(desk, given.office), role=given.role, title=given.title, since=given.since)}))


@router.post("/officers/{number}/posts/{post}/end", responses=ANSWERS)
def end_a_post(request: Request, number: Number, post: Part, given: Ends, actor: Program, key: Key = None) -> Done:
    """End a post after its last day."""
    with open_desk(request.app.state.house, actor) as desk:
        return Done.model_validate(once(desk, key, _said(f"post {post} of {number} ends", given),
                                        lambda: _ends(desk, "post", number, post, given.last)))


@router.post("/officers/{number}/absences", status_code=201, responses=ANSWERS)
def write_absence(request: Request, number: Number, given: NewAbsence, actor: Program, key: Key = None) -> Made:
    """Write down days away."""
    with open_desk(request.app.state.house, actor) as desk:
        return Made.model_validate(once(desk, key, _said(f"absence {number}", given), lambda: {"number": set_absence(
            desk, number, first=given.first, last=given.last, substitute_id=given.substitute, reason=given.reason)}))


@router.post("/officers/{number}/absences/{absence}/end", responses=ANSWERS)
def end_an_absence(request: Request, number: Number, absence: Part, given: Ends, actor: Program, key: Key = None) -> Done:
    """Write down that an officer is back sooner."""
    with open_desk(request.app.state.house, actor) as desk:
        return Done.model_validate(once(desk, key, _said(f"absence {absence} of {number} ends", given),
                                        lambda: _ends(desk, "absence", number, absence, given.last)))


@router.post("/officers/{number}/leave", responses=ANSWERS)
def let_officer_leave(request: Request, number: Number, given: Leaves, actor: Program, key: Key = None) -> Left:
    """Hand everything over in one step; refused with the gaps that would be left, unless they are meant."""
    with open_desk(request.app.state.house, actor) as desk:
        return Left.model_validate(once(desk, key, _said(f"leave {number}", given), lambda: asdict(officer_leaves(
            desk, number, since=given.since, successor_id=given.successor, despite=given.despite))))


@router.put("/mines/{number}/responsible", responses=ANSWERS)
def set_responsible(request: Request, number: Number, given: Responsible, actor: Program) -> Done:
    """Give a mine its inspector, or whoever answers for it at its county or township."""
    with open_desk(request.app.state.house, actor) as desk:
        mine = mine_of(desk, number)
        if given.office is None:
            inspect_mine(desk, mine.id, given.officer)
        else:
            answer_for_mine(desk, mine.id, _office(desk, given.office), given.officer, since=given.since)
    return Done()


def _office(desk: Desk, code_or_name: str) -> int:
    return find_party(desk, code_or_name, "records.change").id


def _ends(desk: Desk, table: str, officer: int, number: int, last: date) -> dict[str, Any]:
    permit_about(desk, officer)
    refuse_others(desk, table, number, officer)
    (end_post if table == "post" else end_absence)(desk, number, last)
    return {"done": True}


def _said(what: str, given: BaseModel) -> dict[str, Any]:
    return {what: given.model_dump(mode="json")}
