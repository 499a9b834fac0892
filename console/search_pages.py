"""The box at the head of each page: everything the reader may see, by name, code or number."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from casework.desk import open_desk
from casework.view.searching import LONGEST, Group, Hit, search
from console.pages import page
from foundation.errors import InvalidError
from web.presence import SignedIn

router = APIRouter(include_in_schema=False)
PAGES = {"duty": "/duties/{id}", "act": "/acts/{id}", "office": "/offices/{code}", "holder": "/calendar?whose={code}",
         "mine": "/mines/{id}", "right": "/calendar?whose={code}", "officer": "/officers/{id}", "letter": "/letters/{id}",
         "clue": "/clues/{name}", "case": "/cases/{name}"}


@router.get("/search")
def found_page(request: Request, found: SignedIn, q: Annotated[str, Query(max_length=4 * LONGEST)] = "") -> Response:
    """What was found, kind by kind."""
    groups, error = list[Group](), None
    if q.strip():
        try:
            with open_desk(request.app.state.house, found.actor, reads=True) as desk:
                groups = search(desk, q)
        except InvalidError as refused:
            error = refused
    return page(request, "search.html", status=422 if error else 200, q=q, groups=groups, error=error, to=_page_of,
                stages=request.app.state.house.rulebook.procedure.stage)


def _page_of(hit: Hit) -> str:
    """The page of what was found; who may not open that is led to the calendar of its holder."""
    if not hit.open:
        return f"/calendar?whose={quote(str(hit.owner))}"
    return PAGES[hit.kind].format(id=hit.id, code=quote(hit.code), name=quote(hit.name))
