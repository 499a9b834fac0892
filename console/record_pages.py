"""Something done, recorded by the form of its kind for a duty."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from casework.act.drafts import Draft, draft_about
from casework.desk import Desk, House, open_desk
from casework.file.wanted import files_of
from console.drafting import Named, Outcome, Work, about_duty, latest, send, sent_before, status
from console.duty_told import Told, permit_here, permit_sending, told
from console.form_fields import uploads
from console.pages import page
from console.recording import Doer, Entered, drafted, entered, recorded
from web.posted import Posted
from web.presence import SignedIn

router = APIRouter(prefix="/duties", include_in_schema=False)
FRESH = Outcome(200)


@router.get("/{duty_id}/record")
def record_page(request: Request, duty_id: int, found: SignedIn) -> Response:
    """The form of what discharges this duty, as far as it was filled in."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        duty = told(desk, duty_id)
        permit_here(desk, duty, "record")
        draft = draft_about(desk, about_duty(duty_id))
    return _form(request, duty, drafted(draft.content) if draft else Entered(str(duty.today)), draft)


@router.post("/{duty_id}/record")
def record_act(request: Request, duty_id: int, found: SignedIn, form: Posted) -> Response:
    """Record it; what is wrong is said beside what was filled in, which is kept."""
    house: House = request.app.state.house
    with open_desk(house, found.actor, reads=True) as desk:
        if then := sent_before(desk, form):
            return RedirectResponse(then, status_code=303)
        duty = told(desk, duty_id)
        permit_sending(desk, duty, "act.record")
        draft = draft_about(desk, about_duty(duty_id))
    said, who = entered(duty.kind, form), Doer(duty.row.debtor_id, duty.row.subject_kind, duty.row.subject_id)
    work = Work(about_duty(duty_id), duty_id, said.content(), draft, uploads(files_of(duty.kind), form))
    outcome = send(house, found, work, form, lambda desk, files: _record(desk, duty, who, said, files))
    if outcome.status != 200:
        return _form(request, duty, said, latest(house, found, work.about), outcome)
    there = f"/duties/{duty_id}{'/record' if outcome.step == 'draft' else ''}"
    return RedirectResponse(outcome.then or there, status_code=303)


def _record(desk: Desk, duty: Told, who: Doer, said: Entered, files: Named) -> str:
    recorded(desk, duty.kind, who, said, files)
    return f"/duties/{duty.row.id}"


def _form(request: Request, duty: Told, said: Entered, draft: Draft | None, outcome: Outcome = FRESH) -> Response:
    context = duty.context() | said.context(duty.kind)
    return page(request, "record.html", status=status(request, outcome), **context, draft=draft, outcome=outcome,
                error=outcome.error)
