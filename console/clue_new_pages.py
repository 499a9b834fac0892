"""登记来电来信: a clue is taken down while somebody talks; number and receipt code are read out once."""

from dataclasses import asdict, replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from casework.access import permit_somewhere
from casework.account.sessions import Present
from casework.clue.accepting import NewClue, accept
from casework.desk import Desk, House, open_desk
from casework.journal import canonical
from casework.once import once
from casework.view.clue_alike import Alike, alike_to
from casework.view.divisions import divisions
from casework.view.own_work import own_offices
from console.pages import page
from console.report_form import MOST_FILES, REPORTER, Meant, filled, meant, new_clue, sealed, uploads
from foundation.errors import ConflictError, InvalidError, KuangjianError, NotFoundError
from regulation.clue import TO_THE_SUPERIOR, Channel, Offence
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/clues", include_in_schema=False)
CHANNELS = (Channel.HOTLINE, Channel.LETTER, Channel.LEADER, Channel.REPORT, Channel.MEDIA)


@router.get("/new")
def new_clue_page(request: Request, found: SignedIn) -> Response:
    """The form."""
    return _form(request, found, {})


@router.post("/new")
def take_clue(request: Request, found: SignedIn, form: Posted) -> Response:
    """Take the clue, and show its number and receipt code this once; or what is alike in the register, and the form again."""
    given = {**filled(form), "channel": words(form, "channel"), "office": words(form, "office")}
    # Who says anything of himself is named; what kind it is may be found out later.
    given |= {"who": "named" if any(given[one] for one in REPORTER) else "", "offence": given["offence"] or Offence.OTHER}
    house: House = request.app.state.house
    place = Meant()
    try:
        with open_desk(house, found.actor, reads=True) as desk:
            permit_somewhere(desk.actor, "clue.take")
            place = meant(divisions(desk), given)
            new = _new(desk, given, place)
            alike = alike_to(desk, new)
        if words(form, "do") == "alike":
            return _form(request, found, given, place, alike=alike)
        sent = _accepted(house, found, form, new)
    except (InvalidError, ConflictError, NotFoundError) as error:
        return _form(request, found, given, place, error=error)
    return page(request, "clue_taken.html", sent=sent, alike=alike)


def _new(desk: Desk, given: dict[str, str], place: Meant) -> NewClue:
    offices = _offices(desk)
    at = [one for one in offices if one.code == given["office"]] or (offices if len(offices) == 1 else [])
    if given["channel"] not in CHANNELS or not at:
        raise InvalidError("By what way it came, or where it is taken in, is missing.", way_out="Choose it from the list.")
    return replace(new_clue(given, place, Channel(given["channel"])), office=at[0].id)


def _accepted(house: House, found: Present, form: FormData, new: NewClue) -> dict[str, Any]:
    """Number and receipt; whoever sends the same form twice gets the same again, and takes one clue."""
    word, files = words(form, "sending"), uploads(form)
    if not word:
        raise InvalidError("This form is out of date.", way_out="Open the page anew, and fill it in again.")
    asked = {"clue": asdict(new), "files": [[one.filename, one.size] for one in files]}
    kept = sealed(house, files)

    def take() -> dict[str, Any]:
        done = accept(desk, new, files=kept)
        return {"number": done.number, "receipt": done.receipt}
    with open_desk(house, found.actor) as desk:
        # Changed and sent again it is another clue.
        return once(desk, house.seal.mark(f"{word} {canonical(asked)}"), asked, take, sealed=True)


def _offices(desk: Desk) -> list[Any]:
    """Where the reader takes clues in."""
    at = own_offices(desk, "clue.take")
    listed = ", ".join(str(one) for one in at) or "0"
    return desk.rows(f"SELECT id, code, name FROM party WHERE id IN ({listed}) AND level <> 'holder' ORDER BY code")


def _form(request: Request, found: Present, given: dict[str, str], place: Meant | None = None, *,
          error: KuangjianError | None = None, alike: list[Alike] | None = None) -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        permit_somewhere(desk.actor, "clue.take")
        tree, offices = divisions(desk), _offices(desk)
    return page(request, "clue_new.html", status=422 if error else 200, given=given, error=error, alike=alike, offices=offices,
                choices=place.choices if place else [], channels=CHANNELS, offences=list(Offence), most_files=MOST_FILES,
                about_for=TO_THE_SUPERIOR, known=[one.whole for one in tree.found.values() if one.level in ("city", "county")])
