"""An officer changed by whoever keeps the records: name and address, posts, days away."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from casework.desk import Desk
from casework.record.absences import end_absence, set_absence
from casework.record.certificates import add_certificate, end_certificate
from casework.record.officers import permit_about
from casework.record.parties import find_party
from casework.record.people import change_officer, end_post, give_post
from casework.view.officer_told import refuse_others
from console.changes import Do, changed, day_given, day_wanted, some
from console.officer_pages import Number, show_officer
from console.pages import number
from foundation.errors import KuangjianError
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/officers", include_in_schema=False)


@router.post("/{officer_id}/change")
def change(request: Request, officer_id: Number, found: SignedIn, form: Posted) -> Response:
    """Another name or address."""
    return done(request, found, officer_id, form, "change", lambda desk: change_officer(
        desk, officer_id, name=words(form, "name"), email=words(form, "email")))


@router.post("/{officer_id}/posts")
def post(request: Request, officer_id: Number, found: SignedIn, form: Posted) -> Response:
    """A further post."""
    return done(request, found, officer_id, form, "post", lambda desk: give_post(
        desk, officer_id, office_id=find_party(desk, words(form, "office"), "records.change").id, role=words(form, "role"),
        title=words(form, "title"), since=day_given(form, "since"), until=day_given(form, "until")))


@router.post("/{officer_id}/posts/end")
def post_ends(request: Request, officer_id: Number, found: SignedIn, form: Posted) -> Response:
    """A post's last day."""
    def do(desk: Desk) -> None:
        refuse_others(desk, "post", number(form, "post"), officer_id)
        end_post(desk, number(form, "post"), day_wanted(form, "last"))
    return done(request, found, officer_id, form, "end", do)


@router.post("/{officer_id}/absences")
def absence(request: Request, officer_id: Number, found: SignedIn, form: Posted) -> Response:
    """Days away, and who stands in."""
    return done(request, found, officer_id, form, "absence", lambda desk: set_absence(
        desk, officer_id, first=day_wanted(form, "first"), last=day_wanted(form, "last"),
        substitute_id=some(form, "substitute"), reason=words(form, "reason")))


@router.post("/{officer_id}/absences/end")
def absence_ends(request: Request, officer_id: Number, found: SignedIn, form: Posted) -> Response:
    """Back sooner."""
    def do(desk: Desk) -> None:
        refuse_others(desk, "absence", number(form, "absence"), officer_id)
        end_absence(desk, number(form, "absence"), day_wanted(form, "last"))
    return done(request, found, officer_id, form, "back", do)


@router.post("/{officer_id}/certificates")
def certificate(request: Request, officer_id: Number, found: SignedIn, form: Posted) -> Response:
    """A certificate that the officer was given."""
    return done(request, found, officer_id, form, "certificate", lambda desk: add_certificate(
        desk, officer_id, number=words(form, "number"), first=day_wanted(form, "first"), last=day_given(form, "last")))


@router.post("/{officer_id}/certificates/end")
def certificate_ends(request: Request, officer_id: Number, found: SignedIn, form: Posted) -> Response:
    """A certificate's last day."""
    def do(desk: Desk) -> None:
        refuse_others(desk, "certificate", number(form, "certificate"), officer_id)
        end_certificate(desk, number(form, "certificate"), day_wanted(form, "last"))
    return done(request, found, officer_id, form, "uncertified", do)


def done(request: Request, found: SignedIn, officer_id: int, form: FormData, doing: str, do: Do,
         action: str = "records.change") -> Response:
    """Do it to an officer, or show the page again."""
    def again(status: int, error: KuangjianError, given: dict[str, Any]) -> Response:
        return show_officer(request, found, officer_id, status=status, error=error, doing=doing, given=given)
    return changed(request, found, form, do, thing=("officer", officer_id), then=f"/officers/{officer_id}", again=again,
                   permit=lambda desk: permit_about(desk, officer_id, action))
