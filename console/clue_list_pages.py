"""线索: the register of clues, narrowed, sorted, as a workbook; filters are kept under a name."""

from functools import partial
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from casework.access import holds
from casework.clue.saved_filters import drop_filter, filters_of, save_filter
from casework.desk import open_desk
from casework.view.clues import CLUES, WANTS, ClueLine, clues_listed, clues_waiting
from console.pages import page
from console.tables import asked, looked_up, shown
from console.workbook import EXPORTED, workbook
from foundation.errors import InvalidError
from regulation.clue import Channel, Offence, Outcome, Stage
from web.chinese.labels import LABELS
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/clues", include_in_schema=False)
HEAD = ("编号", "接收日期", "来源", "行为", "阶段", "承办单位", "正在进行", "最近时限", "核查结果", "办理结果", "办结日期")
CHOICES = {"stages": Stage, "channels": Channel, "offences": Offence, "outcomes": Outcome, "wants": tuple(WANTS)}


@router.get("")
def clues_page(request: Request, found: SignedIn) -> Response:
    """The clues that the reader may see, and how many wait for what."""
    return _register(request, found)


def _register(request: Request, found: SignedIn, *, error: InvalidError | None = None, name: str = "") -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        part, wrong = looked_up(asked(request, CLUES), partial(clues_listed, desk))
        waiting, saved, day = clues_waiting(desk), filters_of(desk), desk.today
    error = error or wrong
    kept = urlencode({**part.asked.filters, "sort": part.asked.sort})
    return page(request, "clues.html", status=422 if error else 200, list=shown(request, part), waiting=waiting, saved=saved,
                today=day, kept=kept, name=name, error=error, may_take=holds(found.actor, "clue.take"),
                may_retry=holds(found.actor, "clue.retry"), **CHOICES)


@router.get(".xlsx")
def clues_workbook(request: Request, found: SignedIn) -> Response:
    """The list as a workbook, without what was told."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        part = clues_listed(desk, asked(request, CLUES), size=EXPORTED)
        day = desk.today
    return workbook(f"线索 {day}", HEAD, map(_row, part.rows), sheet="线索")


def _row(line: ClueLine) -> tuple[object, ...]:
    return (line.number, line.received_on, LABELS["channel"][line.channel], LABELS["offence"][line.offence],
            LABELS["stage"][line.stage], line.office, "是" if line.ongoing else "否", line.due,
            LABELS["outcome"].get(line.outcome or ""), LABELS["disposal"].get(line.disposal or ""), line.ended_on)


@router.post("/filters")
def keep_filter(request: Request, found: SignedIn, form: Posted) -> Response:
    """Keep what the register is narrowed to."""
    known = {*CLUES.filters, "sort"}
    query = urlencode([(name, value) for name, value in parse_qsl(words(form, "query")) if name in known])
    try:
        with open_desk(request.app.state.house, found.actor) as desk:
            save_filter(desk, words(form, "name"), query)
    except InvalidError as error:
        return _register(request, found, error=error, name=words(form, "name"))
    return RedirectResponse(f"/clues?{query}", status_code=303)


@router.post("/filters/{filter_id}/drop")
def forget_filter(request: Request, filter_id: int, found: SignedIn, form: Posted) -> Response:  # noqa: ARG001  it is checked
    """Drop a filter."""
    with open_desk(request.app.state.house, found.actor) as desk:
        drop_filter(desk, filter_id)
    return RedirectResponse("/clues", status_code=303)
