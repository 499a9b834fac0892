"""What the pages of oversight share: the way from one to another, and a form's work done or told on the same page."""

from collections.abc import Callable

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from casework.access import Actor, holds
from casework.desk import Desk, open_desk
from foundation.errors import ConflictError, InvalidError, KuangjianError, NotFoundError
from web.presence import SignedIn

TABS = {"orders": "case.read", "checks": "oversight.read", "reports": "case.read", "measures": "measure.read",
        "typical": "typical.propose"}


def tabs(actor: Actor) -> list[str]:
    """The pages that this reader may open."""
    return [name for name, action in TABS.items() if holds(actor, action)]


def as_filled_in(do: Callable[[Desk], object]) -> Callable[[Desk], object]:
    """The same, where what a field names and is not there is a mistake of the form, not a page that does not exist."""
    def done(desk: Desk) -> object:
        try:
            return do(desk)
        except NotFoundError as error:
            raise InvalidError(error.message, way_out=error.way_out) from error
    return done


def settled(request: Request, found: SignedIn, do: Callable[[Desk], object], then: Callable[[object], str],
            again: Callable[[int, KuangjianError], Response]) -> Response:
    """Do it in one transaction and go on; what is wrong is told on the page, with what was filled in kept."""
    try:
        with open_desk(request.app.state.house, found.actor) as desk:
            done = do(desk)
    except (InvalidError, ConflictError) as error:
        return again(409 if isinstance(error, ConflictError) else 422, error)
    return RedirectResponse(then(done), status_code=303)
