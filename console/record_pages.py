"""Something done, recorded by the form of its kind for a duty."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from casework.act.acts import NewAct, record
from casework.desk import House, open_desk
from console.duty_told import permit_here, permit_sending, told
from console.form_fields import a_day, filled, findings
from console.pages import page
from foundation.errors import InvalidError
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/duties", include_in_schema=False)


@router.get("/{duty_id}/record")
def record_page(request: Request, duty_id: int, found: SignedIn) -> Response:
    """The form of what discharges this duty."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        duty = told(desk, duty_id)
        permit_here(desk, duty, "record")
        return page(request, "record.html", **duty.context(), given={}, ticked=(), done_on=desk.today, error=None)


@router.post("/{duty_id}/record")
def record_act(request: Request, duty_id: int, found: SignedIn, form: Posted) -> Response:
    """Record it; what is wrong is said beside what was filled in."""
    house: House = request.app.state.house
    with open_desk(house, found.actor, reads=True) as desk:
        duty = told(desk, duty_id)
        permit_sending(desk, duty, "act.record")
    row, given, ticked, day = duty.row, filled(duty.kind, form), findings(form), words(form, "done_on")
    try:
        act = NewAct(duty.kind.kind, row.debtor_id, a_day(day), row.subject_kind, row.subject_id, fields=given, findings=ticked)
        with open_desk(house, found.actor) as desk:
            record(desk, act)
    except InvalidError as error:
        return page(request, "record.html", status=422, **duty.context(), given=given, ticked=ticked, done_on=day, error=error)
    return RedirectResponse(f"/duties/{duty_id}", status_code=303)
