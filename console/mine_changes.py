"""A mine: its inspector, who answers for it at its county and township, and where it lies."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from casework.desk import Desk
from casework.record.mines import mine_of, move_mine
from casework.record.responsibility import answer_for_mine, inspect_mine
from console.changes import Do, changed, day_given, some
from console.officer_pages import Number, show_mine
from console.pages import number
from foundation.errors import KuangjianError
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/mines", include_in_schema=False)


@router.post("/{mine_id}/inspector")
def inspector(request: Request, mine_id: Number, found: SignedIn, form: Posted) -> Response:
    """Give it an inspector, or none."""
    return _done(request, found, mine_id, form, "inspector", lambda desk: inspect_mine(desk, mine_id, some(form, "officer")))


@router.post("/{mine_id}/responsible")
def responsible(request: Request, mine_id: Number, found: SignedIn, form: Posted) -> Response:
    """Name whoever answers for it at one of its offices, or nobody in particular."""
    office = number(form, "office")
    return _done(request, found, mine_id, form, f"responsible{office}", lambda desk: answer_for_mine(
        desk, mine_id, office, some(form, "officer"), since=day_given(form, "since")))


@router.post("/{mine_id}/move")
def move(request: Request, mine_id: Number, found: SignedIn, form: Posted) -> Response:
    """Write down that it lies elsewhere."""
    return _done(request, found, mine_id, form, "move", lambda desk: move_mine(
        desk, mine_id, county=words(form, "county"), township=words(form, "township")))


def _done(request: Request, found: SignedIn, mine_id: int, form: FormData, doing: str, do: Do) -> Response:
    def permit(desk: Desk) -> None:
        desk.permit("records.change", mine_of(desk, mine_id).county_path)

    def again(status: int, error: KuangjianError, given: dict[str, Any]) -> Response:
        return show_mine(request, found, mine_id, status=status, error=error, doing=doing, given=given)
    return changed(request, found, form, do, thing=("mine", mine_id), then=f"/mines/{mine_id}", again=again, permit=permit)
