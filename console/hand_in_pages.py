"""A report handed in by the form of its act kind, filled in as far as it was; a returned one shows what was asked."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile

from casework.act.drafts import Draft, draft_about
from casework.act.submissions import hand_in
from casework.desk import Desk, House, open_desk
from casework.file.files import attach, refuse_missing
from casework.file.wanted import files_of_report
from casework.view.before import Before, report_before
from casework.view.reports import Report, reports_of
from console.drafting import Named, Outcome, Work, about_duty, latest, send, sent_before, status
from console.duty_told import Told, permit_here, permit_sending, told
from console.form_fields import filled, uploads
from console.pages import page
from console.record_pages import FRESH
from regulation.act_kind import ActKind
from web.posted import Posted
from web.presence import SignedIn

router = APIRouter(prefix="/duties", include_in_schema=False)
LEFT_OUT = "left"  # numbers of attachments of the returned report


@router.get("/{duty_id}/hand-in")
def hand_in_page(request: Request, duty_id: int, found: SignedIn) -> Response:
    """The form, filled in by the draft, or as it was last handed in."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        duty = told(desk, duty_id)
        permit_here(desk, duty, "hand_in")
        draft, last, before = draft_about(desk, about_duty(duty_id)), _last(desk, duty_id), report_before(desk, duty.row)
    given = draft.content["given"] if draft else last.fields if last else {}
    return _form(request, duty, given, draft, last, before)


def _last(desk: Desk, duty_id: int) -> Report | None:
    return next(iter(reports_of(desk, duty_id)), None)


@router.post("/{duty_id}/hand-in")
def hand_in_report(request: Request, duty_id: int, found: SignedIn, form: Posted) -> Response:
    """Hand in; what is wrong is said beside what was filled in, and nothing of it is lost."""
    house: House = request.app.state.house
    with open_desk(house, found.actor, reads=True) as desk:
        if then := sent_before(desk, form):
            return RedirectResponse(then, status_code=303)
        duty = told(desk, duty_id)
        permit_sending(desk, duty, "duty.hand_in")
        draft, last, before = draft_about(desk, about_duty(duty_id)), _last(desk, duty_id), report_before(desk, duty.row)
    given = filled(duty.kind, form)
    work = Work(about_duty(duty_id), duty_id, {"given": given}, draft, _chosen(duty.kind, form),
                single={file.name for file in duty.kind.files})
    left = {str(one) for one in form.getlist(LEFT_OUT)}
    outcome = send(house, found, work, form, lambda desk, files: _hand_in(desk, duty, given, last, files, left))
    if outcome.status != 200:
        return _form(request, duty, given, latest(house, found, work.about), last, before, outcome)
    there = f"/duties/{duty_id}{'/hand-in' if outcome.step == 'draft' else ''}"
    return RedirectResponse(outcome.then or there, status_code=303)


def _chosen(kind: ActKind, form: FormData) -> list[tuple[str, UploadFile]]:
    """Each file that the kind names once, the last of its name; and the attachments."""
    once, several = kind.files, files_of_report(kind)[len(kind.files):]
    return [*dict(uploads(once, form)).items(), *uploads(several, form)]


def _hand_in(desk: Desk, duty: Told, given: dict[str, Any], last: Report | None, files: Named, left: set[str]) -> str:
    """What is not sent anew is carried over from the report that was returned, but attachments that were ticked away."""
    numbers = last.carried(files, duty.kind, left) if last else files
    refuse_missing(duty.kind, dict(numbers))
    attach(desk, hand_in(desk, duty.row.id, given).submission_id, numbers)
    return f"/duties/{duty.row.id}"


def _form(request: Request, duty: Told, given: dict[str, Any], draft: Draft | None, last: Report | None,
          before: Before | None, outcome: Outcome = FRESH) -> Response:
    beside = {one.field.name: one for one in before.beside(duty.kind, given)} if before else {}
    return page(request, "hand_in.html", status=status(request, outcome), **duty.context(), given=given, last=last, draft=draft,
                files=files_of_report(duty.kind), before=before, beside=beside, outcome=outcome, error=outcome.error)
