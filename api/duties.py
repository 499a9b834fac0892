"""Duties by the API: what is owed, one duty with its story, a report handed in."""

from dataclasses import asdict
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from api.answers import Key, problems
from api.given import Number
from casework.act.submissions import hand_in
from casework.desk import Desk, open_desk
from casework.once import once
from casework.view.stories import story
from web.presence import Program

router = APIRouter(prefix="/duties", tags=["duties"])


class Duty(BaseModel):
    """A duty: who owes what about what, why, by when, and how it stands."""

    duty: int = Field(description="Its number.")
    rule: str = Field(examples=["county_patrol"])
    act: str = Field(description="The kind of act, or of report, that counts for it.", examples=["patrol"])
    title: str
    provision: str = Field(description="The place in the order.", examples=["三（一）"])
    quote: str = Field(description="The words of the order.")
    debtor: str = Field(description="Who owes it, by name.")
    creditor: str | None = Field(description="To whom it is owed.")
    about: str | None = Field(description="The mine, right or officer that it is about; none for the debtor itself.")
    about_code: str | None = Field(description="The same as acts name it.", examples=["mine:JL0001"])
    period: str = Field(description="A year, half-year, quarter, month, week or day.", examples=["2024-W10"])
    times: int = Field(description="How often it is to be done in the period.")
    done: int = Field(description="How often it was.")
    status: str = Field(examples=["open"])
    opens: date
    due: date = Field(description="The last day.")
    provisional: bool = Field(description="Whether `due` waits for a year's holidays to be announced.")
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


@router.post("/{number}/hand-in", status_code=201, responses=problems(404, 409, 415, 422))
def hand_in_report(request: Request, number: Number, fields: dict[str, Any], actor: Program, key: Key = None) -> HandedIn:
    """Hand in the report that a duty asks for; `fields` are those of its act kind."""
    with open_desk(request.app.state.house, actor) as desk:
        return HandedIn.model_validate(once(desk, key, {"hand_in": number, "fields": fields},
                                            lambda: _handed_in(desk, number, fields)))


def _handed_in(desk: Desk, number: int, fields: dict[str, Any]) -> dict[str, Any]:
    done = hand_in(desk, number, fields)
    return {"submission": done.submission_id, "act": done.act_id, "files_to_send": list(done.files_to_send)}
