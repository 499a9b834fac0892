"""A duty: what is owed and why, what was handed in, its review; opened by whoever may see it, or by the link of a letter."""

from collections.abc import Mapping
from contextlib import nullcontext, suppress
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from casework.access import SYSTEM
from casework.account.sessions import Present
from casework.act.drafts import draft_about
from casework.act.reviews import decide
from casework.desk import House, open_desk
from casework.file.wanted import files_of_report
from casework.letter.links import check_link
from casework.view.acts import acts_of
from casework.view.before import report_before
from casework.view.reminders import next_reminder, reminders_of
from casework.view.reports import reports_of
from casework.view.responsible import responsible_for
from console.changes import kept
from console.drafting import about_duty
from console.duty_told import may, told
from console.form_fields import shown
from console.journal_words import happened
from console.pages import number, page
from foundation.errors import InvalidError, NotFoundError
from web.posted import Posted, words
from web.presence import SignedIn, Visitor

router = APIRouter(prefix="/duties", include_in_schema=False)


@router.get("/{duty_id}")
def duty_page(request: Request, duty_id: int, found: Visitor, k: Annotated[str, Query()] = "") -> Response:
    """The page of one duty; a letter's link shows it, without its history, to whoever holds the letter."""
    house: House = request.app.state.house
    if found is not None:
        with suppress(NotFoundError) if k else nullcontext():
            return show_duty(request, found, duty_id)
    # Whoever holds the letter reads on, also who is signed in and may not see the duty otherwise.
    with open_desk(house, SYSTEM if found is None else replace(SYSTEM, veil=found.actor.veil), reads=True) as desk:
        check_link(desk, duty_id, k)
        return page(request, "duty.html", **told(desk, duty_id).context(), reports=[], before=None, beside=[], acts=[],
                    may=frozenset(), draft=None, by_letter=True, responsible=None, error=None, given={}, doing="")


def show_duty(request: Request, found: Present, duty_id: int, *, error: InvalidError | None = None, doing: str = "",
              given: Mapping[str, str] | None = None) -> Response:
    """The page for whoever may see it; with what was wrong in the form `doing`, and what was filled in there."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        duty = told(desk, duty_id)
        reports = reports_of(desk, duty_id)
        before = report_before(desk, duty.row) if duty.kind.reviewed else None
        return page(request, "duty.html", status=422 if error else 200, **duty.context(), error=error, doing=doing,
                    given=given or {}, files=files_of_report(duty.kind),
                    reports=[(one, shown(duty.kind, one.fields)) for one in reports],
                    before=before, beside=before.beside(duty.kind, reports[0].fields) if before and reports else [],
                    acts=acts_of(desk, duty_id), may=may(desk, duty), draft=draft_about(desk, about_duty(duty_id)),
                    by_letter=False, responsible=responsible_for(desk, duty_id, duty.row.debtor_id),
                    reminders=reminders_of(desk, duty_id), next_reminder=next_reminder(desk, duty_id),
                    history=happened(desk, duty.story))


@router.post("/{duty_id}/reviews/{submission_id}")
def review(request: Request, duty_id: int, submission_id: int, found: SignedIn, form: Posted) -> Response:
    """Accept, or return with reasons."""
    try:
        with open_desk(request.app.state.house, found.actor) as desk:
            decide(desk, duty_id, submission_id, accepted=words(form, "verdict") == "accept", reasons=words(form, "reasons"),
                   seen=number(form, "seen"))
    except InvalidError as error:
        return show_duty(request, found, duty_id, error=error, doing="review", given=kept(form))
    return RedirectResponse(f"/duties/{duty_id}", status_code=303)
