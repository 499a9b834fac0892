"""An officer, and a mine with the people who are responsible for it."""

from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from casework.account.one_time import LINK_HOLDS
from casework.desk import open_desk
from casework.record.certificates import certificates_of
from casework.view.belongings import colleagues
from casework.view.cases_beside import cases_about
from casework.view.mine_told import mine_choices, mine_told
from casework.view.officer_told import SHOWN, officer_told
from console.pages import page
from regulation.terms import ROLES
from web.presence import SignedIn

router = APIRouter(include_in_schema=False)
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get("/officers/{officer_id}")
def officer_page(request: Request, officer_id: Number, found: SignedIn) -> Response:
    """The page of an officer."""
    return show_officer(request, found, officer_id)


def show_officer(request: Request, found: SignedIn, officer_id: int, *, status: int = 200, **more: Any) -> Response:
    """The page of an officer, with what was just done or what was wrong."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        officer = officer_told(desk, officer_id)
        others = colleagues(desk, officer_id) if officer.may_change else []
        certificates = certificates_of(desk, officer_id) if officer.may_change and officer.posts[0].level != "holder" else []
        told = {"officer": officer, "today": desk.today, "colleagues": others, "certificates": certificates}
    return page(request, "officer.html", status=status, shown=SHOWN, roles=ROLES, sso=bool(request.app.state.sso),
                link_hours=LINK_HOLDS // timedelta(hours=1),
                **{"error": None, "doing": "", "given": {}, "invitation": None, **told, **more})


@router.get("/mines/{mine_id}")
def mine_page(request: Request, mine_id: Number, found: SignedIn) -> Response:
    """The page of a mine."""
    return show_mine(request, found, mine_id)


def show_mine(request: Request, found: SignedIn, mine_id: int, *, status: int = 200, **more: Any) -> Response:
    """The page of a mine, with what was wrong."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        mine = mine_told(desk, mine_id)
        told = {"mine": mine, "today": desk.today, "cases": cases_about(desk, mine.code),
                "stages": desk.rulebook.procedure.stage, **(mine_choices(desk, mine_id) if mine.may_change else {})}
    return page(request, "mine.html", status=status, **{"error": None, "doing": "", "given": {}, **told, **more})
