"""线索地图: clues and rights on a map made on the server, narrowed as the register is, zoomed by links."""

from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from casework.desk import open_desk
from casework.view.clue_map import MOST_CLUES, MOST_RIGHTS, clue_map
from casework.view.clues import CLUES, WANTS
from casework.view.map_frame import WIDTH
from casework.view.map_lies import AROUND
from casework.view.map_told import ClueMap, MapClue
from console.pages import page
from console.tables import asked, shown
from regulation.clue import Channel, Offence, Outcome, Stage
from web.presence import SignedIn

router = APIRouter(prefix="/clues", include_in_schema=False)
FEW, LISTED = 40, 200  # marks that have their number beside them; clues in the table
CHOICES: dict[str, Any] = {"stages": Stage, "channels": Channel, "offences": Offence, "outcomes": Outcome,
                           "wants": tuple(WANTS)}
# A mark tells by its form what is said to have happened, by its colour how far the clue has come.
FORMS = {Offence.MINING_WITHOUT_LICENCE: "round", Offence.EXPLORING_WITHOUT_LICENCE: "round",
         Offence.MINING_OUTSIDE_AREA: "square", Offence.ILLEGAL_TRANSFER: "peak", Offence.UNLAWFUL_APPROVAL: "peak",
         Offence.OFFICER_CONDUCT: "peak"}
TONES = {Stage.REGISTERED: "working", Stage.VERIFYING: "working", Stage.VERIFIED: "found", Stage.CLOSED: "ended",
         Stage.DECLINED: "ended"}
OTHER_FORM, OTHER_TONE = "turned", "waiting"
Text = Annotated[str, Query(max_length=40)]


@dataclass(frozen=True)
class Mark:
    """A clue as it is drawn."""

    clue: MapClue
    form: str
    tone: str


@router.get("/map")
def map_page(request: Request, found: SignedIn, at: Text = "", clue: Text = "", km: Text = "") -> Response:
    """The clues and rights in the reader's reach, around an office or a clue."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        told = clue_map(desk, asked(request, CLUES), at=at.strip(), clue=clue.strip(),
                        kilometres=int(km) if km.isascii() and km.isdigit() else 0)
    kept = {"clue": told.around, "km": str(told.kilometres)} if told.around else {"at": told.code}
    return page(request, "clue_map.html", map=told, list=shown(request, told.part, **kept), marks=_marks(told), width=WIDTH,
                few=FEW, listed=LISTED, around=AROUND, legend=_legend(told), narrowed=urlencode(told.part.asked.filters),
                cut=told.part.more or len(told.rights) == MOST_RIGHTS, most=(MOST_CLUES, MOST_RIGHTS), **CHOICES)


def _marks(told: ClueMap) -> list[Mark]:
    """Those with a place, what ended below what runs."""
    marks = [Mark(one, _form(one), _tone(one)) for one in told.clues if one.x is not None]
    return sorted(marks, key=lambda mark: mark.tone != "ended")


def _form(clue: MapClue) -> str:
    return FORMS.get(Offence(clue.offence), OTHER_FORM)


def _tone(clue: MapClue) -> str:
    return TONES.get(Stage(clue.stage), OTHER_TONE)


def _legend(told: ClueMap) -> tuple[list[tuple[str, list[str]]], list[tuple[str, list[str]]]]:
    """What the forms and the colours on this map mean: each with the offences, or the stages, that have it."""
    forms: dict[str, list[str]] = {}
    tones: dict[str, list[str]] = {}
    for offence in Offence:
        if any(one.offence == offence for one in told.clues):
            forms.setdefault(FORMS.get(offence, OTHER_FORM), []).append(offence)
    for stage in Stage:
        if any(one.stage == stage for one in told.clues):
            tones.setdefault(TONES.get(stage, OTHER_TONE), []).append(stage)
    return list(forms.items()), list(tones.items())
