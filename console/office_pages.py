"""机构: the tree of offices a level at a time; an office with its people, duties, mines and what is missing there."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from casework.changes import last_change
from casework.desk import Desk, open_desk
from casework.record.gaps import gaps_at
from casework.view.gaps import GAPS, gaps_below, gaps_counted
from casework.view.office_mines import TABLE, mines_of
from casework.view.office_people import duties_of, people_of
from casework.view.offices import FOUND, Office, office_counts, office_of, offices_below, offices_found
from console.pages import page
from console.tables import asked, shown
from web.presence import SignedIn

router = APIRouter(prefix="/offices", include_in_schema=False)


@router.get("")
def offices(request: Request, found: SignedIn) -> Response:
    """Where the reader's view begins, or the offices he looks for."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        told = offices_found(desk, asked(request, FOUND))
    return page(request, "offices.html", list=shown(request, told))


@router.get("/{code}")
def office_page(request: Request, code: str, found: SignedIn) -> Response:
    """An office with its people, what each answers for, and the offices next below."""
    return show_office(request, found, code)


def show_office(request: Request, found: SignedIn, code: str, *, status: int = 200, **more: Any) -> Response:
    """The page of an office, with what was wrong."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        office = office_of(desk, code)
        told = {**head(desk, office), "people_there": people_of(desk, office), "duties": duties_of(desk, office),
                "gaps": gaps_at(desk, [office.id]), "seen": last_change(desk, "office", office.id),
                "list": shown(request, offices_below(desk, office, asked(request, FOUND)))}
    return page(request, "office.html", status=status, **{"error": None, "doing": "", "given": {}, **told, **more})


@router.get("/{code}/mines")
def mines_page(request: Request, code: str, found: SignedIn) -> Response:
    """Its rights and mines with whoever is responsible for each."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        office = office_of(desk, code)
        return page(request, "office_mines.html", **head(desk, office),
                    list=shown(request, mines_of(desk, office, asked(request, TABLE))))


@router.get("/{code}/gaps")
def gaps_page(request: Request, code: str, found: SignedIn) -> Response:
    """What is missing there and below."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        office = office_of(desk, code)
        return page(request, "office_gaps.html", **head(desk, office), kinds=gaps_counted(desk, f"{office.path}%"),
                    list=shown(request, gaps_below(desk, f"{office.path}%", asked(request, GAPS))))


def head(desk: Desk, office: Office) -> dict[str, Any]:
    """What heads each page of an office."""
    below, officers, mines = office_counts(desk, [office.id])[office.id]
    return {"office": office, "below": below, "officers": officers, "mines": mines, "today": desk.today}
