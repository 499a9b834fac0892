"""What the forms about people and mines share: a page that is out of date gets 409, what is wrong comes back as filled in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from casework.changes import refuse_outdated
from casework.desk import Desk, open_desk
from casework.record.days import a_day
from console.pages import number
from foundation.errors import ConflictError, InvalidError, KuangjianError, NotFoundError
from web.posted import FIELD, words
from web.presence import SignedIn

Again = Callable[[int, KuangjianError, dict[str, Any]], Response]
Do = Callable[[Desk], object]


def changed(request: Request, found: SignedIn, form: FormData, do: Do, *, thing: tuple[str, int], permit: Do, then: str,
            again: Again) -> Response:
    """Do it in one transaction and go on; or the page again with what is wrong, and what was filled in.

    `thing` is what the page was about, whose changes since it was made are asked for; `permit` refuses before anything
    else is looked at.
    """
    try:
        with open_desk(request.app.state.house, found.actor) as desk:
            permit(desk)
            with _as_filled_in():
                refuse_outdated(desk, *thing, number(form, "seen"))
                do(desk)
    except (InvalidError, ConflictError) as error:
        return again(409 if isinstance(error, ConflictError) else 422, error, kept(form))
    return RedirectResponse(then, status_code=303)


@contextmanager
def _as_filled_in() -> Iterator[None]:
    """What a field names and is not there is a mistake in the form, not a page that does not exist."""
    try:
        yield
    except NotFoundError as error:
        raise InvalidError(error.message, way_out=error.way_out) from error


def kept(form: FormData) -> dict[str, str]:
    """What was filled in."""
    return {name: value for name, value in form.items() if isinstance(value, str) and name not in (FIELD, "seen")}


def some(form: FormData, name: str) -> int | None:
    """The number chosen, or nothing."""
    return number(form, name) or None


def day_given(form: FormData, name: str) -> Any:
    """The day of a field, or nothing where it was left empty."""
    given = words(form, name)
    return a_day(given) if given else None


def day_wanted(form: FormData, name: str) -> Any:
    """The day of a field that must be filled in."""
    return a_day(words(form, name))
