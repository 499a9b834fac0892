"""What a map of clues shows: divisions, rights and clues, each with its place on the picture."""

from dataclasses import dataclass
from datetime import date

from casework.view.listing import Part
from casework.view.map_frame import Frame


@dataclass(frozen=True)
class Division:
    """A division: its path and a place within; its clues without a position, its rights without an area.

    `within` counts, with all below it, its clues, of them those without a position, and rights without an area.
    """

    code: str
    name: str
    level: str
    path: str
    x: float | None
    y: float | None
    placeless: int
    rights: int
    within: tuple[int, int, int]


@dataclass(frozen=True)
class MapRight:
    """A right: its path on the picture, or its middle where it is too small; `running` says whether it is in force today."""

    licence_no: str
    name: str
    kind: str
    running: bool
    mine: int | None
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class MapClue:
    """A clue; `x` and `y` are none where it has no position within the frame."""

    number: str
    stage: str
    offence: str
    ongoing: bool
    received_on: date
    county: str | None
    office: str
    x: float | None
    y: float | None


@dataclass(frozen=True)
class ClueMap:
    """A map: what it is about, its frame, none where nothing is known to lie anywhere, and what it shows."""

    code: str
    name: str
    above: tuple[tuple[str, str], ...]  # code and name of the offices above, the widest first
    around: str  # the number of the clue around which it is, if it is
    kilometres: int  # how far
    frame: Frame | None
    divisions: tuple[Division, ...]
    rights: tuple[MapRight, ...]
    clues: tuple[MapClue, ...]
    part: Part  # what it was narrowed to, and whether more would have been shown
    made_up: bool  # what is drawn is the demo's
