"""Acts by the API: what was done is recorded, and it is said what it counted for."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from api.answers import Key, problems
from casework.act.acts import NewAct, record
from casework.act.subjects import resolve
from casework.desk import Desk, open_desk
from casework.once import once
from casework.record.parties import find_party
from web.presence import Program

router = APIRouter(prefix="/acts", tags=["acts"])


class Done(BaseModel):
    """Something done, as it is reported."""

    model_config = ConfigDict(extra="forbid")

    kind: str
    party: str = Field(description="Code or full name of the office or holder that did it.")
    done_on: date
    subject: str | None = Field(default=None, description="mine:CODE, right:LICENCE, officer:ID or act:ID; none for the party.")
    period: str | None = None
    fields: dict[str, Any] = {}
    findings: list[str] = []


class Counted(BaseModel):
    """The act's number, the duties it counted for, the rules whose duties it opened."""

    act: int
    counted_for: list[int]
    opened: list[str]
    files_to_send: list[str]


@router.post("", status_code=201, responses=problems(404, 409, 422))
def record_act(request: Request, done: Done, actor: Program, key: Key = None) -> Counted:
    """Record something done; it counts for the duties of its kind, party, subject and day."""
    with open_desk(request.app.state.house, actor) as desk:
        return Counted.model_validate(once(desk, key, {"act": done.model_dump(mode="json")}, lambda: _recorded(desk, done)))


def _recorded(desk: Desk, done: Done) -> dict[str, Any]:
    kind, number = resolve(desk, done.subject)
    made = record(desk, NewAct(done.kind, find_party(desk, done.party).id, done.done_on, kind, number, done.period,
                               done.fields, tuple(done.findings)))
    return {"act": made.act_id, "counted_for": list(made.counted_for), "opened": list(made.opened),
            "files_to_send": list(made.files_to_send)}
