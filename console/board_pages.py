"""逾期: who is late, from an office downwards, each count with the rows behind it."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from casework.desk import open_desk
from casework.view.overdue import ROWS, overdue_at, top_of
from console.pages import page
from console.tables import asked, shown
from console.workbook import EXPORTED, workbook
from foundation.errors import NotFoundError
from web.presence import SignedIn

router = APIRouter(prefix="/board", include_in_schema=False)
COUNTS = ("代码", "单位", "未办结", "七日内到期", "逾期", "本年期满未办", "最早到期日")
LINES = ("编号", "事项", "义务主体", "对象", "期间", "报告期", "到期日", "逾期天数")


@router.get("")
def board(request: Request, found: SignedIn) -> Response:
    """The board of the highest office at which the reader may read."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        top = top_of(desk)
    if not top:
        raise NotFoundError("There is no board for you.", way_out="Your own duties stand on the first page.")
    return RedirectResponse(f"/board/{top[0]}", status_code=303)


@router.get("/{code}.xlsx")
def board_workbook(request: Request, code: str, found: SignedIn) -> Response:
    """The board of an office as a workbook: the counts, and its rows."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        told = overdue_at(desk, code, asked(request, ROWS), size=EXPORTED)
        day = desk.today
    counts = [(one.code, one.name, one.open, one.due_soon, one.overdue, one.lapsed, one.oldest) for one in told.counts]
    rows = [(one.id, one.title, one.debtor, one.about, one.period, one.reports_on, one.due, one.late) for one in told.rows.rows]
    return workbook(f"逾期 {told.name} {day}", COUNTS, [*counts, (), LINES, *rows], sheet="逾期")


@router.get("/{code}")
def office(request: Request, code: str, found: SignedIn) -> Response:
    """The board of an office."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        told = overdue_at(desk, code, asked(request, ROWS))
        rules = sorted(desk.rulebook.duties.values(), key=lambda rule: rule.title)
    return page(request, "board.html", board=told, list=shown(request, told.rows), rules=rules)
