"""Offices by the API: looked for, read with their people and what each answers for, their mines, what is missing."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Request

from api.answers import problems
from api.given import Code, Page, Sought
from api.office_forms import Gap, Gaps, Kind, Level, MineLine, Mines, Office, OfficeLine, Offices
from casework.desk import open_desk
from casework.record.gaps import gaps_at
from casework.view.gaps import gaps_below
from casework.view.listing import Asked
from casework.view.office_mines import mines_of
from casework.view.office_people import duties_of, people_of
from casework.view.offices import office_of, offices_below, offices_found
from web.presence import Program

router = APIRouter(prefix="/offices", tags=["offices"])

@router.get("", responses=problems(404, 422))
def list_offices(request: Request, actor: Program, q: Sought = "", level: Level | None = None, below: Sought = "",
                 page: Page = 1) -> Offices:
    """Offices whose name or code holds `q`; those next below the office `below`; else where the bearer's view begins."""
    asked = Asked(page=page, filters={"q": q, "level": level or ""})
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        found = offices_below(desk, office_of(desk, below), asked) if below else offices_found(desk, asked)
    return Offices(offices=[OfficeLine.model_validate(asdict(one)) for one in found.rows], page=page, more=found.more)


@router.get("/{code}", responses=problems(404, 422))
def read_office(request: Request, code: Code, actor: Program) -> Office:
    """One office that the bearer may see."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        office = office_of(desk, code)
        told = {**asdict(office), "above": [{"code": one, "name": name} for one, name in office.above]}
        return Office.model_validate({**told, "people": [asdict(one) for one in people_of(desk, office)],
                                      "duties": [asdict(one) for one in duties_of(desk, office)],
                                      "gaps": [asdict(one) for one in gaps_at(desk, [office.id])]})


@router.get("/{code}/gaps", responses=problems(404, 422))
def read_gaps(request: Request, code: Code, actor: Program, kind: Kind | None = None, page: Page = 1) -> Gaps:
    """What is missing at an office and all below it."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        office = office_of(desk, code)
        found = gaps_below(desk, f"{office.path}%", Asked(page=page, filters={"kind": kind or ""}))
    return Gaps(gaps=[Gap.model_validate(asdict(one)) for one in found.rows], page=page, more=found.more)


@router.get("/{code}/mines", responses=problems(404, 422))
def read_mines(request: Request, code: Code, actor: Program, name: Sought = "",
               without: Annotated[bool, Query(description="Only mines without an inspector who serves.")] = False,
               page: Page = 1) -> Mines:
    """The rights and mines in an office's area with whoever is responsible for each."""
    asked = Asked(page=page, filters={"name": name, "without": "yes" if without else ""})
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        found = mines_of(desk, office_of(desk, code), asked)
    return Mines(mines=[MineLine.model_validate(asdict(one)) for one in found.rows], page=page, more=found.more)
