"""The seal of a clue: opened with a reason and shown once; what is masked, corrected."""

from collections.abc import Mapping
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from casework.account.sessions import Present
from casework.clue.identities import MASK
from casework.clue.originals import masked_now
from casework.clue.redacting import OTHER, permit_redact, redact
from casework.clue.revealing import has_just_revealed, permit_reveal, reveal, reveal_file
from casework.desk import open_desk
from console.changes import kept
from console.pages import number as whole
from console.pages import page
from foundation.errors import InvalidError
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/clues/{number}", include_in_schema=False)
NOT_KEPT = {"cache-control": "no-store", "referrer-policy": "no-referrer"}


@router.get("/reveal")
def reveal_page(request: Request, number: str, found: SignedIn) -> Response:
    """Asks for the reason."""
    return _reason(request, found, number)


def _reason(request: Request, found: Present, number: str, error: InvalidError | None = None, given: str = "") -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        clue = permit_reveal(desk, number)
    return page(request, "clue_reveal.html", status=422 if error else 200, clue=clue, error=error, given=given)


@router.post("/reveal")
def reveal_once(request: Request, number: str, found: SignedIn, form: Posted) -> Response:
    """Shows the original in the answer to the form, and nowhere else."""
    given = words(form, "reason")
    try:
        with open_desk(request.app.state.house, found.actor) as desk:
            told = reveal(desk, number, given)
    except InvalidError as error:
        return _reason(request, found, number, error, given)
    answer = page(request, "clue_revealed.html", told=told)
    answer.headers.update(NOT_KEPT)
    return answer


@router.post("/reveal/files/{file_id}")
def reveal_original(request: Request, number: str, file_id: int, found: SignedIn, form: Posted) -> Response:
    """A file as it was sent, to be saved; never shown as a page."""
    given = words(form, "reason")
    try:
        with open_desk(request.app.state.house, found.actor) as desk:
            name, media_type, content = reveal_file(desk, number, file_id, given)
    except InvalidError as error:
        return _reason(request, found, number, error, given)
    return Response(content, media_type=media_type, headers={
        **NOT_KEPT, "content-disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "content-security-policy": "sandbox; default-src 'none'"})


@router.get("/redact")
def redact_page(request: Request, number: str, found: SignedIn) -> Response:
    """The masked words, to be corrected."""
    return _masks(request, found, number)


def _masks(request: Request, found: Present, number: str, error: InvalidError | None = None,
           given: Mapping[str, str] | None = None) -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        clue = permit_redact(desk, number)
        answer = page(request, "clue_redact.html", status=422 if error else 200, clue=clue, error=error,
                      said=masked_now(desk, clue) | dict(given or {}), fresh=has_just_revealed(desk, clue),
                      masks=[*MASK.values(), OTHER])
    answer.headers.update(NOT_KEPT)
    return answer


@router.post("/redact")
def redact_it(request: Request, number: str, found: SignedIn, form: Posted) -> Response:
    """Corrects them."""
    given = {name.removeprefix("said."): said for name, said in kept(form).items() if name.startswith("said.")}
    try:
        with open_desk(request.app.state.house, found.actor) as desk:
            told = redact(desk, number, given, seen=whole(form, "seen"))
    except InvalidError as error:
        return _masks(request, found, number, error, given)
    return RedirectResponse(f"/clues/{told.number}", status_code=303)
