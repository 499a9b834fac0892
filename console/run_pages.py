"""运行, for operators: our own books of runs, the triggers waiting, and the way to the Prefect UI."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from casework.desk import open_desk
from casework.triggers import STAGES
from casework.view.running import RUNS, runs_at, stages_at
from console.pages import page
from console.tables import asked, shown
from web.presence import SignedIn

router = APIRouter(prefix="/runs", include_in_schema=False)
STATES = ("running", "done", "failed", "died")


@router.get("")
def runs(request: Request, found: SignedIn) -> Response:
    """How each flow stands, and the runs."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        told, stages = runs_at(desk, asked(request, RUNS)), stages_at(desk)
    return page(request, "runs.html", list=shown(request, told), stages=stages, flows=STAGES, states=STATES,
                prefect=request.app.state.prefect_ui)
