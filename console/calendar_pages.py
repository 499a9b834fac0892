"""日历: what falls due in a year or a month for an office, a holder or a mine, summed by rule and period."""

from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from casework.desk import open_desk
from casework.record.officers import own_code
from casework.view.cases_beside import cases_about
from casework.view.year import YearLine, year_sums
from console.month import weeks
from console.pages import page
from web.presence import SignedIn

router = APIRouter(prefix="/calendar", include_in_schema=False)


@router.get("")
def calendar_page(request: Request, found: SignedIn, whose: Annotated[str, Query(max_length=80)] = "",
                  year: Annotated[str, Query(max_length=4)] = "", month: Annotated[str, Query(max_length=2)] = "") -> Response:
    """The calendar of the reader's own office, or of another below it; of a month where one is named."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        about = whose.strip() or own_code(desk)
        wanted = _number(year) if year.strip() else desk.today.year
        lines = year_sums(desk, about, wanted)
        today, days = desk.today, desk.calendar
        cases, stages = cases_about(desk, about), desk.rulebook.procedure.stage
    only = _number(month)
    shown = [line for line in lines if line.due.month == only] if 1 <= only <= 12 else lines
    return page(request, "calendar.html", months=[(number, list(some)) for number, some in groupby(shown, key=_month)],
                whose=about, year=wanted, month=only if 1 <= only <= 12 else 0, today=today,
                weeks=weeks(wanted, only, shown, days) if 1 <= only <= 12 else [], cases=cases,
                stages=stages)


def _number(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() else 0


def _month(line: YearLine) -> int:
    return line.due.month
