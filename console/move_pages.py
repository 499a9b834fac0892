"""A duty moved by a superior: suspended, resumed, extended, waived; each with its reason, none on an outdated page."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from casework.desk import Desk, open_desk
from casework.duty.ending import waive
from casework.duty.moving import extend, resume, suspend
from casework.duty.steering import permit_moving
from console.changes import kept
from console.duty_pages import show_duty
from console.pages import number
from foundation.errors import InvalidError
from regulation.terms import Unit
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/duties", include_in_schema=False)
UNITS = ("day", "working_day", "month")


@router.post("/{duty_id}/suspend")
@router.post("/{duty_id}/resume")
@router.post("/{duty_id}/extend")
@router.post("/{duty_id}/waive")
def move_duty(request: Request, duty_id: int, found: SignedIn, form: Posted) -> Response:
    """Move a duty; whoever grants time or a waiver approves it."""
    move = request.url.path.rpartition("/")[2]
    try:
        with open_desk(request.app.state.house, found.actor) as desk:
            permit_moving(desk, duty_id, move, number(form, "seen"))
            _move(desk, move, duty_id, form)
    except InvalidError as error:
        return show_duty(request, found, duty_id, error=error, doing=move, given=kept(form))
    return RedirectResponse(f"/duties/{duty_id}", status_code=303)


def _move(desk: Desk, move: str, duty_id: int, form: FormData) -> None:
    reason, approver = words(form, "reason"), desk.actor.name
    match move:
        case "suspend":
            suspend(desk, duty_id, reason=reason)
        case "resume":
            resume(desk, duty_id, reason=reason)
        case "waive":
            waive(desk, duty_id, reason=reason, approver=approver)
        case "extend":
            unit = words(form, "unit")
            if unit not in UNITS:
                raise InvalidError("The unit of the extension is missing.", way_out="Choose days, working days or months.")
            extend(desk, duty_id, n=number(form, "n"), unit=Unit(unit), reason=reason, approver=approver)
