"""裁量情况: how fines lie within their range by offence, band and office, what stands out; as a page and a workbook."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from casework.access import permit_somewhere
from casework.account.sessions import Present
from casework.desk import open_desk
from casework.record.days import a_day, plausible
from casework.view.discretion_spread import narrowed, spread_of
from casework.view.discretion_told import Narrowed, Spread
from console.pages import page
from console.workbook import workbook
from foundation.errors import InvalidError
from regulation.book import Rulebook
from web.presence import SignedIn

router = APIRouter(prefix="/discretion", include_in_schema=False)
HEAD = ("案件", "违法行为", "裁量阶次", "单位", "决定日期", "罚款", "法定最低", "法定最高", "占幅度（%）",
        "在阶次之外", "阶次之外的理由", "离散")
LONGEST = 60


@router.get("")
def discretion_page(request: Request, found: SignedIn) -> Response:
    """The spread, narrowed by days, offence, band and office."""
    permit_somewhere(found.actor, "case.read")
    try:
        spread, book = _spread(request, found)
    except InvalidError as error:
        return _page(request, found, None, status=422, error=error)
    return _page(request, found, spread, offences=book.money.offence, asked=spread.asked)


@router.get(".xlsx")
def discretion_workbook(request: Request, found: SignedIn) -> Response:
    """The decisions that are listed, as a workbook."""
    spread, book = _spread(request, found)
    rows = ((one.number, _title(book, one.offence), one.band, one.office, one.decided_on, one.fine, one.least, one.most,
             one.share * 100, "是" if one.outside else "否", one.reason, "是" if one.beyond else "否")
            for one in spread.decisions)
    return workbook(f"裁量情况 {spread.asked.since}至{spread.asked.until}", HEAD, rows, sheet="裁量情况")


def _spread(request: Request, found: Present) -> tuple[Spread, Rulebook]:
    given = _given(request)
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        days = [plausible(a_day(given[name])) if given[name] else None for name in ("since", "until")]
        asked: Narrowed = narrowed(desk, *days, offence=given["offence"], band=given["band"], office=given["office"],
                                   every=given["which"] == "all")
        return spread_of(desk, asked), desk.rulebook


def _given(request: Request) -> dict[str, str]:
    names = ("since", "until", "offence", "band", "office", "which")
    return {name: request.query_params.get(name, "").strip()[:LONGEST] for name in names}


def _title(book: Rulebook, offence: str) -> str:
    return book.money.offence[offence].title if offence in book.money.offence else offence


def _page(request: Request, found: Present, spread: Spread | None, *, status: int = 200, **more: Any) -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        money = desk.rulebook.money
        usual: dict[str, Any] = {"error": None, "offences": money.offence, "asked": None, "bands_en": {
            band.title: band.title_en for scale in money.discretion.values() for value in scale.values for band in value.bands}}
    return page(request, "discretion.html", status=status, spread=spread, given=_given(request), query=request.url.query,
                **usual | more)
