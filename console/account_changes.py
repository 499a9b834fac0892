"""An officer's account, for whoever manages accounts: opened, given a new link, signed out everywhere, freed, closed."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from casework.account.accounts import close_account, sign_out_everywhere
from casework.account.invitations import Invitation, invite, reset
from casework.account.sign_on import unbind
from casework.desk import Desk
from console.officer_changes import done
from console.officer_pages import Number, show_officer
from foundation.errors import InvalidError
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/officers/{officer_id}/account", include_in_schema=False)
ACTION = "account.manage"


@router.post("")
def open_(request: Request, officer_id: Number, found: SignedIn, form: Posted) -> Response:
    """Open it; its link goes by letter, or is shown this once where no letter can go."""
    told: list[Invitation] = []
    answer = done(request, found, officer_id, form, "account",
                  lambda desk: told.append(invite(desk, officer_id, words(form, "login"))), ACTION)
    return show_officer(request, found, officer_id, invitation=told[0]) if told and answer.status_code == 303 else answer


@router.post("/link")
def link(request: Request, officer_id: Number, found: SignedIn, form: Posted) -> Response:
    """A new link; older ones hold no more."""
    told: list[Invitation] = []
    answer = done(request, found, officer_id, form, "link", lambda desk: told.append(reset(desk, officer_id)), ACTION)
    return show_officer(request, found, officer_id, invitation=told[0]) if told and answer.status_code == 303 else answer


@router.post("/sessions/end")
def sessions_end(request: Request, officer_id: Number, found: SignedIn, form: Posted) -> Response:
    """Sign it out everywhere."""
    return done(request, found, officer_id, form, "sessions", lambda desk: sign_out_everywhere(desk, officer_id), ACTION)


@router.post("/unbind")
def unbind_(request: Request, officer_id: Number, found: SignedIn, form: Posted) -> Response:
    """Free it from the single sign-on it is bound to."""
    return done(request, found, officer_id, form, "unbind", lambda desk: unbind(desk, officer_id), ACTION)


@router.post("/close")
def close(request: Request, officer_id: Number, found: SignedIn, form: Posted) -> Response:
    """Close it for good."""
    def do(desk: Desk) -> None:
        if words(form, "sure") != "yes":
            raise InvalidError("A closed account is not opened again.", way_out="Tick that you are sure.")
        close_account(desk, officer_id)
    return done(request, found, officer_id, form, "close", do, ACTION)
