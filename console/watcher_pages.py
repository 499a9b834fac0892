"""社会监督员: the register of those who help to watch; entered, ended, given an area and a link of their own."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from casework.access import permit_somewhere
from casework.desk import Desk, House, open_desk
from casework.once import once
from casework.record.watchers import (
    ACTION,
    KINDS,
    NewWatcher,
    add_watcher,
    end_watcher,
    new_link,
    send_link,
    set_area,
    watcher_of,
)
from casework.view.watchers import WATCHERS, watchers_at
from console.changes import day_given, day_wanted, kept
from console.officer_pages import Number
from console.pages import page
from console.tables import asked, shown
from foundation.errors import ConflictError, InvalidError, KuangjianError, NotFoundError
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/watchers", include_in_schema=False)


@router.get("")
def watchers(request: Request, found: SignedIn) -> Response:
    """The watchers whom the reader keeps."""
    return _page(request, found)


@router.post("")
def add(request: Request, found: SignedIn, form: Posted) -> Response:
    """Enter one, and show his link this once; the same form sent twice enters one."""
    def do(desk: Desk) -> str:
        permit_somewhere(desk.actor, ACTION)
        new = NewWatcher(words(form, "kind"), words(form, "name"), words(form, "office"), day_wanted(form, "since"),
                         words(form, "phone"), words(form, "email"), words(form, "area"), day_given(form, "until"))
        done = once(desk, words(form, "sending") or None, {"watcher": kept(form)}, lambda: {"token": add_watcher(desk, new)[1]},
                    sealed=True)
        return str(done["token"])
    return _linked(request, found, form, "add", do)


@router.post("/{watcher_id}/link")
def link(request: Request, watcher_id: Number, found: SignedIn, form: Posted) -> Response:
    """Another link, shown this once."""
    return _linked(request, found, form, str(watcher_id), lambda desk: new_link(desk, watcher_id))


def _linked(request: Request, found: SignedIn, form: FormData, doing: str, do: Callable[[Desk], str]) -> Response:
    """A link is told on this page and on no other, so that this page is the answer."""
    try:
        with open_desk(request.app.state.house, found.actor) as desk:
            token = do(desk)
    except (InvalidError, ConflictError, NotFoundError) as error:
        return _wrong(request, found, form, doing, error)
    house: House = request.app.state.house
    return _page(request, found, link=f"{house.base_url}/report/by/{token}")


@router.post("/{watcher_id}/send")
def send(request: Request, watcher_id: Number, found: SignedIn, form: Posted) -> Response:
    """Have another link written to him."""
    return _done(request, found, form, watcher_id, lambda desk: send_link(desk, watcher_id))


@router.post("/{watcher_id}/end")
def end(request: Request, watcher_id: Number, found: SignedIn, form: Posted) -> Response:
    """End his service."""
    return _done(request, found, form, watcher_id, lambda desk: end_watcher(desk, watcher_id, day_wanted(form, "last")))


@router.post("/{watcher_id}/area")
def area(request: Request, watcher_id: Number, found: SignedIn, form: Posted) -> Response:
    """Give him another area."""
    return _done(request, found, form, watcher_id, lambda desk: set_area(desk, watcher_id, words(form, "area")))


def _done(request: Request, found: SignedIn, form: FormData, watcher_id: int, do: Callable[[Desk], object]) -> Response:
    try:
        with open_desk(request.app.state.house, found.actor) as desk:
            watcher_of(desk, watcher_id)
            do(desk)
    except (InvalidError, ConflictError) as error:
        return _wrong(request, found, form, str(watcher_id), error)
    return RedirectResponse("/watchers", status_code=303)


def _wrong(request: Request, found: SignedIn, form: FormData, doing: str, error: KuangjianError) -> Response:
    """What names an office that is not there is a mistake of the form; a watcher that is not there is no page."""
    if isinstance(error, NotFoundError) and doing != "add":
        raise error
    return _page(request, found, status=409 if isinstance(error, ConflictError) else 422, error=error, doing=doing,
                 given=kept(form))


def _page(request: Request, found: SignedIn, *, status: int = 200, link: str = "", **more: Any) -> Response:
    house: House = request.app.state.house
    with open_desk(house, found.actor, reads=True) as desk:
        told, day = watchers_at(desk, asked(request, WATCHERS)), desk.today
    usual: dict[str, Any] = {"error": None, "doing": "", "given": {}}
    return page(request, "watchers.html", status=status, list=shown(request, told), kinds=KINDS, today=day, link=link,
                mails=house.mails, **usual | more)
