"""总览: a leader's one page."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from casework.desk import open_desk
from casework.view.overview import overviews
from console.pages import page
from foundation.clock import SHANGHAI
from web.presence import SignedIn

router = APIRouter(prefix="/overview", include_in_schema=False)


@router.get("")
def overview_page(request: Request, found: SignedIn) -> Response:
    """Who is late, what runs out, and how it compares with the year before, for each office of the reader."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        told, day = overviews(desk), desk.today
    counted = told[0].counted_at if told else None
    return page(request, "overview.html", offices=told, day=day,
                counted_at=counted.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") if counted else None)
