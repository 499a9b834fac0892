"""期限计算: the last day of a step of the case, for everybody who is signed in."""

import re
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from casework.desk import open_desk
from casework.view.limits import Asked, reckon_limit
from console.pages import page
from foundation.errors import InvalidError, KuangjianError
from regulation.limit_words import figure
from regulation.limits import Limit
from web.presence import SignedIn
from web.problems import status_of

router = APIRouter(prefix="/calculators/limits", include_in_schema=False)


@router.get("")
def limits_page(request: Request, found: SignedIn, step: Annotated[str, Query(max_length=80)] = "",
                start: Annotated[str, Query(alias="from", max_length=40)] = "",
                suspend: Annotated[str, Query(max_length=4000)] = "", extend: Annotated[str, Query(max_length=8)] = "",
                beyond: Annotated[str, Query(alias="complex", max_length=8)] = "") -> Response:
    """The form, with the answer where something was asked, and the limits of each law."""
    answer: Limit | None = None
    error: KuangjianError | None = None
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        book, calendar, today = desk.rulebook, desk.calendar, desk.today
    if step and not start and "from" in request.query_params:
        error = InvalidError("The day is missing: the day or time of the event.", way_out="Write it like 2025-07-07,"
                             " or 2025-07-07T16:30+08:00.")
    elif step and start:
        extension = int(extend) if extend.isascii() and extend.isdigit() else -1 if extend.strip() else 0
        try:
            answer = reckon_limit(book, calendar, step, Asked(_local(start), suspend.split(), extension, bool(beyond)))
        except KuangjianError as wrong:
            error = wrong
    given = {"step": step, "start": start or str(today), "suspend": suspend, "extend": extend, "beyond": beyond}
    return page(request, "limits.html", status=status_of(error)[0] if error else 200, rules=book.limits, answer=answer,
                error=error, given=given, figure=partial(figure, book.regimes))


def _local(given: str) -> str:
    """A time as it is written at home is Beijing's."""
    text = given.strip().replace(" ", "T")
    return f"{text}+08:00" if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d", text) else text
