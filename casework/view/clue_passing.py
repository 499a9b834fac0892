"""What stands on the page from which a clue is passed on: the clue, where it has been, and the offices it may go to."""

from dataclasses import dataclass
from datetime import datetime

from casework.access import reading_paths
from casework.clue import clues
from casework.clue.assigning import BUREAUS, last_way
from casework.clue.clues import ClueRow, clue_of
from casework.clue.passing import Ground, ground_of
from casework.clue.routing import route
from casework.desk import Desk
from casework.in_force import standing
from foundation.database import Instant
from models.party import OFFICE_LEVELS

# By the page's name, the move and the right that it takes.
PASSES = {"assign": ("clue.assign", "clue.assign"), "transfer": ("clue.transfer", "clue.transfer"),
          "dispute": ("clue.dispute", "clue.transfer"), "designate": ("clue.designate", "clue.designate")}
MOST = 400  # offices to choose from; any other is written by its code
OFFICES = f"SELECT id, code, name, level, path FROM party WHERE level <> 'holder' AND {standing('party')} ORDER BY code"
WAY = ("SELECT m.how, a.name AS was, b.name AS became, m.reason, m.by, m.at FROM clue_move m LEFT JOIN party a"
       " ON a.id = m.from_id JOIN party b ON b.id = m.to_id WHERE m.clue_id = :id ORDER BY m.id")


@dataclass(frozen=True)
class Came:
    """A clue came to an office."""

    how: str
    was: str | None
    became: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Choice:
    """An office by code and name."""

    code: str
    name: str


@dataclass(frozen=True)
class Passing:
    """A clue that is to be passed on."""

    clue: ClueRow
    way: tuple[Came, ...]
    offices: tuple[Choice, ...]
    competent: Choice | None  # the office that is competent by what the clue says, if that is another
    came_from: str | None  # the office that transferred it, with which it is disputed


def passing(desk: Desk, number: str, move: str) -> Passing:
    """What whoever may make this move now sees before he does."""
    clue, (action, right) = clue_of(desk, number), PASSES[move]
    clues.permit(desk, clue, right, action)
    ground, way = ground_of(desk, clue), way_of(desk, clue)
    levels = OFFICE_LEVELS if move == "assign" else BUREAUS
    rows = [row for row in desk.rows(OFFICES, today=desk.today)
            if row.level in levels and _may_have_it(desk, clue, move, row.path, row.id)]
    return Passing(clue, way, tuple(Choice(row.code, row.name) for row in rows if not ground.barred(row.id))[:MOST],
                   competent(desk, clue, ground),
                   way[-1].was if last_way(desk, clue)[0] == "transferred" else None)


def way_of(desk: Desk, clue: ClueRow) -> tuple[Came, ...]:
    """Where a clue has been, the first first."""
    return tuple(Came(**row._asdict()) for row in desk.rows(WAY, types={"at": Instant()}, id=clue.id))


def competent(desk: Desk, clue: ClueRow, ground: Ground) -> Choice | None:
    """The office that is competent by what a clue says, if that is not the one where it lies."""
    found = route(ground.facts, ground.clue).office_id
    if found is None or found == clue.office_id:
        return None
    row = desk.rows("SELECT code, name FROM party WHERE id = :id", id=found)[0]
    return Choice(row.code, row.name)


def _may_have_it(desk: Desk, clue: ClueRow, move: str, path: str, office_id: int) -> bool:
    """Whether this move can bring a clue there; whom the clue is about is asked elsewhere."""
    if move == "designate":
        return path.startswith(clue.office_path)
    if office_id == clue.office_id:
        return False
    paths = reading_paths(desk.actor, "clue.assign") if move == "assign" else None
    return paths is None or any(path.startswith(one) and path != one for one in paths)
