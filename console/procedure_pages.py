"""办案程序: the stages and moves of a case under the version of a day, as a picture, tables and BPMN."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from casework.desk import open_desk
from casework.view.procedure import day_told, told
from console.pages import page
from foundation.errors import InvalidError, NotFoundError
from regulation.book import Rulebook
from regulation.bpmn import bpmn
from regulation.procedure_layout import CENTRE, EXIT, TITLE
from regulation.procedure_lines import ProcedureLines, at_stage, everywhere, leading_to, records_at
from regulation.procedure_picture import pictures
from regulation.stages import WHO
from web.presence import SignedIn

router = APIRouter(prefix="/rules", include_in_schema=False)
On = Annotated[str, Query(max_length=20)]


@router.get("/procedure")
def procedure_page(request: Request, found: SignedIn, on: On = "", at: On = "") -> Response:
    """The version of the day, today's where none is given; `at` is a stage to be marked, where a case stands."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        book, today = desk.rulebook, desk.today
    error: InvalidError | None = None
    try:
        lines = told(book, day_told(on, today))
    except InvalidError as wrong:
        error, lines = wrong, told(book, today)
    return page(request, "procedure.html", status=422 if error else 200, error=error, given=on or str(today), at=at,
                everywhere=everywhere(book.procedure, lines.day), pictures=pictures(book.procedure, lines.day),
                text=(CENTRE, TITLE, EXIT), **_words(book, lines))


@router.get("/procedure/stages/{stage}")
def procedure_stage(request: Request, found: SignedIn, stage: str, on: On = "") -> Response:
    """A stage: by which moves a case comes there, and which can be made."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        book, today = desk.rulebook, desk.today
    lines = told(book, day_told(on, today))
    row = next((one for one in lines.stages if one.stage.value == stage), None)
    if row is None:
        raise NotFoundError(f"There is no stage {stage} in that version.", way_out="Choose one from the picture.")
    law, begun = book.procedure, lines.day
    moves = at_stage(law, begun, row.stage)
    return page(request, "procedure_stage.html", row=row, coming=leading_to(law, begun, row.stage),
                leading=[one for one in moves if one.to], staying=[one for one in moves if not one.to],
                records=records_at(law, row.stage), **_words(book, lines))


def _words(book: Rulebook, lines: ProcedureLines) -> dict[str, Any]:
    """What the tables of moves are told from."""
    return {"law": book.procedure, "lines": lines, "begun": lines.day, "limits": {one.step: one for one in lines.limits},
            "who": WHO}


@router.get("/procedure.bpmn")
def procedure_bpmn(request: Request, found: SignedIn, on: On = "") -> Response:
    """The same as BPMN 2.0, to keep."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        book, today = desk.rulebook, desk.today
    lines = told(book, day_told(on, today))
    return Response(bpmn(book.procedure, lines.day), media_type="application/xml", headers={
        "Content-Disposition": f'attachment; filename="procedure-{lines.version.code}.bpmn"'})
