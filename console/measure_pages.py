"""地区措施: circulars and suspensions of approvals, computed or proposed by hand, decided and lifted by a person."""

from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from casework.access import allowed
from casework.desk import Desk, open_desk
from casework.oversight import measures
from casework.view.area_measures import MEASURES, measures_listed
from console.changes import kept
from console.officer_pages import Number
from console.oversight_tabs import as_filled_in, settled, tabs
from console.pages import number, page
from console.tables import asked, looked_up, shown
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/oversight/measures", include_in_schema=False)
FIGURES = ("circular_cases", "circular_months", "late_discovery_days", "sat_on_days")


@router.get("")
def measures_page(request: Request, found: SignedIn) -> Response:
    """The measures against areas in the reader's reach."""
    return _list(request, found)


def _list(request: Request, found: SignedIn, *, status: int = 200, **more: Any) -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        told, error = looked_up(asked(request, MEASURES), partial(measures_listed, desk))
        figures = [(desk.rulebook.figures[code], desk.rulebook.figures[code].on(desk.today)) for code in FIGURES]
    usual: dict[str, Any] = {"error": error, "doing": "", "given": {}}
    return page(request, "measures.html", status=422 if error else status, list=shown(request, told), figures=figures,
                kinds=measures.KINDS,
                may_propose=allowed(found.actor, "measure.propose"), tabs=tabs(found.actor), **usual | more)


@router.post("")
def propose(request: Request, found: SignedIn, form: Posted) -> Response:
    """Propose what the figures say is due, or a measure by hand."""
    def do(desk: Desk) -> object:
        desk.permit("measure.propose")
        if words(form, "step") == "compute":
            return measures.propose_due(desk)
        return measures.propose(desk, words(form, "kind"), words(form, "area"), why=words(form, "why"))
    return settled(request, found, as_filled_in(do), lambda _: "/oversight/measures",
                   lambda status, error: _list(request, found, status=status, error=error, doing="propose", given=kept(form)))


@router.post("/{measure_id}")
def decide(request: Request, measure_id: Number, found: SignedIn, form: Posted) -> Response:
    """Agree to a measure, refuse it, or lift it."""
    step, seen = words(form, "step"), number(form, "version") or None

    def do(desk: Desk) -> None:
        if step == "lift":
            measures.lift(desk, measure_id, reason=words(form, "reason"), seen=seen)
        else:
            measures.decide(desk, measure_id, agree=step == "agree", number=words(form, "number"),
                            reason=words(form, "reason"), seen=seen)
    return settled(request, found, do, lambda _: "/oversight/measures",
                   lambda status, error: _list(request, found, status=status, error=error, doing=str(measure_id),
                                               given=kept(form)))
