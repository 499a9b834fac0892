"""义务: all duties that the reader may see, narrowed, sorted, as a workbook: also what falls due by a day."""

from dataclasses import replace
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import Response

from casework.desk import open_desk
from casework.view.duty_list import DUTIES, STATES, duties_listed
from casework.view.own_work import WHOSE
from console.pages import page
from console.tables import asked, looked_up, shown
from console.workbook import EXPORTED, workbook
from web.chinese.labels import LABELS
from web.presence import SignedIn

router = APIRouter(prefix="/duties", include_in_schema=False)
HEAD = ("编号", "事项", "义务主体", "对象", "期间", "报告期", "完成", "应完成", "到期日", "状态", "逾期天数")


@router.get("")
def duties_page(request: Request, found: SignedIn) -> Response:
    """The duties that the reader may see; unless a state is asked for, those that are still to be done."""
    wanted = asked(request, DUTIES)
    if "state" not in request.query_params:
        wanted = replace(wanted, filters={**wanted.filters, "state": "running"})
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        part, error = looked_up(wanted, partial(duties_listed, desk))
        rules = sorted(desk.rulebook.duties.values(), key=lambda rule: rule.title)
    return page(request, "duties.html", status=422 if error else 200, error=error, rules=rules,
                list=replace(shown(request, part), whole="/duties?state=all"),
                states=STATES, whose=WHOSE)


@router.get(".xlsx")
def duties_workbook(request: Request, found: SignedIn) -> Response:
    """The list as a workbook."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        part = duties_listed(desk, asked(request, DUTIES), size=EXPORTED)
        day = desk.today
    rows = [(one.id, one.title, one.debtor, one.about, one.period, one.reports_on, one.done, one.times, one.due,
             LABELS["status"][one.status], one.late or None) for one in part.rows]
    return workbook(f"义务 {day}", HEAD, rows, sheet="义务")
