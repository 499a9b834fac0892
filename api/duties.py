"""Duties by the API: what is owed, one duty with its story, a report handed in."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel

from api.answers import Key, problems
from casework.act.submissions import hand_in
from casework.desk import Desk, open_desk
from casework.once import once
from casework.view.stories import story
from web.presence import Program

router = APIRouter(prefix="/duties", tags=["duties"])
Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="The duty's number.")]


class Duty(BaseModel):
    """A duty: who owes what about what, why, by when, and how it stands."""

    duty: int
    rule: str
    act: str
    title: str
    provision: str
    quote: str
    debtor: str
    creditor: str | None
    about: str | None
    about_code: str | None
    period: str
    times: int
    done: int
    status: str
    opens: date
    due: date
    provisional: bool
    explanation: str
    ended_on: date | None
    end_reason: str | None


class HandedIn(BaseModel):
    """A report that was handed in; `act` where it counts at once, files that are to be sent apart."""

    submission: int
    act: int | None
    files_to_send: list[str]


@router.get("/{number}", responses=problems(404, 422))
def read_duty(request: Request, number: Number, actor: Program) -> Duty:
    """One duty that the bearer may see."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        return Duty.model_validate(asdict(story(desk, number)))


@router.post("/{number}/hand-in", status_code=201, responses=problems(404, 409, 422))
def hand_in_report(request: Request, number: Number, fields: dict[str, Any], actor: Program, key: Key = None) -> HandedIn:
    """Hand in the report that a duty asks for; `fields` are those of its act kind."""
    with open_desk(request.app.state.house, actor) as desk:
        return HandedIn.model_validate(once(desk, key, {"hand_in": number, "fields": fields},
                                            lambda: _handed_in(desk, number, fields)))


def _handed_in(desk: Desk, number: int, fields: dict[str, Any]) -> dict[str, Any]:
    done = hand_in(desk, number, fields)
    return {"submission": done.submission_id, "act": done.act_id, "files_to_send": list(done.files_to_send)}
