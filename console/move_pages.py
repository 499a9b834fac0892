"""A duty moved by a superior: suspended, resumed, extended, waived; each with its reason, none on an outdated page."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from casework.desk import open_desk
from casework.duty.ending import waive
from casework.duty.moving import extend, resume, suspend
from console.duty_told import permit_moving
from console.pages import number
from foundation.errors import InvalidError
from regulation.terms import Unit
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/duties", include_in_schema=False)
UNITS = ("day", "working_day", "month")


@router.post("/{duty_id}/suspend")
def suspend_duty(request: Request, duty_id: int, found: SignedIn, form: Posted) -> Response:
    """Stop the clock."""
    with open_desk(request.app.state.house, found.actor) as desk:
        permit_moving(desk, duty_id, "duty.suspend", number(form, "seen"))
        suspend(desk, duty_id, reason=words(form, "reason"))
    return _back(duty_id)


@router.post("/{duty_id}/resume")
def resume_duty(request: Request, duty_id: int, found: SignedIn, form: Posted) -> Response:
    """Let the clock run again."""
    with open_desk(request.app.state.house, found.actor) as desk:
        permit_moving(desk, duty_id, "duty.suspend", number(form, "seen"))
        resume(desk, duty_id, reason=words(form, "reason"))
    return _back(duty_id)


@router.post("/{duty_id}/extend")
def extend_duty(request: Request, duty_id: int, found: SignedIn, form: Posted) -> Response:
    """Grant more time; whoever sends this approves it."""
    with open_desk(request.app.state.house, found.actor) as desk:
        permit_moving(desk, duty_id, "duty.extend", number(form, "seen"))
        unit = words(form, "unit")
        if unit not in UNITS:
            raise InvalidError("The unit of the extension is missing.", way_out="Choose days, working days or months.")
        extend(desk, duty_id, n=number(form, "n"), unit=Unit(unit), reason=words(form, "reason"), approver=found.actor.name)
    return _back(duty_id)


@router.post("/{duty_id}/waive")
def waive_duty(request: Request, duty_id: int, found: SignedIn, form: Posted) -> Response:
    """Release the debtor; whoever sends this approves it."""
    with open_desk(request.app.state.house, found.actor) as desk:
        permit_moving(desk, duty_id, "duty.waive", number(form, "seen"))
        waive(desk, duty_id, reason=words(form, "reason"), approver=found.actor.name)
    return _back(duty_id)


def _back(duty_id: int) -> Response:
    return RedirectResponse(f"/duties/{duty_id}", status_code=303)
