"""日历: what falls due in a year for an office, a holder or a mine, month by month."""

from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from casework.desk import open_desk
from casework.record.officers import own_code
from casework.view.calendar import CalendarLine, calendar
from console.pages import page
from web.presence import SignedIn

router = APIRouter(prefix="/calendar", include_in_schema=False)


@router.get("")
def year_page(request: Request, found: SignedIn, whose: Annotated[str, Query(max_length=80)] = "",
              year: Annotated[str, Query(max_length=4)] = "") -> Response:
    """The calendar of the reader's own office, or of another below it."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        debtor = whose.strip() or own_code(desk)
        wanted = int(year) if year.isdecimal() else desk.today.year
        lines = calendar(desk, debtor, wanted)
        today = desk.today
    months = [(month, list(some)) for month, some in groupby(lines, key=_month)]
    return page(request, "calendar.html", months=months, whose=debtor, year=wanted, today=today)


def _month(line: CalendarLine) -> int:
    return line.due.month
