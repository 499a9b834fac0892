"""Offices set up below another, renamed, and abolished once it was seen what hangs on them."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from casework.changes import last_change
from casework.desk import Desk, open_desk
from casework.record.founding import BELOW, found_office
from casework.record.officers import permit_at
from casework.record.offices import abolish_office, rename_office
from casework.view.abolition import hanging, heirs
from casework.view.offices import office_of
from console.changes import Again, Do, changed, day_given, day_wanted
from console.office_changes import Code
from console.office_pages import head, show_office
from console.pages import page
from foundation.errors import ConflictError, InvalidError, KuangjianError
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/offices", include_in_schema=False)


@router.get("/{code}/below/new")
def new_office(request: Request, code: Code, found: SignedIn) -> Response:
    """The form of an office below this one."""
    return _new(request, found, code)


def _new(request: Request, found: SignedIn, code: str, *, status: int = 200, error: KuangjianError | None = None,
         given: dict[str, Any] | None = None) -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        office = office_of(desk, code)
        permit_at(desk, office.id)
        return page(request, "office_new.html", status=status, **head(desk, office), error=error,
                    seen=last_change(desk, "office", office.id), levels=BELOW.get(office.level, ()),
                    doing="new" if given else "", given=given or {})


@router.post("/{code}/below")
def set_up(request: Request, code: Code, found: SignedIn, form: Posted) -> Response:
    """Set up an office below this one."""
    def again(status: int, error: KuangjianError, given: dict[str, Any]) -> Response:
        return _new(request, found, code, status=status, error=error, given=given)
    return _done(request, found, code, form, lambda desk: found_office(
        desk, code, code=words(form, "code"), name=words(form, "name"), level=words(form, "level"),
        since=day_given(form, "since")), again, then=words(form, "code"))


@router.post("/{code}/name")
def rename(request: Request, code: Code, found: SignedIn, form: Posted) -> Response:
    """Give it another name."""
    def again(status: int, error: KuangjianError, given: dict[str, Any]) -> Response:
        return show_office(request, found, code, status=status, error=error, doing="name", given=given)
    return _done(request, found, code, form, lambda desk: rename_office(desk, code, words(form, "name")), again)


@router.get("/{code}/abolish")
def abolish_page(request: Request, code: Code, found: SignedIn) -> Response:
    """What hangs on it."""
    return _abolish(request, found, code)


def _abolish(request: Request, found: SignedIn, code: str, *, status: int = 200, error: KuangjianError | None = None,
             given: dict[str, Any] | None = None) -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        office, held = hanging(desk, code)
        return page(request, "office_abolish.html", status=status, **head(desk, office), held=held, heirs=heirs(desk, office),
                    seen=last_change(desk, "office", office.id), error=error, doing="abolish" if given else "",
                    given=given or {})


@router.post("/{code}/abolish")
def abolish(request: Request, code: Code, found: SignedIn, form: Posted) -> Response:
    """Abolish it; what hangs on it moves to its successor."""
    def do(desk: Desk) -> None:
        if words(form, "sure") != "yes":
            raise InvalidError("An office that was abolished does not come back.", way_out="Tick that you are sure.")
        if words(form, "held") != hanging(desk, code)[1].stamp:
            raise ConflictError("What hangs on this office has changed since the page was made.",
                                way_out="Look at it again, and decide anew.")
        abolish_office(desk, code, day_wanted(form, "last"), words(form, "successor") or None)

    def again(status: int, error: KuangjianError, given: dict[str, Any]) -> Response:
        return _abolish(request, found, code, status=status, error=error, given=given)
    return _done(request, found, code, form, do, again)


def _done(request: Request, found: SignedIn, code: str, form: Posted, do: Do, again: Again, *, then: str = "") -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        office = office_of(desk, code)
    return changed(request, found, form, do, thing=("office", office.id), then=f"/offices/{then or code}", again=again,
                   permit=lambda desk: permit_at(desk, office.id))
