"""Single sign-on: the way to the provider, and the way back."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from casework.access import SYSTEM
from casework.account.sign_on import AGAIN, begin_attempt, sign_on, take_attempt
from casework.desk import House, open_desk
from console.entry import sign_in_form
from console.pages import own_path
from foundation.errors import NotFoundError, RefusedError, UnavailableError
from foundation.tokens import new_token
from web.openid import Provider
from web.presence import cookie_name, let_in

router = APIRouter(prefix="/sso", include_in_schema=False)
TEN_MINUTES = 600  # seconds


def _provider(request: Request) -> Provider:
    found: Provider | None = request.app.state.sso
    if found is None:
        raise NotFoundError("There is no such page.", way_out="Sign in with your password.")
    return found


def _cookie(house: House) -> str:
    return f"{cookie_name(house)}-sso"


@router.get("")
def leave_for_provider(request: Request, then: Annotated[str, Query()] = "") -> Response:
    """Send the browser to the provider."""
    house, provider = request.app.state.house, _provider(request)
    try:
        address, state, attempt = provider.ask(own_path(then))
    except (RefusedError, UnavailableError) as error:
        return sign_in_form(request, then=own_path(then), error=error)
    browser = new_token()
    with open_desk(house, SYSTEM) as desk:
        begin_attempt(desk, state, browser, attempt)
    answer = RedirectResponse(address, status_code=303)
    answer.set_cookie(_cookie(house), browser, max_age=TEN_MINUTES, path="/", httponly=True, samesite="lax",
                      secure=house.base_url.startswith("https:"))
    return answer


@router.get("/callback")
def come_back(request: Request, code: Annotated[str, Query()] = "", state: Annotated[str, Query()] = "",
              error: Annotated[str, Query()] = "", iss: Annotated[str, Query()] = "") -> Response:
    """Begin a session for whom the provider vouches for; an answer is taken once, in the browser that asked."""
    house, provider = request.app.state.house, _provider(request)
    try:
        with open_desk(house, SYSTEM) as desk:
            attempt = take_attempt(desk, state, request.cookies.get(_cookie(house), ""))
        if error or not code or iss.rstrip("/") not in ("", provider.issuer):
            raise RefusedError(f"The sign-on was not completed ({error[:60] or 'no answer'}).", way_out=AGAIN)
        token = sign_on(house, provider.answer(code, attempt, house.clock.now()), request.app.state.stay)
    except (RefusedError, UnavailableError) as refused:
        return _without_cookie(sign_in_form(request, error=refused), house)
    answer = RedirectResponse(attempt.goes_to, status_code=303)
    let_in(answer, house, token, request.app.state.stay)
    return _without_cookie(answer, house)


def _without_cookie(answer: Response, house: House) -> Response:
    answer.delete_cookie(_cookie(house), path="/", httponly=True, samesite="lax", secure=house.base_url.startswith("https:"))
    return answer
