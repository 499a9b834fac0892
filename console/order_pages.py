"""督办: orders of superiors about cases with what was said to them, and cases reported to governments."""

from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from casework.desk import Desk, open_desk
from casework.oversight import answering, government
from casework.view.supervision import ORDERS, REPORTS, order_story, orders_listed, reports_listed
from console.changes import kept
from console.officer_pages import Number
from console.oversight_tabs import settled, tabs
from console.pages import number, page
from console.tables import asked, looked_up, shown
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/oversight", include_in_schema=False)


@router.get("/orders")
def orders(request: Request, found: SignedIn) -> Response:
    """The orders about cases that the reader may see."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        (told, error), day = looked_up(asked(request, ORDERS), partial(orders_listed, desk)), desk.today
    return page(request, "orders.html", status=422 if error else 200, error=error, list=shown(request, told), today=day,
                tabs=tabs(found.actor))


@router.get("/orders/{order_id}")
def order_page(request: Request, order_id: Number, found: SignedIn) -> Response:
    """One order with all that was said to it."""
    return _order(request, found, order_id)


def _order(request: Request, found: SignedIn, order_id: int, *, status: int = 200, **more: Any) -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        story = order_story(desk, order_id)
    usual: dict[str, Any] = {"error": None, "given": {}}
    return page(request, "order.html", status=status, told=story, tabs=tabs(found.actor), **usual | more)


@router.post("/orders/{order_id}/answer")
def say(request: Request, order_id: Number, found: SignedIn, form: Posted) -> Response:
    """Report progress, or answer."""
    def do(desk: Desk) -> None:
        if words(form, "step") == "progress":
            answering.report_progress(desk, order_id, text=words(form, "text"))
        else:
            answering.answer(desk, order_id, text=words(form, "text"), seen_version=number(form, "version") or None)
    return settled(request, found, do, lambda _: f"/oversight/orders/{order_id}",
                   lambda status, error: _order(request, found, order_id, status=status, error=error, given=kept(form)))


@router.post("/orders/{order_id}/review")
def review(request: Request, order_id: Number, found: SignedIn, form: Posted) -> Response:
    """Accept an answer, or return it with a reason."""
    return settled(
        request, found, lambda desk: answering.review(desk, order_id, accept=words(form, "step") == "accept",
                                                      text=words(form, "text"), seen_version=number(form, "version") or None),
        lambda _: f"/oversight/orders/{order_id}",
        lambda status, error: _order(request, found, order_id, status=status, error=error, given=kept(form)))


@router.get("/reports")
def reports(request: Request, found: SignedIn) -> Response:
    """What was reported to governments, and their answers."""
    return _reports(request, found)


def _reports(request: Request, found: SignedIn, *, status: int = 200, **more: Any) -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        told = reports_listed(desk, asked(request, REPORTS))
    usual: dict[str, Any] = {"error": None, "doing": 0, "given": {}}
    return page(request, "government_reports.html", status=status, list=shown(request, told), tabs=tabs(found.actor),
                **usual | more)


@router.post("/reports/{report_id}/answer")
def government_answered(request: Request, report_id: Number, found: SignedIn, form: Posted) -> Response:
    """Record what a government answered."""
    return settled(request, found, lambda desk: government.answered(desk, report_id, text=words(form, "text")),
                   lambda _: "/oversight/reports",
                   lambda status, error: _reports(request, found, status=status, error=error, doing=report_id,
                                                  given=kept(form)))
