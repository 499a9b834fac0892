"""举报进展: a reporter follows his clue by its receipt code; the code itself is asked once and then nowhere any more."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from casework.access import PUBLIC
from casework.account.guesses import WaitError
from casework.clue.following import HOLDS, Followed, add, followed, ticket_for
from casework.desk import House, open_desk
from casework.journal import canonical
from casework.once import done_before, once
from console.pages import page
from console.report_form import sealed, uploads
from foundation.errors import ConflictError, InvalidError, KuangjianError, NotFoundError
from web.posted import Posted, words
from web.rate_limits import counted_as

router = APIRouter(prefix="/report/follow", include_in_schema=False)
TICKET = "followed"
HERE = "/report/follow"


@router.get("")
def follow_page(request: Request, added: str = "") -> Response:
    """Where the code is entered; with a ticket that holds, the clue."""
    ticket = request.cookies.get(TICKET, "")
    if not ticket:
        return _entry(request)
    try:
        return _told(request, _look(request, ticket), added=bool(added))
    except InvalidError as error:
        return _without_ticket(request, _entry(request, error, 200))


@router.post("")
def follow(request: Request, form: Posted) -> Response:
    """Look for the clue of a code; every wrong one is answered alike, and many make their address wait."""
    house: House = request.app.state.house
    who = counted_as(request.client.host if request.client else "")
    try:
        ticket = ticket_for(house, words(form, "code"), who)
    except WaitError as error:
        answer = _entry(request, error, 429)
        answer.headers["retry-after"] = str(error.seconds)
        return answer
    except (InvalidError, NotFoundError) as error:
        return _entry(request, error, 422)
    answer = RedirectResponse(HERE, status_code=303)
    answer.set_cookie(TICKET, ticket, max_age=int(HOLDS.total_seconds()), path=HERE, httponly=True, samesite="strict",
                      secure=house.base_url.startswith("https:"))
    return answer


@router.post("/add")
def add_to_it(request: Request, form: Posted) -> Response:
    """Answer, or add words and files; the same form sent twice is taken once."""
    ticket = request.cookies.get(TICKET, "")
    try:
        found = _look(request, ticket)
    except InvalidError as error:
        return _without_ticket(request, _entry(request, error, 422))
    try:
        _add(request.app.state.house, ticket, form)
    except (InvalidError, ConflictError) as error:
        return _told(request, found, error=error, given={"text": words(form, "text")})
    return RedirectResponse(f"{HERE}?added=yes", status_code=303)


def _add(house: House, ticket: str, form: FormData) -> None:
    text, files = words(form, "text"), uploads(form)
    asked = {"text": text, "files": [[one.filename, one.size] for one in files]}
    key = house.seal.mark(f"{words(form, 'sending')} {canonical(asked)}")
    with open_desk(house, PUBLIC, reads=True) as desk:
        again = done_before(desk, key)
    kept = [] if again else sealed(house, files)
    with open_desk(house, PUBLIC) as desk:
        once(desk, key, asked, lambda: {"message": add(desk, ticket, text, sealed(house, files) if again else kept)},
             sealed=True)


@router.post("/leave")
def leave(request: Request, form: Posted) -> Response:  # noqa: ARG001  asked for, so that no foreign page ends it
    """Take the ticket from the browser."""
    return _without_ticket(request, RedirectResponse(HERE, status_code=303))


def _look(request: Request, ticket: str) -> Followed:
    with open_desk(request.app.state.house, PUBLIC, reads=True) as desk:
        return followed(desk, ticket)


def _entry(request: Request, error: KuangjianError | None = None, status: int = 200) -> Response:
    return page(request, "follow.html", status=status, told=None, error=error)


def _told(request: Request, told: Followed, *, error: KuangjianError | None = None, added: bool = False,
          given: Mapping[str, Any] | None = None) -> Response:
    return page(request, "follow.html", status=422 if error else 200, told=told, error=error, added=added, given=given or {})


def _without_ticket(request: Request, answer: Response) -> Response:
    house: House = request.app.state.house
    answer.delete_cookie(TICKET, path=HERE, httponly=True, samesite="strict", secure=house.base_url.startswith("https:"))
    return answer
