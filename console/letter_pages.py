"""信件: what was written to whom and what became of it; a letter as sent, tried at once, sent anew."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from casework.desk import open_desk
from casework.letter.letters import read, resend, retry
from casework.view.mailbox import LETTERS, LINES, letter_at, letters_at
from casework.view.reporter_letters import LETTERS as REPORTER_LETTERS
from casework.view.reporter_letters import reporter_letters
from console.pages import page
from console.tables import asked, shown
from foundation.errors import NotFoundError
from models.letter import LETTER_STATES
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/letters", include_in_schema=False)
# The letter's own styles, and nothing else: no script, no form, no picture from elsewhere, no origin of ours.
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'"


@router.get("")
def letters(request: Request, found: SignedIn) -> Response:
    """The letters of the reader's offices."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        told = letters_at(desk, asked(request, LETTERS))
    return page(request, "letters.html", list=shown(request, told), states=LETTER_STATES)


@router.get("/reporters")
def to_reporters(request: Request, found: SignedIn) -> Response:
    """The letters to reporters about clues of the reader's offices: that they went, never to whom."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        told = reporter_letters(desk, asked(request, REPORTER_LETTERS))
    return page(request, "reporter_letters.html", list=shown(request, told), states=LETTER_STATES)


@router.get("/{letter_id}")
def letter(request: Request, letter_id: int, found: SignedIn) -> Response:
    """One letter as it was sent."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        told = letter_at(desk, letter_id, asked(request, LINES))
    return page(request, "letter.html", told=told, letter=told.letter, list=shown(request, told.lines))


@router.get("/{letter_id}/html")
def as_sent(request: Request, letter_id: int, found: SignedIn) -> Response:
    """The letter's own page, in a sandbox."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        told = read(desk, letter_id)
    if told.html is None:
        raise NotFoundError(f"Letter {letter_id} is not written yet.", way_out="The next post round writes it.")
    return HTMLResponse(told.html, headers={"content-security-policy": SANDBOX})


@router.post("/{letter_id}")
def send(request: Request, letter_id: int, found: SignedIn, form: Posted) -> Response:
    """Try a waiting letter at once, or send one anew."""
    with open_desk(request.app.state.house, found.actor) as desk:
        (retry if words(form, "what") == "retry" else resend)(desk, letter_id)
    return RedirectResponse(f"/letters/{letter_id}", status_code=303)
