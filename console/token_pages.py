"""接口令牌: those of an office listed; one issued to an officer or an office's system, shown this once; revoked."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from casework.account.api_tokens import LONGEST_DAYS, Issued, issue_for_office, issue_for_officer, revoke
from casework.changes import last_change
from casework.desk import Desk, open_desk
from casework.once import answered, once
from casework.record.officers import in_keeping, permit_about
from casework.view.office_people import people_of
from casework.view.officer_told import officer_told
from casework.view.offices import office_of
from casework.view.tokens import TABLE, offered_to_officer, offered_to_system, office_tokens
from console.changes import changed, kept
from console.office_changes import Code
from console.office_pages import head
from console.officer_pages import Number
from console.pages import number, own_path, page
from console.tables import asked, shown
from foundation.errors import ConflictError, KuangjianError
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(include_in_schema=False)
ACTION = "account.manage"
USUAL_DAYS = 90
Issue = Callable[[Desk, str, list[str], int], Issued]


@router.get("/offices/{code}/tokens")
def tokens_page(request: Request, code: Code, found: SignedIn) -> Response:
    """The tokens of its systems and its officers."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        office = office_of(desk, code)
        told = office_tokens(desk, office, asked(request, TABLE))
        people = people_of(desk, office)
        kept_there = in_keeping(desk, {one.officer for one in people}, ACTION)
        return page(request, "tokens.html", **head(desk, office), list=shown(request, told),
                    people_there=[one for one in people if one.officer in kept_there])


@router.get("/offices/{code}/tokens/new")
def for_system(request: Request, code: Code, found: SignedIn) -> Response:
    """The form of a token for a system of the office."""
    return _system(request, found, code)


@router.post("/offices/{code}/tokens")
def issue_to_system(request: Request, code: Code, found: SignedIn, form: Posted) -> Response:
    """Issue one to a system of the office."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        office = office_of(desk, code)
    return _issued(
        request, found, form, thing=("office", office.id), permit=lambda desk: desk.permit(ACTION, office.path),
        issue=lambda desk, name, may, days: issue_for_office(desk, office.id, name, actions=may, days=days),
        again=lambda **more: _system(request, found, code, **more))


def _system(request: Request, found: SignedIn, code: str, **more: Any) -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        office = office_of(desk, code)
        desk.permit(ACTION, office.path)
        return _form(request, whose=office.name, at=f"/offices/{code}", back=f"/offices/{code}/tokens", of="system",
                     groups=offered_to_system(), seen=last_change(desk, "office", office.id), **more)


@router.get("/officers/{officer_id}/tokens/new")
def for_officer(request: Request, officer_id: Number, found: SignedIn) -> Response:
    """The form of a token for an officer."""
    return _officer(request, found, officer_id)


@router.post("/officers/{officer_id}/tokens")
def issue_to_officer(request: Request, officer_id: Number, found: SignedIn, form: Posted) -> Response:
    """Issue one to an officer."""
    return _issued(
        request, found, form, thing=("officer", officer_id), permit=lambda desk: permit_about(desk, officer_id, ACTION),
        issue=lambda desk, name, may, days: issue_for_officer(desk, officer_id, name, actions=may, days=days),
        again=lambda **more: _officer(request, found, officer_id, **more))


def _officer(request: Request, found: SignedIn, officer_id: int, **more: Any) -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        groups = offered_to_officer(desk, officer_id)
        officer = officer_told(desk, officer_id)
        at = f"/officers/{officer_id}"
        return _form(request, whose=officer.name, at=at, back=at, of="officer", groups=groups, seen=officer.seen, **more)


def _form(request: Request, *, status: int = 200, **told: Any) -> Response:
    usual: dict[str, Any] = {"error": None, "issued": None, "given": {}, "chosen": [], "longest": LONGEST_DAYS,
                             "usual": USUAL_DAYS, "doing": "token" if told.get("given") else ""}
    return page(request, "token_new.html", status=status, **usual | told)


def _issued(request: Request, found: SignedIn, form: FormData, *, thing: tuple[str, int], permit: Callable[[Desk], object],
            issue: Issue, again: Callable[..., Response]) -> Response:
    made: list[Issued] = []
    may = [one for one in form.getlist("may") if isinstance(one, str)]

    def do(desk: Desk) -> None:
        key, said = words(form, "sending") or None, {"token": sorted([*map(list, kept(form).items()), ["may", *may]])}
        if key is not None:
            answered(desk, key, said)  # refused where something else was sent
        once(desk, key, said, lambda: _noted(made, issue(desk, words(form, "name"), may, number(form, "days"))))
        if not made:
            raise ConflictError("This form was sent already; its token was shown that once.",
                                way_out="If nobody wrote it down, revoke it and issue another.")

    def wrong(status: int, error: KuangjianError, given: dict[str, Any]) -> Response:
        return again(status=status, error=error, given=given, chosen=may)
    answer = changed(request, found, form, do, thing=thing, then="/", again=wrong, permit=permit)
    return again(issued=made[0]) if made and answer.status_code == 303 else answer


def _noted(made: list[Issued], issued: Issued) -> dict[str, Any]:
    """What is kept of it: its number, and nothing by which it could be used."""
    made.append(issued)
    return {"token": issued.id}


@router.post("/tokens/{token_id}/revoke")
def end_token(request: Request, token_id: Number, found: SignedIn, form: Posted) -> Response:
    """Revoke one at once."""
    with open_desk(request.app.state.house, found.actor) as desk:
        revoke(desk, token_id)
    return RedirectResponse(own_path(words(form, "then")), status_code=303)
