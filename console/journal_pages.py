"""日志: what happened, filtered and exported; and whether its chain of seals is whole."""

import re
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from casework.access import allowed
from casework.desk import open_desk
from casework.duty.duties import LARGEST
from casework.verifying import check_on, note_check, standing
from casework.view.detail_places import with_places
from casework.view.entries import FILTERS, entries_at
from console.journal_words import in_a_line, subject, told
from console.pages import page
from console.tables import LONGEST
from console.workbook import EXPORTED, workbook
from web.chinese.labels import LABELS
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(include_in_schema=False)
HEADS = ("编号", "时间", "操作人", "事项", "单位", "对象", "对象编号", "明细")


def _filters(request: Request) -> dict[str, str]:
    return {name: request.query_params.get(name, "").strip()[:LONGEST] for name in FILTERS}


def _before(request: Request) -> int | None:
    given = request.query_params.get("before", "")
    return int(given) if re.fullmatch("[0-9]{1,10}", given) and int(given) <= LARGEST else None


@router.get("/journal")
def journal(request: Request, found: SignedIn) -> Response:
    """A page of the journal in the reader's reach, the newest first."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        part = entries_at(desk, _filters(request), before=_before(request))
        whole = allowed(desk.actor, "journal.read")
        stands = standing(desk) if whole else None
        rows = [(one, told(detail, desk.rulebook), subject(one.entity, one.entity_id))
                for one, detail in zip(part.rows, with_places(desk, [one.detail for one in part.rows]), strict=True)]
    older = f"/journal?{urlencode({**part.filters, 'before': part.rows[-1].id})}" if part.more else ""
    return page(request, "journal.html", part=part, rows=rows, older=older, first=_before(request) is None, whole=whole,
                stands=stands, query=urlencode(part.filters), happened=LABELS["happened"], entities=LABELS["entity"],
                most=EXPORTED)


@router.get("/journal.xlsx")
def journal_workbook(request: Request, found: SignedIn) -> Response:
    """The same as a workbook, up to a limit."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        part = entries_at(desk, _filters(request), size=EXPORTED)
        rows = [(one.id, one.at, one.actor, _name(one.action, "happened"), one.office, _name(one.entity, "entity"),
                 one.entity_id, in_a_line(detail, desk.rulebook, _name))
                for one, detail in zip(part.rows, with_places(desk, [one.detail for one in part.rows]), strict=True)]
        day = desk.today
    return workbook(f"日志 {day}", HEADS, rows, sheet="日志")


def _name(code: str, kind: Any) -> str:
    return LABELS[kind].get(code, code)


@router.post("/journal/verify")
def verify(request: Request, found: SignedIn, form: Posted) -> Response:
    """Check the chain from where the last check ended, or anew; what was found is written into the journal itself."""
    house = request.app.state.house
    with open_desk(house, found.actor, reads=True) as desk:
        checked = check_on(desk, anew=words(form, "anew") == "yes")
    with open_desk(house, found.actor) as desk:
        note_check(desk, checked)
    return RedirectResponse("/journal", status_code=303)
