"""Acts by the API: what was done is recorded, and it is said what it counted for."""

from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from api.answers import Key, problems
from api.given import Day, Short
from casework.act.acts import NewAct, record
from casework.act.subjects import resolve
from casework.desk import Desk, open_desk
from casework.once import once
from casework.record.parties import find_party
from web.presence import Program

router = APIRouter(prefix="/acts", tags=["acts"])


class ReportedAct(BaseModel):
    """Something done, as it is reported."""

    model_config = ConfigDict(extra="forbid")

    kind: Short = Field(description="The kind of act; `kuangjian act kinds` lists all with their fields.", examples=["patrol"])
    party: Short = Field(description="Code or full name of the office or holder that did it.", examples=["220221"])
    done_on: Day = Field(description="The day on which it was done, today at the latest.")
    subject: Short | None = Field(default=None, examples=["mine:JL0001"],
                                  description="mine:CODE, right:LICENCE, officer:ID or act:ID; none for the party.")
    period: Short | None = Field(default=None, examples=["2024-03"], description="Where the day does not say which.")
    fields: dict[str, Any] = Field(default={}, description="The form of the kind; money in 元.", examples=[{"area": "全域"}])
    findings: list[Short] = Field(default=[], max_length=100, description="Codes of what was found; those of the kind.")


class Counted(BaseModel):
    """The act's number, the duties it counted for, the rules whose duties it opened."""

    act: int = Field(description="The act's number.")
    counted_for: list[int] = Field(description="Duties by number.")
    opened: list[str] = Field(description="Rules by name.")
    files_to_send: list[str] = Field(description="Files that its form wants, to be sent by the pages.")


@router.post("", status_code=201, responses=problems(404, 409, 415, 422))
def record_act(request: Request, done: ReportedAct, actor: Program, key: Key = None) -> Counted:
    """Record something done; it counts for the duties of its kind, party, subject and day."""
    with open_desk(request.app.state.house, actor) as desk:
        return Counted.model_validate(once(desk, key, {"act": done.model_dump(mode="json")}, lambda: _recorded(desk, done)))


def _recorded(desk: Desk, done: ReportedAct) -> dict[str, Any]:
    kind, number = resolve(desk, done.subject)
    made = record(desk, NewAct(done.kind, find_party(desk, done.party).id, done.done_on, kind, number, done.period,
                               done.fields, tuple(done.findings)))
    return {"act": made.act_id, "counted_for": list(made.counted_for), "opened": list(made.opened),
            "files_to_send": list(made.files_to_send)}
