"""闸门: an officer asks whether an application may go on, and gets every reason with its clause."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from casework.access import permit_somewhere
from casework.desk import open_desk
from casework.oversight.gate import Question, check
from console.changes import day_given, kept
from console.pages import page
from foundation.errors import InvalidError
from regulation.bar_table import RIGHTS, Asked
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/gates", include_in_schema=False)


@router.get("")
def gate_page(request: Request, found: SignedIn) -> Response:
    """The form."""
    permit_somewhere(found.actor, "gate.check")
    return _page(request, {})


@router.post("")
def ask_gate(request: Request, found: SignedIn, form: Posted) -> Response:
    """The answer, on the same page."""
    permit_somewhere(found.actor, "gate.check")
    try:
        with open_desk(request.app.state.house, found.actor) as desk:
            answer = check(desk, Question(words(form, "kind"), words(form, "area"), words(form, "holder"), words(form, "right"),
                                          words(form, "for_right"), day_given(form, "on")))
    except InvalidError as error:
        return _page(request, kept(form), status=422, error=error)
    return _page(request, kept(form), answer=answer)


def _page(request: Request, given: dict[str, str], *, status: int = 200, **more: Any) -> Response:
    usual: dict[str, Any] = {"error": None, "answer": None}
    return page(request, "gates.html", status=status, given=given, kinds=[one.value for one in Asked], rights=RIGHTS,
                **usual | more)
