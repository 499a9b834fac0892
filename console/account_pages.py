"""One's own account: the password, signing out everywhere, calendar feeds; and the feeds themselves."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from casework.access import SYSTEM
from casework.account.feeds import feeds_of, make_feed, revoke_feed
from casework.account.sessions import Present
from casework.account.signing_in import change_password
from casework.desk import House, open_desk
from casework.view.feed import read_feed
from casework.view.rights import own_posts, own_rights
from casework.view.tokens import officer_tokens
from console.feed import written
from console.officer_pages import Number
from console.pages import page
from foundation.errors import InvalidError, KuangjianError, RefusedError
from web.posted import Posted
from web.presence import SignedIn

router = APIRouter(include_in_schema=False)


@router.get("/account")
def account_page(request: Request, found: SignedIn) -> Response:
    """The page of one's account."""
    return _page(request, found)


def _page(request: Request, found: Present, **more: Any) -> Response:
    with open_desk(request.app.state.house, SYSTEM, reads=True) as desk:
        own = {"feeds": feeds_of(desk, found.account_id), "posts": own_posts(desk, int(found.actor.officer_id or 0)),
               "rights": own_rights(desk, found.actor),
               "tokens_held": officer_tokens(desk, int(found.actor.officer_id or 0), revocable=False)}
    status = 422 if more.get("error") else 200
    told = {**own, "address": None, "error": None, "done": False, **more}
    return page(request, "account.html", status=status, **told)


@router.post("/account/password")
def new_password(request: Request, found: SignedIn, form: Posted) -> Response:
    """Change one's password; everybody else who is signed in with it is signed out."""
    house: House = request.app.state.house
    error: KuangjianError | None = None
    try:
        if form.get("password") != form.get("again"):
            raise InvalidError("The two passwords differ.", way_out="Type the same twice.")
        change_password(house, found.account_id, str(form.get("old", "")), str(form.get("password", "")), keep=found.session_id)
    except (InvalidError, RefusedError) as refused:
        error = refused
    return _page(request, found, error=error, done=error is None)


@router.post("/account/feeds")
def new_feed(request: Request, found: SignedIn, form: Posted) -> Response:  # noqa: ARG001  looked at by its type
    """Make a calendar feed; its address is shown this once."""
    house: House = request.app.state.house
    with open_desk(house, found.actor) as desk:
        token = make_feed(desk, found.account_id)
    return _page(request, found, address=f"{house.base_url}/feeds/{token}.ics")


@router.post("/account/feeds/{feed_id}/revoke")
def end_feed(request: Request, feed_id: Number, found: SignedIn, form: Posted) -> Response:  # noqa: ARG001
    """Revoke a feed."""
    with open_desk(request.app.state.house, found.actor) as desk:
        revoke_feed(desk, found.account_id, feed_id)
    return RedirectResponse("/account", status_code=303)


@router.get("/feeds/{token}.ics")
def feed(request: Request, token: str) -> Response:
    """A calendar program's view of what its owner's offices owe."""
    house: House = request.app.state.house
    with open_desk(house, SYSTEM, reads=True) as desk:
        made = written(read_feed(desk, token), house.base_url, desk.now)
    return Response(made, media_type="text/calendar; charset=utf-8")
