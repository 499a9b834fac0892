"""离任交接: what hangs on an officer, to whom it goes, and from which day."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from casework.desk import open_desk
from casework.record.leaving import officer_leaves
from casework.record.officers import permit_about
from casework.view.belongings import belongings, colleagues
from console.changes import changed, day_given, some
from console.officer_pages import Number
from console.pages import page
from foundation.errors import KuangjianError
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/officers", include_in_schema=False)


@router.get("/{officer_id}/leave")
def leave_page(request: Request, officer_id: Number, found: SignedIn) -> Response:
    """What would be handed over."""
    return _page(request, found, officer_id)


def _page(request: Request, found: SignedIn, officer_id: int, *, status: int = 200, error: KuangjianError | None = None,
          given: dict[str, Any] | None = None) -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        told = belongings(desk, officer_id)
        return page(request, "officer_leave.html", status=status, held=told, officer=told.officer, error=error,
                    colleagues=colleagues(desk, officer_id), given=given or {}, doing="leave" if given else "",
                    today=desk.today)


@router.post("/{officer_id}/leave")
def leave(request: Request, officer_id: Number, found: SignedIn, form: Posted) -> Response:
    """Hand everything over in one step; gaps that would be left are told first."""
    def again(status: int, error: KuangjianError, given: dict[str, Any]) -> Response:
        return _page(request, found, officer_id, status=status, error=error, given=given)
    return changed(
        request, found, form, lambda desk: officer_leaves(
            desk, officer_id, since=day_given(form, "since") or desk.today, successor_id=some(form, "successor"),
            despite=words(form, "despite") == "yes"),
        thing=("officer", officer_id), then=f"/officers/{officer_id}", again=again,
        permit=lambda desk: permit_about(desk, officer_id))
