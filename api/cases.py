"""Cases by the API: the register, a case on one page, opened, moved one by one or many at once, what happened to each."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.answers import Key, problems
from api.case_answers import CaseLine, Cases, Events, Made, MadeEach, Opened
from api.case_forms import (
    CaseNumber,
    IfMatch,
    InStage,
    IsMajor,
    Move,
    Moves,
    NewCase,
    OfNumber,
    OfOffence,
    OfParty,
    Which,
)
from api.case_story import Case, told
from api.given import Day, From, Page, Sought, To
from casework.access import first_office
from casework.case.cases import case_of
from casework.case.moving import Wish, make_for
from casework.case.opening import NewCase as Given
from casework.case.opening import Party, office_named, open_case
from casework.case.together import Asked as Of
from casework.case.together import Outcome, make_each
from casework.desk import Desk, open_desk
from casework.once import once
from casework.view.case_course import events_of
from casework.view.case_list import cases_listed
from casework.view.case_story import case_story
from casework.view.listing import Asked
from foundation.errors import KuangjianError
from web.preconditions import etag, refuse_changed
from web.presence import Program
from web.problems import saying, told_of

router = APIRouter(prefix="/cases", tags=["cases"])
many = APIRouter(prefix="/case-moves", tags=["cases"])
On = Annotated[Day | None, Query(description="By the end of which day money is owed; by default today.")]
TAGGED: dict[int | str, dict[str, Any]] = {200: {"headers": {"ETag": {
    "description": "The version, for `If-Match`.", "required": True, "schema": {"type": "string"}}}}}


@router.get("", responses=problems(404, 422))
def list_cases(request: Request, actor: Program, office: Sought = "", stage: InStage = None, offence: OfOffence = "",
               major: IsMajor = None, party: OfParty = "", number: OfNumber = "", since: From = None, until: To = None,
               which: Which = None, page: Page = 1) -> Cases:
    """Cases that the bearer may read, the newest first; `since` and `until` are the days on which they were filed."""
    asked = Asked("-number", page, {
        "office": office, "stage": stage or "", "offence": offence, "major": major or "", "party": party, "number": number,
        "since": str(since or ""), "until": str(until or ""), "wants": which or ""})
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        part = cases_listed(desk, asked)
    return Cases(cases=[CaseLine.model_validate(asdict(one)) for one in part.rows], page=page, more=part.more)


@router.get("/{number}", responses=TAGGED | problems(404, 422))
def read_case(request: Request, response: Response, number: CaseNumber, actor: Program, on: On = None) -> Case:
    """A case on one page: its limits, evidence, documents, money, events, and what can be done now, or why not."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        story = case_story(desk, number, on)
    response.headers["etag"] = etag(story.case.version)
    return told(story)


@router.get("/{number}/events", responses=problems(404, 422))
def read_events(request: Request, number: CaseNumber, actor: Program) -> Events:
    """What was done in a case, the oldest first: its stage is what they say."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        case = case_of(desk, number)
        return Events.model_validate({"number": case.number, "version": case.version,
                                      "events": [asdict(one) for one in events_of(desk, case)]})


@router.post("", status_code=201, responses=problems(404, 409, 415, 422))
def take_case(request: Request, sent: NewCase, actor: Program, key: Key = None) -> Opened:
    """Enter a case in the register; nothing of it is decided yet."""
    with open_desk(request.app.state.house, actor) as desk:
        return Opened.model_validate(once(desk, key, {"case": sent.model_dump(mode="json")}, lambda: _opened(desk, sent),
                                          sealed=True))


def _opened(desk: Desk, sent: NewCase) -> dict[str, Any]:
    office = office_named(desk, sent.office) if sent.office else first_office(desk.actor, "case.open")
    party = sent.party.model_dump(exclude={"kind", "name"})
    made = open_case(desk, Given(
        office=office, cause=sent.cause, offence=sent.offence, party=Party(sent.party.kind, sent.party.name, party),
        discovered_on=sent.discovered_on, source=sent.source, clue=sent.clue, act_start=sent.act_start, act_end=sent.act_end,
        received=sent.received))
    return {"number": made.number, "version": made.version}


@router.post("/{number}/moves", responses=TAGGED | problems(404, 409, 412, 415, 422))
def move_case(request: Request, response: Response, number: CaseNumber, sent: Move, actor: Program, key: Key = None,
              if_match: IfMatch = None) -> Made:
    """Make a move of a case; one that is not lawful now is refused with what is, one that lacks something with what to do."""
    with open_desk(request.app.state.house, actor) as desk:
        made = Made.model_validate(once(desk, key, {"move": number, "if_match": if_match, **sent.model_dump(mode="json")},
                                        lambda: _made(desk, number, sent, if_match), sealed=True))
    response.headers["etag"] = etag(made.version)
    return made


def _made(desk: Desk, number: str, sent: Move, if_match: str | None) -> dict[str, Any]:
    case = case_of(desk, number)
    refuse_changed(case.number, case.version, if_match)
    made = make_for(desk, case, _wish(sent.action, sent.fields, sent.day))
    return {"number": made.case.number, "event": made.event_no, "day": made.case.moved_on.isoformat(),
            "stage": made.case.stage, "version": made.case.version}


def _wish(action: str, fields: dict[str, Any], day: date | None) -> Wish:
    return Wish(action, fields, day)


@many.post("", responses=problems(404, 409, 415, 422))
def move_cases(request: Request, sent: Moves, actor: Program, key: Key = None) -> MadeEach:
    """Make the same move of up to 200 cases, each whole or not at all, and tell how many were done and refused and why."""
    with open_desk(request.app.state.house, actor) as desk:
        found = once(desk, key, {"moves": sent.model_dump(mode="json")}, lambda: _each(desk, sent), sealed=True)
    say = saying(request)
    for one in found["cases"]:
        if not one["done"]:
            one |= {"detail": say(one["detail"]), "way_out": say(one["way_out"]), "problems": list(map(say, one["problems"]))}
    return MadeEach.model_validate(found)


def _each(desk: Desk, sent: Moves) -> dict[str, Any]:
    made = make_each(desk, [Of(one.number, one.version) for one in sent.cases], _wish(sent.action, sent.fields, sent.day))
    done = sum(one.made is not None for one in made)
    return {"done": done, "refused": len(made) - done, "cases": [_outcome(one) for one in made]}


def _outcome(one: Outcome) -> dict[str, Any]:
    if one.made is None:
        why = one.refused or KuangjianError("")
        return {"number": one.number, "done": False, "detail": why.message, "way_out": why.way_out,
                "problems": list(told_of(why.problems))}
    case = one.made.case
    return {"number": one.number, "done": True, "event": one.made.event_no, "day": case.moved_on.isoformat(),
            "stage": case.stage, "version": case.version}
