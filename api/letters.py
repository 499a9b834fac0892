"""Letters by the API: what was written to whom, and what became of it."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from api.answers import problems
from api.given import Day, Number, Page, Sought
from casework.desk import open_desk
from casework.view.listing import Asked
from casework.view.mailbox import letter_at, letters_at
from models.letter import LETTER_STATES
from web.presence import Program

router = APIRouter(prefix="/letters", tags=["letters"])
State = Literal["queued", "sending", "sent", "kept", "void", "refused", "bounced", "dead"]
assert set(State.__args__) == set(LETTER_STATES)  # type: ignore[attr-defined]
Undelivered = Annotated[bool, Query(description="Only letters that came to nothing and wait to be seen to.")]
From = Annotated[Day | None, Query(description="Of this day and later.")]
To = Annotated[Day | None, Query(description="Of this day and earlier.")]


class LetterLine(BaseModel):
    """A letter in a list; `next_try_at` where it waits."""

    id: int
    day: date
    state: State
    subject: str | None
    attempts: int
    next_try_at: datetime | None
    sent_at: datetime | None
    error: str | None = Field(description="What the mail host said, or why it is void.")
    recipient: str
    office: str


class Letters(BaseModel):
    """A page of letters, the newest first; `more` says whether another follows."""

    letters: list[LetterLine]
    page: int
    more: bool


class Told(BaseModel):
    """A duty that a letter tells of."""

    duty: int
    title: str
    debtor: str
    about: str | None
    period: str
    due: date
    status: str
    audience: Literal["debtor", "superior", "superior2", "superior3"] = Field(description="As what its recipient was told.")
    rung: int
    named: bool = Field(description="Whether it found room in the text.")


class Letter(BaseModel):
    """A letter as it was written, without what was made only as it left: one-time links are kept nowhere."""

    id: int
    kind: str = Field(examples=["digest"])
    state: State
    recipient: str
    office: str
    to_name: str | None
    to_address: str | None
    message_id: str | None
    subject: str | None
    text: str | None
    written_at: datetime | None
    sent_at: datetime | None
    next_try_at: datetime | None
    attempts: int
    error: str | None
    duties: list[Told] = Field(description="A page of the duties it tells of, the first to fall due first.")
    page: int
    more: bool


@router.get("", responses=problems(404, 422))
def list_letters(request: Request, actor: Program, state: State | None = None, undelivered: Undelivered = False,
                 office: Sought = "", recipient: Sought = "", since: From = None, until: To = None, page: Page = 1) -> Letters:
    """The letters of the bearer's offices, the newest first."""
    given = {"state": state or "", "undelivered": "yes" if undelivered else "", "office": office, "recipient": recipient,
             "since": since.isoformat() if since else "", "until": until.isoformat() if until else ""}
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        found = letters_at(desk, Asked(page=page, filters=given))
    return Letters(letters=[LetterLine.model_validate(asdict(one)) for one in found.rows], page=page, more=found.more)


@router.get("/{number}", responses=problems(404, 422))
def read_letter(request: Request, number: Number, actor: Program, page: Page = 1) -> Letter:
    """One letter of the bearer's offices."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        told = letter_at(desk, number, Asked(page=page))
    return Letter.model_validate({
        **asdict(told.letter), "recipient": told.recipient, "next_try_at": told.next_try_at, "page": page,
        "more": told.lines.more, "duties": [asdict(one) for one in told.lines.rows]})
