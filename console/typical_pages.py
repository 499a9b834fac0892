"""典型案例 and 处罚公示: typical cases chosen, approved, taken down; and what everybody may read, without an account."""

from collections.abc import Callable
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from casework.access import PUBLIC, permit_somewhere
from casework.case.opening import offices_for
from casework.desk import Desk, open_desk
from casework.oversight import typical
from casework.view.listing import Asked, Part, Table
from casework.view.publicity import CHOSEN, DECISIONS, TYPICAL, decisions_public, typical_chosen, typical_public
from console.changes import kept
from console.officer_pages import Number
from console.oversight_tabs import as_filled_in, settled, tabs
from console.pages import number, page
from console.tables import asked, looked_up, shown
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(include_in_schema=False)


@router.get("/typical")
def typical_page(request: Request) -> Response:
    """The typical cases that are up, for everybody."""
    return _public(request, "typical_public.html", TYPICAL, typical_public)


@router.get("/decisions")
def decisions_page(request: Request) -> Response:
    """The decisions that are up, for everybody."""
    return _public(request, "decisions_public.html", DECISIONS, decisions_public)


def _public(request: Request, template: str, table: Table, look: Callable[[Desk, Asked], Part]) -> Response:
    """A list for everybody; an organ that there is not is told instead of an empty list."""
    with open_desk(request.app.state.house, PUBLIC, reads=True) as desk:
        told, error = looked_up(asked(request, table), partial(look, desk))
    return page(request, template, status=422 if error else 200, error=error, list=shown(request, told))


@router.get("/oversight/typical")
def chosen_page(request: Request, found: SignedIn) -> Response:
    """Typical cases in every state, for the officers of their offices."""
    return _list(request, found)


def _list(request: Request, found: SignedIn, *, status: int = 200, **more: Any) -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        told, may = typical_chosen(desk, asked(request, CHOSEN)), bool(offices_for(desk, "typical.propose"))
    usual: dict[str, Any] = {"error": None, "doing": "", "given": {}}
    return page(request, "typical.html", status=status, list=shown(request, told), parts=typical.PARTS, tabs=tabs(found.actor),
                may_propose=may, **usual | more)


@router.post("/oversight/typical")
def propose(request: Request, found: SignedIn, form: Posted) -> Response:
    """Choose a closed case."""
    def do(desk: Desk) -> object:
        permit_somewhere(desk.actor, "typical.propose")
        return typical.propose(desk, words(form, "case"), {name: words(form, name) for name in typical.PARTS})
    return settled(request, found, as_filled_in(do), lambda _: "/oversight/typical",
                   lambda status, error: _list(request, found, status=status, error=error, doing="propose", given=kept(form)))


@router.post("/oversight/typical/{typical_id}")
def decide(request: Request, typical_id: Number, found: SignedIn, form: Posted) -> Response:
    """Publish it, refuse it, or take it down."""
    step, version, reason = words(form, "step"), number(form, "version") or None, words(form, "reason")

    def do(desk: Desk) -> None:
        if step == "withdraw":
            typical.take_down(desk, typical_id, reason=reason, version=version)
        else:
            typical.decide(desk, typical_id, agree=step == "publish", reason=reason, version=version)
    return settled(request, found, do, lambda _: "/oversight/typical",
                   lambda status, error: _list(request, found, status=status, error=error, doing=str(typical_id),
                                               given=kept(form)))
