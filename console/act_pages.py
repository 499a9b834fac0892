"""One act: what was recorded and what it counted for; corrected or withdrawn with a reason."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from casework.act.acts import correct, standing, withdraw
from casework.act.seen import may
from casework.clue.from_acts import found_by, take_finding
from casework.desk import House, open_desk
from casework.file.wanted import files_of
from casework.record.days import a_day
from casework.view.act_story import ActStory, act_story
from console.form_fields import filled, findings
from console.pages import page
from files.pictures import MEDIA_TYPES
from foundation.errors import ConflictError, InvalidError
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/acts", include_in_schema=False)


@router.get("/{act_id}")
def act_page(request: Request, act_id: int, found: SignedIn, recorded: Annotated[str, Query(max_length=1)] = "") -> Response:
    """The page of one act."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        told = act_story(desk, act_id)
        found_here = found_by(desk, told.act, told.kind)
        can = frozenset(name for name in ("correct", "withdraw")
                        if told.act.state == "standing" and may(desk, f"act.{name}", told.act))
    kind = told.kind
    return page(request, "act.html", told=told, kind=kind, may=can, found=found_here, recorded=recorded,
                shown_types=MEDIA_TYPES,
                file_titles={file.name: file.title for file in files_of(kind)} if kind else {},
                field_of={field.name: field for field in kind.fields} if kind else {},
                finding_of={one.code: one.title for one in kind.findings} if kind else {})


@router.post("/{act_id}/clues")
def make_clue(request: Request, act_id: int, found: SignedIn, form: Posted) -> Response:
    """Make a clue of what the act has found."""
    with open_desk(request.app.state.house, found.actor) as desk:
        take_finding(desk, act_id, words(form, "finding"))
    return RedirectResponse(f"/acts/{act_id}#clues", status_code=303)


@router.get("/{act_id}/correct")
def correct_page(request: Request, act_id: int, found: SignedIn) -> Response:
    """The form of a correction, filled in as the act stands."""
    told = _to_correct(request, act_id, found)
    return _form(request, told, given=dict(told.fields), ticked=told.findings, done_on=told.act.done_on, reason="", error=None)


@router.post("/{act_id}/correct")
def correct_act(request: Request, act_id: int, found: SignedIn, form: Posted) -> Response:
    """Correct; what is wrong is said beside what was filled in."""
    house: House = request.app.state.house
    told = _to_correct(request, act_id, found)
    assert told.kind is not None
    given, ticked, day, reason = filled(told.kind, form), findings(form), words(form, "done_on"), words(form, "reason")
    # A field that was emptied is emptied: the form shows all of them.
    wanted = {field.name: given.get(field.name) for field in told.kind.fields}
    try:
        with open_desk(house, found.actor) as desk:
            done = correct(desk, act_id, reason=reason, fields=wanted, done_on=a_day(day), findings=ticked)
    except InvalidError as error:
        return _form(request, told, given=given, ticked=ticked, done_on=day, reason=reason, error=error)
    return RedirectResponse(f"/acts/{done.act_id}", status_code=303)


def _to_correct(request: Request, act_id: int, found: SignedIn) -> ActStory:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        standing(desk, act_id, "act.correct")
        told = act_story(desk, act_id)
    if told.kind is None:
        raise ConflictError(f"The rulebook has no act kind “{told.act.kind}” any more.", way_out="Withdraw the act instead.")
    return told


def _form(request: Request, told: ActStory, *, error: InvalidError | None, **given: Any) -> Response:
    return page(request, "act_correct.html", status=422 if error else 200, told=told, kind=told.kind, error=error, **given)


@router.post("/{act_id}/withdraw")
def withdraw_act(request: Request, act_id: int, found: SignedIn, form: Posted) -> Response:
    """Withdraw; what it had discharged is owed again."""
    with open_desk(request.app.state.house, found.actor) as desk:
        withdraw(desk, act_id, reason=words(form, "reason"))
    return RedirectResponse(f"/acts/{act_id}", status_code=303)
