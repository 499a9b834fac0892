"""Reports of major and typical cases up to the province, by the API: how far one is, and its next step (四（四）)."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from api.answers import Key, problems
from api.case_forms import CaseNumber
from api.given import Reason
from casework.desk import Desk, open_desk
from casework.once import once
from casework.view.case_reports import ACTIONS, CaseReports, case_reports
from web.presence import Program

router = APIRouter(prefix="/cases", tags=["cases"])


class ReportAct(BaseModel):
    """What is done about the report that waits: sent up, supplemented, confirmed, or returned with what it lacks."""

    model_config = ConfigDict(extra="forbid")

    action: Literal["send", "supplement", "confirm", "return"]
    said: Reason = Field(examples=["案情报告"], description="The report, its supplement, or why it is returned.")
    version: Annotated[int, Field(strict=True, ge=1, le=2**31 - 1)] | None = Field(
        default=None, description="The version that was looked at; another by now is refused.")


class Said(BaseModel):
    """A step of a report."""

    what: Literal["sent", "supplemented", "confirmed", "returned"]
    said: str
    by: str
    at: str


class LevelTold(BaseModel):
    """A report from one level to the next."""

    sender: str
    receiver: str
    state: Literal["owed", "sent", "confirmed", "returned"]
    owed_since: str
    due: str | None = Field(description="By when it is to be sent.")
    sent_on: str | None
    answered_on: str | None
    steps: list[Said]


class Reports(BaseModel):
    """How far a case has been reported up, the lowest level first; `doable` is what the bearer can do now."""

    number: str
    version: int
    levels: list[LevelTold]
    doable: list[Literal["send", "supplement", "confirm", "return"]]


@router.get("/{number}/reports", responses=problems(404, 422))
def read_reports(request: Request, number: CaseNumber, actor: Program) -> Reports:
    """How far a case has been reported up."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        return Reports.model_validate(_told(case_reports(desk, number)))


@router.post("/{number}/reports", responses=problems(404, 409, 415, 422))
def step_report(request: Request, number: CaseNumber, sent: ReportAct, actor: Program, key: Key = None) -> Reports:
    """Send, supplement, confirm or return the report that waits."""
    with open_desk(request.app.state.house, actor) as desk:
        return Reports.model_validate(once(desk, key, {"report": number, **sent.model_dump(mode="json")},
                                           lambda: _done(desk, number, sent), sealed=True))


def _done(desk: Desk, number: str, sent: ReportAct) -> dict[str, Any]:
    ACTIONS[sent.action](desk, number, sent.said, seen=sent.version)
    return _told(case_reports(desk, number))


def _told(found: CaseReports) -> dict[str, Any]:
    return {"number": found.case.number, "version": found.version, "doable": list(found.doable), "levels": [
        {"sender": one.report.sender, "receiver": one.report.receiver, "state": one.report.state,
         "owed_since": str(one.report.owed_since), "due": one.due and str(one.due),
         "sent_on": one.report.sent_on and str(one.report.sent_on),
         "answered_on": one.report.answered_on and str(one.report.answered_on),
         "steps": [{"what": step.what, "said": step.said, "by": step.by, "at": step.at.isoformat()} for step in one.steps]}
        for one in found.levels]}
