"""Acts by the API: listed, read, recorded with files and position, corrected, withdrawn."""

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request

from api.act_forms import Act, ActLine, Acts, Correction, Counted, ReportedAct, State, Withdrawal, Withdrawn
from api.answers import Key, problems
from api.given import From, Number, Page, Sought, To
from casework.act.acts import NewAct, correct, record, withdraw
from casework.act.evidence import keep_evidence
from casework.act.forms import kind_of
from casework.act.given import Recorded
from casework.act.offering import Recorder
from casework.act.places import place_in_china
from casework.act.subjects import named
from casework.desk import Desk, open_desk
from casework.file.claiming import claimed
from casework.file.files import refuse_missing
from casework.file.wanted import files_of
from casework.once import once
from casework.record.parties import find_party
from casework.view.act_story import ActStory, act_story
from casework.view.acts import acts_listed
from casework.view.listing import Asked
from casework.view.subjects import in_reach
from web.presence import Program

router = APIRouter(prefix="/acts", tags=["acts"])
InState = Annotated[State | None, Query(description="Whether they stand, or were corrected or withdrawn.")]
Sort = Annotated[Literal["done", "-done", "number", "-number", "kind", "-kind", "party", "-party"], Query(
    description="By what they are sorted; a minus turns it round.")]


@router.get("", responses=problems(404, 422))
def list_acts(request: Request, actor: Program, kind: Sought = "", office: Sought = "", subject: Sought = "",
              since: From = None, until: To = None, state: InState = None, sort: Sort = "-done",
              page: Page = 1) -> Acts:
    """Acts that the bearer may read, narrowed by kind, office (with all below it), what they are about, days and state."""
    asked = Asked(sort, page, {"kind": kind, "office": office, "subject": subject, "since": str(since or ""),
                               "until": str(until or ""), "state": state or ""})
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        part = acts_listed(desk, asked)
    return Acts(acts=[ActLine.model_validate({**asdict(one), "act": one.id}) for one in part.rows], page=page, more=part.more)


@router.get("/{number}", responses=problems(404, 422))
def read_act(request: Request, number: Number, actor: Program) -> Act:
    """One act that the bearer may read."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        told = act_story(desk, number)
        return Act.model_validate(_told(told, named(desk, told.act.subject_kind, told.act.subject_id).code))


def _told(told: ActStory, subject: str | None) -> dict[str, Any]:
    files = [{**asdict(one), "file": one.id, "longitude": one.place.longitude if one.place else None,
              "latitude": one.place.latitude if one.place else None} for one in told.evidence.exhibits]
    duties = {name: [{**asdict(one), "duty": one.id} for one in some] for name, some in (
        ("counted_for", told.counted), ("possible", told.possible), ("brought_about", told.brought))}
    place = told.evidence.place
    return {**asdict(told.act), **duties, "act": told.act.id, "subject": subject, "fields": told.fields,
            "findings": told.findings, "corrects": told.act.corrects_id, "corrected_by": told.heir, "files": files,
            "place": asdict(place) if place else None, "history": [asdict(one) for one in told.turns]}


@router.post("", status_code=201, responses=problems(404, 409, 415, 422))
def record_act(request: Request, done: ReportedAct, actor: Program, key: Key = None) -> Counted:
    """Record something done; it counts for the duties of its kind, party, subject and day."""
    with open_desk(request.app.state.house, actor) as desk:
        return Counted.model_validate(once(desk, key, {"act": done.model_dump(mode="json")}, lambda: _recorded(desk, done)))


def _recorded(desk: Desk, done: ReportedAct) -> dict[str, Any]:
    kind, party = kind_of(desk.rulebook, done.kind), find_party(desk, done.party, "act.record")
    about, number, _ = in_reach(desk, Recorder(party.id, party.code, party.name, party.level, party.path), done.subject or "")
    place = place_in_china(**done.place.model_dump()) if done.place else None
    files = claimed(desk, done.files, files_of(kind))
    made = record(desk, NewAct(kind.kind, party.id, done.done_on, about, number, done.period, done.fields,
                               tuple(done.findings)))
    refuse_missing(kind, dict(files))
    keep_evidence(desk, made.act_id, place=place, files=files)
    return _counted(made)


def _counted(made: Recorded) -> dict[str, Any]:
    return {"act": made.act_id, "counted_for": list(made.counted_for), "opened": list(made.opened)}


@router.post("/{number}/corrections", status_code=201, responses=problems(404, 409, 415, 422))
def correct_act(request: Request, number: Number, given: Correction, actor: Program, key: Key = None) -> Counted:
    """Put a corrected act in the place of one; what it counts for follows."""
    said = {"correction": number, **given.model_dump(mode="json")}
    with open_desk(request.app.state.house, actor) as desk:
        return Counted.model_validate(once(desk, key, said, lambda: _counted(correct(
            desk, number, reason=given.reason, fields=given.fields, done_on=given.done_on,
            findings=None if given.findings is None else tuple(given.findings)))))


@router.post("/{number}/withdrawal", responses=problems(404, 409, 415, 422))
def withdraw_act(request: Request, number: Number, given: Withdrawal, actor: Program, key: Key = None) -> Withdrawn:
    """Withdraw an act: what it had discharged is owed again, what it had brought about is closed."""
    with open_desk(request.app.state.house, actor) as desk:
        return Withdrawn.model_validate(once(desk, key, {"withdrawal": number, "reason": given.reason}, lambda: {
            "act": number, "reopened": list(withdraw(desk, number, reason=given.reason))}))
