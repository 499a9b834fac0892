"""Clues side by side, linked or told apart by a person; and those that were set aside, tried again."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from casework.account.sessions import Present
from casework.clue.linking import dismiss, link, unlink
from casework.clue.retrying import retry, set_asides
from casework.desk import open_desk
from casework.view.clue_beside import beside
from console.pages import number as whole
from console.pages import page
from foundation.errors import InvalidError
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/clues", include_in_schema=False)
With = Annotated[str, Query(alias="with", max_length=40)]
Count = Annotated[int, Query(ge=0, le=10_000)]


@router.get("/set-aside")
def set_aside_page(request: Request, found: SignedIn, through: Count = 0, failed: Count = 0) -> Response:
    """What intake could not process, with what went wrong; after a retry, how many came through."""
    return _set_aside(request, found, through=through, failed=failed)


def _set_aside(request: Request, found: Present, *, through: int = 0, failed: int = 0,
               error: InvalidError | None = None) -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        return page(request, "clues_set_aside.html", status=422 if error else 200, lines=set_asides(desk), through=through,
                    failed=failed, error=error)


@router.post("/set-aside")
def retry_clues(request: Request, found: SignedIn, form: Posted) -> Response:
    """Try one again, or all."""
    number = words(form, "number")
    try:
        done = retry(request.app.state.house, found.actor, [number] if number else None)
    except InvalidError as error:
        return _set_aside(request, found, error=error)
    return RedirectResponse(f"/clues/set-aside?through={done.through}&failed={len(done.failed)}", status_code=303)


@router.get("/{number}/link")
def link_page(request: Request, number: str, found: SignedIn, other: With = "") -> Response:
    """A clue beside another."""
    try:
        return _beside(request, found, number, other)
    except InvalidError as error:
        return _beside(request, found, number, "", error=error, given=other)


def _beside(request: Request, found: Present, number: str, other: str, *, error: InvalidError | None = None,
            given: str = "") -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        return page(request, "clue_link.html", status=422 if error else 200, told=beside(desk, number, other), error=error,
                    given=given)


@router.post("/{number}/link")
def link_clues(request: Request, number: str, found: SignedIn, form: Posted) -> Response:
    """Link the two, tell them apart, or part them again."""
    other, decision, seen = words(form, "other"), words(form, "decision"), whole(form, "seen") or None
    try:
        with open_desk(request.app.state.house, found.actor) as desk:
            later = beside(desk, number, other).pair
            if later is None or decision not in ("link", "dismiss", "unlink"):
                raise InvalidError("What is to be done with the two is missing.", way_out="Choose one of the buttons.")
            match decision:
                case "link":
                    link(desk, number, other, seen=seen)
                case "dismiss":
                    dismiss(desk, number, other)
                case "unlink":
                    unlink(desk, later.later.number, seen=seen)
    except InvalidError as error:
        return _beside(request, found, number, "", error=error, given=other)
    return RedirectResponse(f"/clues/{number}/link?with={other}", status_code=303)
