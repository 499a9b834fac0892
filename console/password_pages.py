"""Who has no password yet, or none any more: asking for a letter with a one-time link, and setting a password by it."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from casework.access import SYSTEM
from casework.account.accounts import use_link
from casework.account.forgotten import MOST, ask_for_link
from casework.account.one_time import held
from casework.desk import House, open_desk
from console.entry import sign_in_form
from console.pages import page
from foundation.errors import ConflictError, InvalidError, KuangjianError, NotFoundError
from web.posted import Posted, words
from web.problems import status_of

router = APIRouter(include_in_schema=False)


@router.get("/forgotten")
def forgotten_page(request: Request, asked: Annotated[str, Query()] = "") -> Response:
    """Where a letter with a one-time link is asked for; without a mail host the administrator is the way."""
    house: House = request.app.state.house
    return page(request, "forgotten.html", mails=house.mails, asked=bool(asked), most=MOST, error=None)


@router.post("/forgotten")
def forgotten(request: Request, form: Posted) -> Response:
    """Have the letter written; the answer is the same whether or not there is such an account."""
    house: House = request.app.state.house
    login = words(form, "login")
    if not house.mails:
        return RedirectResponse("/forgotten", status_code=303)
    if not login:
        error = InvalidError("The sign-in name is missing.", way_out="Type the name with which you sign in.")
        return page(request, "forgotten.html", status=422, mails=True, asked=False, most=MOST, error=error)
    ask_for_link(house, login)
    return RedirectResponse("/forgotten?asked=yes", status_code=303)


@router.get("/password/{token}")
def password_page(request: Request, token: str) -> Response:
    """The page of a one-time link; looking at it does not use it up, and one that holds no more says so at once."""
    try:
        with open_desk(request.app.state.house, SYSTEM, reads=True) as desk:
            held(desk, token)
    except NotFoundError as error:
        return _link(request, token, error)
    return _link(request, token)


def _link(request: Request, token: str, error: KuangjianError | None = None) -> Response:
    """What is wrong with a password leaves the form; a link that is used up leaves nothing to fill in."""
    return page(request, "password.html", status=status_of(error)[0] if error else 200, token=token, error=error,
                holds=error is None or isinstance(error, InvalidError))


@router.post("/password/{token}")
def set_password(request: Request, token: str, form: Posted) -> Response:
    """Set the password, then sign in with it."""
    password = str(form.get("password", ""))
    try:
        if password != str(form.get("again", "")):
            raise InvalidError("The two passwords differ.", way_out="Type the same twice.")
        with open_desk(request.app.state.house, SYSTEM) as desk:
            login = use_link(desk, token, password)
    except (InvalidError, NotFoundError, ConflictError) as error:
        return _link(request, token, error)
    return sign_in_form(request, login=login, password_set=True)
