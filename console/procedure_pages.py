"""办案程序: the stages and moves of a case under the version of a day, as a picture, a table and BPMN."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from casework.desk import open_desk
from console.pages import page
from foundation.errors import InvalidError
from regulation.bpmn import bpmn
from regulation.procedure_lines import by_stage, everywhere
from regulation.procedure_picture import HIGH, WIDE, picture
from regulation.procedure_table import ProcedureLaw
from regulation.stages import WHO
from web.presence import SignedIn

router = APIRouter(prefix="/rules", include_in_schema=False)
On = Annotated[str, Query(max_length=20)]


@router.get("/procedure")
def procedure_page(request: Request, found: SignedIn, on: On = "") -> Response:
    """The version of the day, today's where none is given."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        law, limits, today = desk.rulebook.procedure, desk.rulebook.limits, desk.today
    error: InvalidError | None = None
    try:
        begun = _day(law, on, today)
    except InvalidError as wrong:
        error, begun = wrong, today
    return page(request, "procedure.html", status=422 if error else 200, error=error, given=on or str(today), begun=begun,
                law=law, limits=limits, version=law.version_on(begun), stages=list(by_stage(law, begun)), who=WHO,
                everywhere=everywhere(law, begun), picture=picture(law, begun), box=(WIDE, HIGH))


@router.get("/procedure.bpmn")
def procedure_bpmn(request: Request, found: SignedIn, on: On = "") -> Response:
    """The same as BPMN 2.0, to keep."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        law, today = desk.rulebook.procedure, desk.today
    begun = _day(law, on, today)
    version = law.version_on(begun)
    return Response(bpmn(law, begun), media_type="application/xml", headers={
        "Content-Disposition": f'attachment; filename="procedure-{version.code if version else ""}.bpmn"'})


def _day(law: ProcedureLaw, given: str, today: date) -> date:
    """The day asked for; InvalidError where it is none, or lies before the first version."""
    try:
        begun = date.fromisoformat(given.strip()) if given.strip() else today
    except ValueError:
        raise InvalidError(f"{given} is not a day.", way_out="Write it like 2012-02-29.") from None
    if law.version_on(begun) is None:
        raise InvalidError(f"No version of the procedure is known for {begun}.",
                           way_out=f"Choose a day from {law.begins()} on.")
    return begun
