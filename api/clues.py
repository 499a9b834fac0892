"""Clues by the API: taken in under a key once, listed and read as officers see them."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request

from api.answers import Key, problems
from api.clue_forms import Batch, Clue, ClueLine, Clues, NewClue, Taken, TakenEach
from api.given import From, Page, Sought, To
from casework.access import first_office
from casework.clue.accepting import NewClue as Given
from casework.clue.accepting import Reporter, accept_each
from casework.clue.together import Sent
from casework.desk import Desk, open_desk
from casework.once import once
from casework.record.parties import find_party
from casework.view.clue_story import clue_story
from casework.view.clues import clues_listed
from casework.view.listing import Asked
from regulation.clue import Channel, Offence, Stage
from web.presence import Program

router = APIRouter(prefix="/clues", tags=["clues"])
batches = APIRouter(prefix="/clue-batches", tags=["clues"])
ClueNumber = Annotated[str, Path(pattern="^XS[0-9]{10,16}$", description="The clue's number.", examples=["XS2026000001"])]


@router.get("", responses=problems(404, 422))
def list_clues(request: Request, actor: Program, office: Sought = "",
               stage: Annotated[Stage | None, Query(description="Where it stands.")] = None,
               channel: Annotated[Channel | None, Query(description="By what way it came.")] = None,
               offence: Annotated[Offence | None, Query(description="What is said to have happened.")] = None,
               since: From = None, until: To = None, page: Page = 1) -> Clues:
    """Clues that the bearer may read, the newest first."""
    asked = Asked("-number", page, {"office": office, "stage": stage or "", "channel": channel or "", "offence": offence or "",
                                    "since": str(since or ""), "until": str(until or "")})
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        part = clues_listed(desk, asked)
    return Clues(clues=[ClueLine.model_validate(asdict(one)) for one in part.rows], page=page, more=part.more)


@router.get("/{number}", responses=problems(404, 422))
def read_clue(request: Request, number: ClueNumber, actor: Program) -> Clue:
    """One clue as officers see it, who sent it being masked."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        story = clue_story(desk, number)
    found = story.clue
    return Clue.model_validate({
        **asdict(found), "office": found.office_name if found.office_id else None, "division": found.division_code,
        "licence": found.licence_no, "due": min((one.due for one in story.limits if one.status == "open"), default=None),
        "limits": [asdict(one) for one in story.limits], "team": [asdict(one) for one in story.team],
        "links": [asdict(one) for one in story.links], "timeline": [asdict(one) for one in story.course]})


@router.post("", status_code=201, responses=problems(404, 409, 415, 422))
def take_clue(request: Request, sent: NewClue, actor: Program, key: Key = None) -> Taken:
    """Take a tip-off into the register; once 201 is answered it is safe, and its intake begins by itself."""
    return Taken.model_validate(request.app.state.clues.ask(Sent(
        actor, key, {"clue": sent.model_dump(mode="json")}, lambda desk: _given(sent, _office(desk, sent.office)))))


@batches.post("", status_code=201, responses=problems(404, 409, 415, 422))
def take_clues(request: Request, sent: Batch, actor: Program, key: Key = None) -> TakenEach:
    """Take many tip-offs at once, all or none; what is wrong is named by its clue's place from 1 (in its form: by index)."""
    with open_desk(request.app.state.house, actor) as desk:
        return TakenEach.model_validate(once(desk, key, sent.model_dump(mode="json"),
                                             lambda: {"clues": taken(desk, sent.clues)}, sealed=True))


def taken(desk: Desk, sent: Sequence[NewClue]) -> list[dict[str, Any]]:
    """Accept what a program sent; numbers and receipt codes in its order."""
    at = {named: _office(desk, named) for named in sorted({one.office for one in sent})}  # a few
    return [{"number": done.number, "receipt": done.receipt}
            for done in accept_each(desk, [_given(one, at[one.office]) for one in sent])]


def _given(sent: NewClue, office: int) -> Given:
    return Given(
        channel=Channel(sent.channel), text=sent.text, offence=sent.offence,
        reporter=Reporter(**sent.reporter.model_dump()) if sent.reporter else Reporter(), accused=sent.accused,
        place=sent.place, division=sent.division, longitude=sent.position.longitude if sent.position else None,
        latitude=sent.position.latitude if sent.position else None, licence=sent.licence, happened=sent.happened,
        ongoing=sent.ongoing, office=office, about=tuple(sent.about))


def _office(desk: Desk, named: str) -> int:
    if named:
        return find_party(desk, named, "clue.take").id
    return first_office(desk.actor, "clue.take")
