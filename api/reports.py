"""Reports by the API: handed in with their files, read, accepted or returned."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request

from api.answers import Key, problems
from api.duty_forms import HandedIn, Report, Review, Reviewed, Submission, Submissions
from api.given import Number
from casework.act.forms import kind_of
from casework.act.reviews import decide
from casework.act.submissions import hand_in, refuse_waiting
from casework.desk import Desk, open_desk
from casework.duty import duties
from casework.file.claiming import claimed
from casework.file.files import attach, refuse_missing
from casework.file.wanted import ATTACHMENT, files_of_report
from casework.once import once
from casework.view.reports import Report as HandedInReport
from casework.view.reports import reports_of
from web.presence import Program

router = APIRouter(prefix="/duties", tags=["duties"])


@router.post("/{number}/hand-in", status_code=201, responses=problems(404, 409, 415, 422))
def hand_in_report(request: Request, number: Number, report: Report, actor: Program, key: Key = None) -> HandedIn:
    """Hand in the report that a duty asks for; files of a returned one are carried over unless they are sent anew."""
    with open_desk(request.app.state.house, actor) as desk:
        return HandedIn.model_validate(once(desk, key, {"hand_in": number, **report.model_dump(mode="json")},
                                            lambda: _handed_in(desk, number, report)))


def _handed_in(desk: Desk, number: int, report: Report) -> dict[str, Any]:
    duty = duties.fetch(desk, number)
    duties.permit(desk, "duty.hand_in", duty, duty.debtor_path)
    refuse_waiting(duty)  # before its files are looked for, which are its own by then
    kind = kind_of(desk.rulebook, duties.rule_of(desk, duty).act)
    named = {name: [one] for name, one in report.files.items()}
    if report.attachments:
        named[ATTACHMENT.name] = [*named.get(ATTACHMENT.name, []), *report.attachments]
    sent = claimed(desk, named, files_of_report(kind))
    last = next(iter(reports_of(desk, number)), None)
    files = last.carried(sent, kind) if last else sent
    done = hand_in(desk, number, report.fields)
    refuse_missing(kind, dict(files))
    attach(desk, done.submission_id, files)
    return {"submission": done.submission_id, "act": done.act_id}


@router.get("/{number}/submissions", responses=problems(404, 422))
def read_submissions(request: Request, number: Number, actor: Program) -> Submissions:
    """The reports handed in for a duty that the bearer may see."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        duties.permit_reading(desk, duties.fetch(desk, number))
        return Submissions(submissions=[Submission.model_validate(_told(one)) for one in reports_of(desk, number)])


def _told(one: HandedInReport) -> dict[str, Any]:
    files = [{**asdict(paper), "file": paper.id} for paper in one.papers]
    return {**asdict(one), "submission": one.id, "files": files}


@router.post("/{number}/submissions/{submission}/reviews", status_code=201, responses=problems(404, 409, 415, 422))
def review_report(request: Request, number: Number, submission: Number, given: Review, actor: Program,
                  key: Key = None) -> Reviewed:
    """Accept a report, or return it with reasons."""
    with open_desk(request.app.state.house, actor) as desk:
        return Reviewed.model_validate(once(desk, key, {"review": [number, submission], **given.model_dump(mode="json")},
                                            lambda: _reviewed(desk, number, submission, given)))


def _reviewed(desk: Desk, number: int, submission: int, given: Review) -> dict[str, Any]:
    act = decide(desk, number, submission, accepted=given.verdict == "accept", reasons=given.reasons or "", seen=given.seen)
    return {"duty": number, "status": duties.fetch(desk, number).status, "act": act}
