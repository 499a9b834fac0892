"""Coming in and going out: sign-in, sign-out, the language."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from casework.access import SYSTEM
from casework.account import sessions
from casework.account.signing_in import sign_in
from casework.desk import House, open_desk
from console.pages import own_path, page
from console.wording import COOKIE, LANGUAGES
from foundation.errors import KuangjianError, NotFoundError, RefusedError
from web.openid import Provider
from web.posted import Posted, words
from web.presence import SignedIn, Visitor, let_in, let_out, token_of, visitor
from web.problems import status_of

router = APIRouter(include_in_schema=False)
A_YEAR = 31_536_000  # seconds


@router.get("/sign-in")
def sign_in_page(request: Request, found: Visitor, then: Annotated[str, Query()] = "") -> Response:
    """The sign-in; who is in already goes on."""
    if found is not None:
        return RedirectResponse(own_path(then), status_code=303)
    return sign_in_form(request, then=own_path(then))


def sign_in_form(request: Request, *, then: str = "/", login: str = "", error: KuangjianError | None = None,
                 password_set: bool = False) -> Response:
    """The page on which one signs in, with what went wrong; `password_set` says that a one-time link just did its work."""
    sso: Provider | None = request.app.state.sso
    return page(request, "sign_in.html", status=status_of(error)[0] if error else 200, then=then, login=login, error=error,
                sso=sso.label if sso else None, password_set=password_set)


@router.post("/sign-in")
def enter(request: Request, form: Posted) -> Response:
    """Begin a session of its own, whatever the browser brought along."""
    house: House = request.app.state.house
    login, then = words(form, "login"), own_path(words(form, "then"))
    try:
        token = sign_in(house, login, str(form.get("password", "")), request.app.state.stay)
    except RefusedError as error:
        return sign_in_form(request, then=then, login=login, error=error)
    answer = RedirectResponse(then, status_code=303)
    let_in(answer, house, token, request.app.state.stay)
    return answer


@router.post("/sign-out", dependencies=[Depends(visitor)])
def leave(request: Request, form: Posted, found: SignedIn) -> Response:
    """End this session, or every other too."""
    house: House = request.app.state.house
    with open_desk(house, SYSTEM) as desk:
        if words(form, "everywhere"):
            sessions.end_all(desk, found.account_id)
        sessions.sign_out(desk, token_of(request))
    answer = RedirectResponse("/sign-in", status_code=303)
    let_out(answer, house)
    return answer


@router.get("/language/{language}")
def choose_language(language: str, then: Annotated[str, Query()] = "") -> Response:
    """Remember the reader's language."""
    if language not in LANGUAGES:
        raise NotFoundError("There is no such page.", way_out="The languages are zh and en.")
    answer = RedirectResponse(own_path(then), status_code=303)
    answer.set_cookie(COOKIE, language, max_age=A_YEAR, path="/", samesite="lax")
    return answer
