"""案件: the register of cases, narrowed, sorted, as a workbook; and the board of where they stand."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from casework.case.allowing import RIGHTS
from casework.case.opening import offices_for
from casework.desk import open_desk
from casework.view.case_board import case_board
from casework.view.case_list import CASES, CaseLine, cases_listed, cases_waiting
from casework.view.listing import Part
from console.pages import page
from console.tables import asked, refuse_strange, shown
from console.workbook import EXPORTED, workbook
from foundation.errors import InvalidError
from regulation.book import Rulebook
from web.presence import SignedIn

router = APIRouter(prefix="/cases", include_in_schema=False)
# Neither number nor address of the party leaves in a workbook.
HEAD = ("编号", "立案号", "案由", "当事人", "违法行为", "重大", "阶段", "承办单位", "承办人", "发现日期",
        "立案日期", "决定日期", "结案日期", "最近时限")
WANTED = ("mine", "open", "soon", "late", "closed", "unfiled")


@router.get("")
def cases_page(request: Request, found: SignedIn) -> Response:
    """The cases that the reader may see, and how many are open, wait for him, are late."""
    wanted, error = asked(request, CASES), None
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        try:
            refuse_strange(request, CASES)
            part = cases_listed(desk, wanted)
        except InvalidError as wrong:
            part, error = Part([], wanted, more=False), wrong
        waiting, day, book = cases_waiting(desk), desk.today, desk.rulebook
        may_open, may_move = bool(offices_for(desk, "case.open")), bool(offices_for(desk, *RIGHTS.values()))
    groups = {row.group: row.group_en for row in book.procedure.stage.values()}
    return page(request, "cases.html", status=422 if error else 200, error=error, list=shown(request, part),
                cases_waiting=waiting, today=day, law=book.procedure, groups=groups, offences=book.money.offence,
                wanted=WANTED, may_open=may_open, may_move=may_move)


@router.get(".xlsx")
def cases_workbook(request: Request, found: SignedIn) -> Response:
    """The list as a workbook."""
    refuse_strange(request, CASES)
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        part = cases_listed(desk, asked(request, CASES), size=EXPORTED)
        day, book = desk.today, desk.rulebook
    return workbook(f"案件 {day}", HEAD, (_row(one, book) for one in part.rows), sheet="案件")


def _row(line: CaseLine, book: Rulebook) -> tuple[object, ...]:
    offence, stage = book.money.offence.get(line.offence), book.procedure.stage[line.stage]
    return (line.number, line.filing_number, line.cause, line.party_name, offence.title if offence else line.offence,
            "是" if line.major else "否", stage.title, line.office, line.handler, line.discovered_on, line.filed_on,
            line.decided_on, line.closed_on, line.due)


@router.get("/board")
def board_page(request: Request, found: SignedIn, whose: Annotated[str, Query()] = "") -> Response:
    """How many cases stand at each stage, and how many are late; `whose=own` of the reader's own offices."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        board, day = case_board(desk, own=whose == "own"), desk.today
    return page(request, "case_board.html", board=board, day=day, own=whose == "own")
