"""At an office: an officer taken in, and who answers for a kind of duty."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from casework.desk import Desk, open_desk
from casework.record.officers import permit_at
from casework.record.people import add_officer
from casework.record.responsibility import answer_for_rule
from casework.view.offices import office_of, party_kept
from console.changes import changed, day_given, kept, some
from console.office_pages import show_office
from console.pages import page
from foundation.errors import ConflictError, InvalidError, KuangjianError
from regulation.terms import ROLES
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/offices", include_in_schema=False)
Code = Annotated[str, Path(max_length=40)]


@router.get("/{code}/people/new")
def new_officer(request: Request, code: Code, found: SignedIn) -> Response:
    """The form of an officer, or of a holder's contact."""
    return _form(request, found, code)


def _form(request: Request, found: SignedIn, code: str, *, status: int = 200, error: KuangjianError | None = None,
          given: dict[str, str] | None = None) -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        party = party_kept(desk, code)
        roles = ("holder",) if party.level == "holder" else tuple(role for role in ROLES if role != "holder")
        return page(request, "officer_new.html", status=status, party=party, roles=roles, error=error, given=given or {},
                    today=desk.today)


@router.post("/{code}/people")
def take_in(request: Request, code: Code, found: SignedIn, form: Posted) -> Response:
    """Take in an officer with a first post."""
    try:
        with open_desk(request.app.state.house, found.actor) as desk:
            number = add_officer(
                desk, office_id=party_kept(desk, code).id, role=words(form, "role"), name=words(form, "name"),
                email=words(form, "email"), title=words(form, "title"), since=day_given(form, "since"))
    except (InvalidError, ConflictError) as error:
        status = 409 if isinstance(error, ConflictError) else 422
        return _form(request, found, code, status=status, error=error, given=kept(form))
    return RedirectResponse(f"/officers/{number}", status_code=303)


@router.post("/{code}/duties")
def answers(request: Request, code: Code, found: SignedIn, form: Posted) -> Response:
    """Name whoever answers for a kind of duty here, or nobody in particular."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        office = office_of(desk, code)

    def do(desk: Desk) -> None:
        answer_for_rule(desk, office.id, words(form, "rule"), some(form, "officer"), since=day_given(form, "since"))

    def again(status: int, error: KuangjianError, given: dict[str, Any]) -> Response:
        return show_office(request, found, code, status=status, error=error, doing="rule", given=given)
    return changed(request, found, form, do, thing=("office", office.id), then=f"/offices/{code}", again=again,
                   permit=lambda desk: permit_at(desk, office.id))


