"""日历: what falls due in a year for an office, a holder or a mine, month by month."""

from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from casework.desk import Desk, open_desk
from casework.view.calendar import CalendarLine, calendar
from console.pages import page
from foundation.errors import NotFoundError
from web.presence import SignedIn

router = APIRouter(prefix="/calendar", include_in_schema=False)


@router.get("")
def year_page(request: Request, found: SignedIn, whose: Annotated[str, Query(max_length=80)] = "",
              year: Annotated[str, Query(max_length=4)] = "") -> Response:
    """The calendar of the reader's own office, or of another below it."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        debtor = whose.strip() or _own(desk)
        wanted = int(year) if year.isdecimal() else desk.today.year
        lines = calendar(desk, debtor, wanted)
        today = desk.today
    months = [(month, list(some)) for month, some in groupby(lines, key=_month)]
    return page(request, "calendar.html", months=months, whose=debtor, year=wanted, today=today)


def _month(line: CalendarLine) -> int:
    return line.due.month


def _own(desk: Desk) -> str:
    if not desk.actor.posts:
        raise NotFoundError("You hold no post.", way_out="Ask your administrator.")
    return str(desk.scalar("SELECT code FROM party WHERE id = :id", id=desk.actor.posts[0].office_id))
