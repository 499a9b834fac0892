"""今日: what there is to do."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from casework.access import holds
from casework.desk import open_desk
from casework.view.case_list import cases_waiting
from casework.view.clues import clues_waiting
from casework.view.drafts import draft_lines
from casework.view.mailbox import undelivered
from casework.view.today import SHOWN, today
from console.pages import page
from web.presence import SignedIn

router = APIRouter(include_in_schema=False)


@router.get("/")
def first_page(request: Request, found: SignedIn, whose: Annotated[str, Query()] = "") -> Response:
    """What is owed, what waits of clues and for review, what was begun, who below is late, how many letters came to nothing.

    With `whose=me` only what the reader is named for is listed as owed.
    """
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        told = today(desk, me=whose == "me")
        waiting = clues_waiting(desk, own=True) if holds(found.actor, "clue.read") else {}
        cases = cases_waiting(desk, own=True) if holds(found.actor, "case.read") else {}
        lost, drafts, day = undelivered(desk), draft_lines(desk), desk.today
    return page(request, "today.html", today=told, lost=lost, drafts=drafts, day=day, shown=SHOWN, whose=whose,
                waiting=waiting, cases_waiting=cases)
