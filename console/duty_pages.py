"""A duty: what is owed and why, handed in, reviewed; opened by whoever may see it, or by the link of a letter."""

from contextlib import nullcontext, suppress
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from casework.access import SYSTEM
from casework.act.reviews import accept, give_back
from casework.act.submissions import hand_in
from casework.desk import Desk, House, open_desk
from casework.duty import duties
from casework.file.files import attach, keep, refuse_missing, take_in
from casework.letter.links import check_link
from casework.view.acts import acts_of
from casework.view.changes import refuse_changed
from casework.view.reports import Report, reports_of
from console.duty_told import Told, may, permit_here, permit_sending, told
from console.form_fields import filled, shown, uploads
from console.pages import number, page
from foundation.errors import InvalidError, NotFoundError, UnavailableError
from web.posted import Posted, words
from web.presence import SignedIn, Visitor
from web.problems import noted

router = APIRouter(prefix="/duties", include_in_schema=False)


@router.get("/{duty_id}")
def duty_page(request: Request, duty_id: int, found: Visitor, k: Annotated[str, Query()] = "") -> Response:
    """The page of one duty; a letter's link shows it, without its history, to whoever holds the letter."""
    house: House = request.app.state.house
    if found is not None:
        with suppress(NotFoundError) if k else nullcontext(), open_desk(house, found.actor, reads=True) as desk:
            duty = told(desk, duty_id)
            reports = [(one, shown(duty.kind, one.fields)) for one in reports_of(desk, duty_id)]
            return page(request, "duty.html", **duty.context(), reports=reports, acts=acts_of(desk, duty_id),
                        may=may(desk, duty), by_letter=False)
    # Whoever holds the letter reads on, also who is signed in and may not see the duty otherwise.
    with open_desk(house, SYSTEM, reads=True) as desk:
        check_link(desk, duty_id, k)
        return page(request, "duty.html", **told(desk, duty_id).context(), reports=[], acts=[], may=frozenset(), by_letter=True)


@router.get("/{duty_id}/hand-in")
def hand_in_page(request: Request, duty_id: int, found: SignedIn) -> Response:
    """The form, filled in as it was last handed in; a returned report shows what was asked."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        duty = told(desk, duty_id)
        permit_here(desk, duty, "hand_in")
        last = _last(desk, duty_id)
    return _form(request, duty, last.fields if last else {}, last=last)


def _last(desk: Desk, duty_id: int) -> Report | None:
    return next(iter(reports_of(desk, duty_id)), None)


@router.post("/{duty_id}/hand-in")
def hand_in_report(request: Request, duty_id: int, found: SignedIn, form: Posted) -> Response:
    """Hand in; what is wrong is said beside what was filled in, and nothing of it is lost."""
    house: House = request.app.state.house
    with open_desk(house, found.actor, reads=True) as desk:
        duty = told(desk, duty_id)
        permit_sending(desk, duty, "duty.hand_in")
        last = _last(desk, duty_id)
    kind, given = duty.kind, filled(duty.kind, form)
    try:
        sent = {name: take_in(house, file.filename or "", file.file) for name, file in uploads(kind, form).items()}
        refuse_missing(kind, {**sent, **last.papers} if last else sent)
        with open_desk(house, found.actor) as desk:
            done = hand_in(desk, duty_id, given)
            kept = dict(zip(sent, keep(desk, list(sent.values())), strict=True))
            attach(desk, done.submission_id, {name: one.id for name, one in (last.papers if last else {}).items()} | kept)
    except (InvalidError, UnavailableError) as error:
        return _form(request, duty, given, last=last, error=error)
    return RedirectResponse(f"/duties/{duty_id}", status_code=303)


def _form(request: Request, duty: Told, given: dict[str, Any], *, last: Any = None,
          error: InvalidError | UnavailableError | None = None) -> Response:
    status = noted(request, error)[0] if error else 200
    return page(request, "hand_in.html", status=status, **duty.context(), given=given, last=last, error=error)


@router.post("/{duty_id}/reviews/{submission_id}")
def review(request: Request, duty_id: int, submission_id: int, found: SignedIn, form: Posted) -> Response:
    """Accept, or return with reasons."""
    with open_desk(request.app.state.house, found.actor) as desk:
        duty = duties.fetch(desk, duty_id)
        duties.permit(desk, "duty.review", duty, duty.creditor_path or duty.debtor_path)
        refuse_changed(desk, duty_id, number(form, "seen"))
        if submission_id not in {one.id for one in reports_of(desk, duty_id)}:
            raise NotFoundError("This duty has no such report.", way_out="Look at the duty.")
        if words(form, "verdict") == "accept":
            accept(desk, submission_id)
        else:
            give_back(desk, submission_id, reasons=words(form, "reasons"))
    return RedirectResponse(f"/duties/{duty_id}", status_code=303)
