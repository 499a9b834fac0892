"""Who is at the door: the holder of a session's cookie, or of a program's token."""

from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from casework.access import SYSTEM, Actor
from casework.account import api_tokens, sessions
from casework.account.sessions import Present, Stay
from casework.desk import House, open_desk
from foundation.errors import KuangjianError

BEARER = HTTPBearer(auto_error=False, scheme_name="token", description=(
    "A token of `kuangjian token issue`, an officer's or an office's, held to its actions and its last day."))
Sent = Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)]


class NotSignedInError(KuangjianError):
    """Nobody is signed in, or no longer."""


def cookie_name(house: House) -> str:
    """The session cookie's name; over https the browser itself ties it to this host."""
    return "__Host-kuangjian" if house.base_url.startswith("https:") else "kuangjian"


def token_of(request: Request) -> str:
    """The session's token as the browser sent it, or nothing."""
    return request.cookies.get(cookie_name(request.app.state.house), "")


def let_in(response: Response, house: House, token: str, stay: Stay) -> None:
    """Give the browser a session's token."""
    response.set_cookie(cookie_name(house), token, max_age=int(stay.whole.total_seconds()), path="/", httponly=True,
                        samesite="lax", secure=house.base_url.startswith("https:"))


def let_out(response: Response, house: House) -> None:
    """Take the token from the browser."""
    response.delete_cookie(cookie_name(house), path="/", httponly=True, samesite="lax",
                           secure=house.base_url.startswith("https:"))


def visitor(request: Request) -> Present | None:
    """Who is signed in, if anybody."""
    token = token_of(request)
    if not token:
        return None
    house: House = request.app.state.house
    with open_desk(house, SYSTEM, reads=True) as desk:
        found = sessions.present(desk, token, request.app.state.stay)
    if found is not None and found.stale:
        with open_desk(house, SYSTEM) as desk:
            sessions.note_visit(desk, found.session_id)
    request.state.present = found
    return found


def signed_in(found: Annotated[Present | None, Depends(visitor)]) -> Present:
    """Who is signed in; a page sends everybody else to the sign-in."""
    if found is None:
        raise NotSignedInError("Nobody is signed in here.", way_out="Sign in first.")
    return found


def program(request: Request, sent: Sent) -> Actor:
    """Who holds the token that a program sent as `Authorization: Bearer …`."""
    if sent is None:
        raise NotSignedInError("No token was sent.", way_out="Send one as `Authorization: Bearer …`; whoever manages the"
                               " accounts of your office issues it.")
    return holder_of(request, sent.credentials.strip())


def holder_of(request: Request, token: str) -> Actor:
    """Who holds a token; one that opens nothing is refused."""
    house: House = request.app.state.house
    found: tuple[Actor, int | None] | None = request.app.state.bearers.ask(token)
    if found is None:
        raise NotSignedInError("This token opens nothing.", way_out="It may have ended or been revoked; whoever manages the"
                               " accounts of your office issues another.")
    actor, stale = found
    if stale is not None:
        with open_desk(house, SYSTEM) as desk:
            api_tokens.note_use(desk, stale)
    return actor


Visitor = Annotated[Present | None, Depends(visitor)]
SignedIn = Annotated[Present, Depends(signed_in)]
Program = Annotated[Actor, Depends(program)]
