"""举报: the public form of a clue, without an account; and the same by the personal link of a watcher."""

from dataclasses import asdict, replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from casework.access import PUBLIC
from casework.clue.accepting import NewClue, accept
from casework.desk import House, open_desk
from casework.journal import canonical
from casework.once import done_before, once
from casework.record.watchers import Watching, by_link
from casework.view.divisions import divisions
from console.pages import page
from console.report_form import MOST_FILES, Meant, filled, meant, new_clue, sealed, uploads
from foundation.errors import ConflictError, InvalidError, KuangjianError, NotFoundError
from regulation.clue import TO_THE_SUPERIOR, Channel, Offence
from web.posted import Posted, words

router = APIRouter(prefix="/report", include_in_schema=False)
OFFERED = [one.value for one in Offence]


@router.get("")
def report_page(request: Request) -> Response:
    """The form."""
    return _form(request, {})


@router.post("")
def report(request: Request, form: Posted) -> Response:
    """Take the clue, and show its number and receipt code this once: no other page could tell it again."""
    return _taken(request, form, "/report")


@router.get("/by/{token}")
def watcher_page(request: Request, token: str) -> Response:
    """The form for whoever watches."""
    with open_desk(request.app.state.house, PUBLIC, reads=True) as desk:
        by_link(desk, token)
    return _form(request, {}, at=f"/report/by/{token}", watcher=True)


@router.post("/by/{token}")
def report_by_watcher(request: Request, token: str, form: Posted) -> Response:
    """Take a watcher's clue; who he is goes into its seal."""
    with open_desk(request.app.state.house, PUBLIC, reads=True) as desk:
        watching = by_link(desk, token)
    return _taken(request, form, f"/report/by/{token}", watching)


def _taken(request: Request, form: FormData, at: str, watching: Watching | None = None) -> Response:
    house: House = request.app.state.house
    given = filled(form)
    with open_desk(house, PUBLIC, reads=True) as desk:
        place = meant(divisions(desk), given)
    if words(form, "do") == "steps":
        return _form(request, given, place, at=at, stepping=True, watcher=watching is not None)
    try:
        sent = _accepted(house, form, _by(new_clue(given, place), watching))
    except (InvalidError, ConflictError, NotFoundError) as error:
        return _form(request, given, place, at=at, error=error, watcher=watching is not None)
    return page(request, "report_sent.html", sent=sent, again=at)


def _by(new: NewClue, watching: Watching | None) -> NewClue:
    """The clue as sent by a watcher, if it is."""
    if watching is None:
        return new
    return replace(new, channel=Channel.SUPERVISOR, reporter=watching.reporter, watcher=watching.id)


def _accepted(house: House, form: FormData, new: NewClue) -> dict[str, Any]:
    """Number and receipt; whoever sends the same form twice gets the same again, and sends one clue."""
    word, files = words(form, "sending"), uploads(form)
    if not word:
        raise InvalidError("This form is out of date.", way_out="Open the page anew, and fill it in again.")
    asked = {"clue": asdict(new), "files": [[one.filename, one.size] for one in files]}
    # Changed and sent again it is another clue.
    key = house.seal.mark(f"{word} {canonical(asked)}")
    with open_desk(house, PUBLIC, reads=True) as desk:
        again = done_before(desk, key)
    kept = [] if again else sealed(house, files)  # nobody waits for it, and sent again it leaves nothing behind

    def take() -> dict[str, Any]:
        done = accept(desk, new, files=sealed(house, files) if again else kept)
        return {"number": done.number, "receipt": done.receipt}
    with open_desk(house, PUBLIC) as desk:
        return once(desk, key, asked, take, sealed=True)


def _form(request: Request, given: dict[str, str], place: Meant | None = None, *, at: str = "/report",
          error: KuangjianError | None = None, stepping: bool = False, watcher: bool = False) -> Response:
    house: House = request.app.state.house
    with open_desk(house, PUBLIC, reads=True) as desk:
        tree = divisions(desk)
    place = place or Meant()
    way = tree.steps(place.division)
    steps = [tree.below(tree.top), *(tree.below(one.code) for one in way[:2])]
    return page(request, "report.html", status=422 if error else 200, given=given, at=at, error=error, stepping=stepping,
                watcher=watcher, choices=place.choices, steps=steps, way=[one.code for one in way],
                offences=OFFERED, about_for=[one.value for one in TO_THE_SUPERIOR], most_files=MOST_FILES,
                known=[one.whole for one in tree.found.values() if one.level in ("city", "county")])
