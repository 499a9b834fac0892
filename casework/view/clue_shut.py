"""What cannot be done to a clue now by its reader, and why: its stage, its past, or the table of access."""

from collections.abc import Collection
from dataclasses import dataclass

from casework.clue.clues import ClueRow, may
from casework.desk import Desk
from casework.grants import GRANTS
from casework.view.clue_ways import OF_THE_TEAM, PAGES
from regulation.clue import MOVES, OF_THE_LINKED, Stage


@dataclass(frozen=True)
class Shut:
    """A move and what stands in its way: the stages that allow it, the roles that may; else the reason alone."""

    action: str
    why: str  # stage, linked, transferred, designated, right, team, anonymous
    among: tuple[str, ...] = ()


def shut(desk: Desk, clue: ClueRow, now: Collection[tuple[str, str]]) -> list[Shut]:
    """Every move that is not among those possible now."""
    possible = {action for action, _ in now}
    return [_why(desk, clue, action, right) for action, (_, right) in PAGES.items() if action not in possible]


def _why(desk: Desk, clue: ClueRow, action: str, right: str) -> Shut:
    move = MOVES[action]
    if clue.main_id is not None and action not in OF_THE_LINKED:
        return Shut(action, "linked")
    if Stage(clue.stage) not in move.since:
        return Shut(action, "stage", tuple(move.since))
    if clue.designated and action in ("clue.transfer", "clue.dispute"):
        return Shut(action, "designated")
    if clue.transferred and action == "clue.transfer":
        return Shut(action, "transferred")
    if not may(desk, clue, right):
        return Shut(action, "right", tuple(dict.fromkeys(
            role for grant in GRANTS if grant.action == right for role in grant.roles)))
    return Shut(action, "team" if action in OF_THE_TEAM else "anonymous")
