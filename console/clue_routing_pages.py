"""Where a clue goes: registered or declined, given to an office below, transferred, disputed, designated."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from casework.account.sessions import Present
from casework.act.places import read_place
from casework.clue import clues
from casework.clue.assigning import assign, designate, dispute, transfer
from casework.clue.clues import clue_of
from casework.clue.naming import parted
from casework.clue.passing import ground_of
from casework.clue.registering import Corrected, decline, register
from casework.desk import Desk, open_desk
from casework.record.days import a_day
from casework.view.clue_passing import PASSES, competent, passing, way_of
from console.changes import kept
from console.pages import number as whole
from console.pages import page
from foundation.errors import InvalidError, NotFoundError
from regulation.clue import Offence
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/clues/{number}", include_in_schema=False)


@router.get("/register")
def register_page(request: Request, number: str, found: SignedIn) -> Response:
    """The clue as it was told, to be corrected and registered, or declined."""
    return _register(request, found, number)


def _register(request: Request, found: Present, number: str, *, error: InvalidError | None = None, doing: str = "",
              given: Mapping[str, str] | None = None) -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        clue = clue_of(desk, number)
        clues.permit(desk, clue, "clue.register", "clue.register")
        other = competent(desk, clue, ground_of(desk, clue))
        return page(request, "clue_register.html", status=422 if error else 200, clue=clue, other=other, error=error,
                    way=way_of(desk, clue), doing=doing, given=given or {}, offences=Offence)


@router.post("/register")
def register_clue(request: Request, number: str, found: SignedIn, form: Posted) -> Response:
    """Register it as corrected, or decline it."""
    doing = "decline" if words(form, "decision") == "decline" else "register"
    try:
        with open_desk(request.app.state.house, found.actor) as desk:
            seen = _seen(desk, number, form, "clue.register", "clue.register")
            if doing == "decline":
                decline(desk, number, reason=words(form, "reason"), seen=seen)
                return _on(desk, number)
            done = register(desk, number, _corrected(form), offices=parted(words(form, "offices")),
                            officers=parted(words(form, "officers")), seen=seen)
            return RedirectResponse(f"/clues/{number}/register", status_code=303) if done.competent else _on(desk, number)
    except InvalidError as error:
        return _register(request, found, number, error=error, doing=doing, given=kept(form))


def _corrected(form: FormData) -> Corrected:
    offence = words(form, "offence")
    if offence not in {one.value for one in Offence}:
        raise InvalidError("What it is about is missing.", way_out="Choose one of the list.")
    place = read_place(words(form, "longitude"), words(form, "latitude"))
    return Corrected(Offence(offence), words(form, "accused"), words(form, "division"), place.longitude if place else None,
                     place.latitude if place else None, words(form, "licence"), bool(words(form, "ongoing")),
                     bool(words(form, "major")))


@router.get("/assign")
@router.get("/transfer")
@router.get("/dispute")
@router.get("/designate")
def pass_page(request: Request, number: str, found: SignedIn) -> Response:
    """The clue with where it has been, and the offices it may go to."""
    return _pass(request, found, number, _move(request))


def _pass(request: Request, found: Present, number: str, move: str, *, error: InvalidError | None = None,
          given: Mapping[str, str] | None = None) -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        told = passing(desk, number, move)
        return page(request, "clue_pass.html", status=422 if error else 200, told=told, clue=told.clue, way=told.way, move=move,
                    error=error, doing=move if error else "", given=given or {},
                    suggested=request.query_params.get("office", "")[:40])


@router.post("/assign")
@router.post("/transfer")
@router.post("/dispute")
@router.post("/designate")
def pass_clue(request: Request, number: str, found: SignedIn, form: Posted) -> Response:
    """Pass it on."""
    move = _move(request)
    try:
        with open_desk(request.app.state.house, found.actor) as desk:
            _pass_on(desk, number, move, form)
            return _on(desk, number)
    except InvalidError as error:
        return _pass(request, found, number, move, error=error, given=kept(form))


def _pass_on(desk: Desk, number: str, move: str, form: FormData) -> None:
    action, right = PASSES[move]
    to, reason, seen = words(form, "office"), words(form, "reason"), _seen(desk, number, form, right, action)
    match move:
        case "assign":
            day = words(form, "answer_by")
            assign(desk, number, to=to, reason=reason, answer_by=a_day(day) if day else None, seen=seen)
        case "transfer":
            transfer(desk, number, to=to, reason=reason, seen=seen)
        case "dispute":
            dispute(desk, number, other=to, reason=reason, seen=seen)
        case "designate":
            designate(desk, number, to=to, reason=reason, seen=seen)


def _move(request: Request) -> str:
    return request.url.path.rpartition("/")[2]


def _seen(desk: Desk, number: str, form: FormData, right: str, action: str) -> int:
    """The version that the page showed; who may not do this is told before what he filled in is looked at."""
    clues.permit(desk, clue_of(desk, number), right, action)
    return whole(form, "seen")


def _on(desk: Desk, number: str) -> Response:
    """To the clue; to the register where it is out of one's sight now."""
    try:
        clue_of(desk, number)
    except NotFoundError:
        return RedirectResponse("/clues", status_code=303)
    return RedirectResponse(f"/clues/{number}", status_code=303)
