"""A value of the rulebook: what holds from which day; set by the province once it was seen which open dates would move."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from casework.access import permit
from casework.account.sessions import Present
from casework.decree.setting import ACTION, preview, publish, revoke
from casework.decree.wishes import named
from casework.desk import House, open_desk
from casework.record.days import a_day
from casework.view.values import value_story
from console.pages import page
from console.value_forms import first_given, given_again, sent_on, shape_of, wish_of
from foundation.errors import InvalidError
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/values", include_in_schema=False)


@router.get("/{table}/{code}")
def value_page(request: Request, table: str, code: str, found: SignedIn) -> Response:
    """A value through the years, and the form in which whoever may sets another."""
    return _page(request, found, table, code)


def _page(request: Request, found: Present, table: str, code: str, *, given: dict[str, Any] | None = None,
          error: InvalidError | None = None) -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        told, one = value_story(desk, table, code), named(desk.rulebook, table, code)
        today = desk.today
    return page(request, "value.html", status=422 if error else 200, told=told, one=one, today=today, error=error,
                given=given or first_given(one, today), shape=shape_of(one))


@router.post("/{table}/{code}/preview")
def look_ahead(request: Request, table: str, code: str, found: SignedIn, form: Posted) -> Response:
    """What the value would move; nothing is written."""
    permit(found.actor, ACTION)
    house: House = request.app.state.house
    try:
        wish = wish_of(house.rulebook, table, code, form)
        told = preview(house, found.actor, wish)
    except InvalidError as error:
        return _page(request, found, table, code, given=given_again(form), error=error)
    with open_desk(house, found.actor, reads=True) as desk:
        story, one = value_story(desk, table, code), named(desk.rulebook, table, code)
    return page(request, "value_preview.html", value=story, wish=wish, told=told.foresight, words=told.words, seen=told.seen,
                sent=sent_on(form), once=getattr(one, "cadence", "") == "once")


@router.post("/{table}/{code}")
def set_value(request: Request, table: str, code: str, found: SignedIn, form: Posted) -> Response:
    """Set the value that was looked at; if the rulebook changed meanwhile, it is to be looked at again."""
    permit(found.actor, ACTION)
    house: House = request.app.state.house
    publish(house, found.actor, wish_of(house.rulebook, table, code, form), words(form, "seen"))
    return RedirectResponse(f"/values/{table}/{code}", status_code=303)


@router.post("/{table}/{code}/revoke")
def take_back(request: Request, table: str, code: str, found: SignedIn, form: Posted) -> Response:
    """Take back a value whose day has not come."""
    permit(found.actor, ACTION)
    try:
        revoke(request.app.state.house, found.actor, table, code, a_day(words(form, "since")), reason=words(form, "reason"),
               seen=words(form, "seen"))
    except InvalidError as error:
        return _page(request, found, table, code, error=error)
    return RedirectResponse(f"/values/{table}/{code}", status_code=303)
