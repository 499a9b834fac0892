"""今日: what there is to do."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from casework.desk import open_desk
from casework.view.drafts import draft_lines
from casework.view.mailbox import undelivered
from casework.view.today import SHOWN, today
from console.pages import page
from web.presence import SignedIn

router = APIRouter(include_in_schema=False)


@router.get("/")
def first_page(request: Request, found: SignedIn) -> Response:
    """What is owed, what waits for review, what was begun, who below is late, how many letters came to nothing."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        told = today(desk)
        lost, drafts, day = undelivered(desk), draft_lines(desk), desk.today
    return page(request, "today.html", today=told, lost=lost, drafts=drafts, day=day, shown=SHOWN)
