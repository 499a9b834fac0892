"""Something done, recorded by the form of its kind for a duty."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from casework.desk import House, open_desk
from console.duty_told import Told, permit_here, permit_sending, told
from console.pages import page
from console.recording import Doer, Entered, entered, recorded
from foundation.errors import InvalidError
from web.posted import Posted
from web.presence import SignedIn

router = APIRouter(prefix="/duties", include_in_schema=False)


@router.get("/{duty_id}/record")
def record_page(request: Request, duty_id: int, found: SignedIn) -> Response:
    """The form of what discharges this duty."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        duty = told(desk, duty_id)
        permit_here(desk, duty, "record")
    return _form(request, duty, Entered(str(duty.today)))


@router.post("/{duty_id}/record")
def record_act(request: Request, duty_id: int, found: SignedIn, form: Posted) -> Response:
    """Record it; what is wrong is said beside what was filled in."""
    house: House = request.app.state.house
    with open_desk(house, found.actor, reads=True) as desk:
        duty = told(desk, duty_id)
        permit_sending(desk, duty, "act.record")
    said = entered(duty.kind, form)
    try:
        recorded(house, found, duty.kind, Doer(duty.row.debtor_id, duty.row.subject_kind, duty.row.subject_id), said, form)
    except InvalidError as error:
        return _form(request, duty, said, error)
    return RedirectResponse(f"/duties/{duty_id}", status_code=303)


def _form(request: Request, duty: Told, said: Entered, error: InvalidError | None = None) -> Response:
    context = duty.context() | said.context(duty.kind)
    return page(request, "record.html", status=422 if error else 200, **context, error=error)
