"""Two clues side by side, and what was found alike or said about them."""

from collections.abc import Sequence
from dataclasses import dataclass

from casework.access import allowed
from casework.clue.clues import ClueRow, clue_of
from casework.desk import Desk
from casework.view.clue_links import Link, links_of
from foundation.errors import InvalidError, NotFoundError


@dataclass(frozen=True)
class Pair:
    """The earlier clue and the later one, what is known of both, and whether the reader may decide."""

    main: ClueRow
    later: ClueRow
    known: Link | None
    linked: bool
    may: bool


@dataclass(frozen=True)
class Beside:
    """A clue with all that looks like it, and one of them beside it."""

    clue: ClueRow
    links: Sequence[Link]
    pair: Pair | None


def beside(desk: Desk, number: str, other: str = "") -> Beside:
    """A clue beside another of this number; without one beside the first that it is linked to or looks like."""
    clue = clue_of(desk, number)
    desk.permit("clue.link", clue.office_path)
    links = links_of(desk, clue.id)
    wanted = other.strip().upper() or next((one.number for one in links if one.state != "dismissed"), "")
    return Beside(clue, links, _pair(desk, clue, wanted, links) if wanted else None)


def _pair(desk: Desk, clue: ClueRow, other: str, links: Sequence[Link]) -> Pair:
    try:
        twin = clue_of(desk, other)
    except NotFoundError as error:
        raise InvalidError(error.message, way_out=error.way_out) from None
    if twin.id == clue.id:
        raise InvalidError("A clue is not linked to itself.", way_out="Give the number of the other one.")
    main, later = (clue, twin) if clue.id < twin.id else (twin, clue)
    return Pair(main, later, next((one for one in links if one.id == twin.id), None), later.main_id == main.id,
                allowed(desk.actor, "clue.link", later.office_path))
