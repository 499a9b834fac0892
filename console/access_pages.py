"""权限: the table of who may do what where."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from casework.view.rights import EVERYWHERE, access_table
from console.pages import page
from web.presence import SignedIn

router = APIRouter(include_in_schema=False)
KINDS = {"duty": "status", "act": "act_state", "letter": "letter"}  # in which labels the states of a thing are looked up


@router.get("/access")
def access_page(request: Request, found: SignedIn) -> Response:  # noqa: ARG001  whoever is signed in
    """The whole table."""
    rows = access_table()
    return page(request, "access.html", granted=[row for row in rows if row.scope != EVERYWHERE],
                standing=[row for row in rows if row.scope == EVERYWHERE], kinds=KINDS)
