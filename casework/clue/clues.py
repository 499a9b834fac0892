"""One clue as casework sees it: read with its office, changed by compare-and-set, its moves journalled."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date

from casework import journal
from casework.access import allowed
from casework.clue.unseen import seen
from casework.desk import Desk
from casework.reach import Reach
from foundation.database import Instant
from foundation.errors import ConflictError, NotFoundError
from regulation.clue import Stage, lawful
from regulation.terms import in_words

COLUMNS = ("id", "number", "channel", "stage", "offence", "received_at", "received_on", "received_by", "taken_by_id", "text",
           "accused", "place", "division_code", "longitude", "latitude", "licence_no", "happened", "ongoing", "named", "major",
           "right_id", "county_id", "office_id", "routed_by", "transferred", "given_by_id", "answer_by", "outcome", "disposal",
           "end_reason", "ended_on", "main_id", "source_act_id", "version")
DESIGNATED = "指定管辖"  # how a clue came to the office that a superior named
# Before it is routed a clue is seen by whoever took it in, and by the province.
LIES_AT = "coalesce(c.office_id, c.taken_by_id, (SELECT id FROM party WHERE level = 'province'))"
SELECT = (f"SELECT {', '.join(f'c.{one}' for one in COLUMNS)}, p.path AS office_path, p.name AS office_name FROM clue c"
          f" JOIN party p ON p.id = {LIES_AT}")
TYPES = {"received_at": Instant(), "received_on": Date(), "answer_by": Date(), "ended_on": Date()}


@dataclass(frozen=True)
class ClueRow:
    """A clue with the office at which it lies."""

    id: int
    number: str
    channel: str
    stage: str
    offence: str
    received_at: datetime
    received_on: date
    received_by: str
    taken_by_id: int | None
    text: str
    accused: str | None
    place: str | None
    division_code: str | None
    longitude: float | None
    latitude: float | None
    licence_no: str | None
    happened: str | None
    ongoing: bool
    named: bool
    major: bool
    right_id: int | None
    county_id: int | None
    office_id: int | None
    routed_by: str | None
    transferred: bool
    given_by_id: int | None
    answer_by: date | None
    outcome: str | None
    disposal: str | None
    end_reason: str | None
    ended_on: date | None
    main_id: int | None
    source_act_id: int | None
    version: int
    office_path: str
    office_name: str

    @property
    def designated(self) -> bool:
        """Whether a common superior has said that its office is competent, which binds."""
        return self.routed_by == DESIGNATED


def clue_of(desk: Desk, number: str) -> ClueRow:
    """The clue of this number, if the actor may see it; any other does not exist."""
    return _one(desk, "c.number = :number", number=number.strip().upper()[:40])


def clue_by_id(desk: Desk, clue_id: int) -> ClueRow:
    """The clue of this id, if the actor may see it."""
    return _one(desk, "c.id = :id", id=clue_id)


def _one(desk: Desk, which: str, **values: Any) -> ClueRow:
    reach = Reach(desk.actor)
    where, more = seen(reach)
    rows = desk.rows(f"{SELECT} WHERE {which} AND {where}", types=TYPES, **values, **reach.values, **more)
    if not rows:
        raise NotFoundError("There is no such clue.", way_out="Look at its number again; the register lists those you may see.")
    return ClueRow(**rows[0]._asdict())


def permit(desk: Desk, clue: ClueRow, right: str, action: str, *, seen: int | None = None) -> None:
    """Refuse a move that the actor may not do at the clue's office, or that its stage does not allow.

    `seen` is the version on which it was decided: what was decided on another is refused, too.
    """
    desk.permit(right, clue.office_path)
    refuse_stage(clue, action, seen=seen)


def refuse_stage(clue: ClueRow, action: str, *, seen: int | None = None) -> None:
    """Refuse a move that the clue's stage does not allow, telling those that it does, or decided on another version."""
    if seen not in (None, clue.version):
        raise _outdated(clue)
    linked = clue.main_id is not None
    now = lawful_now(clue)
    if action not in now:
        standing = "handled together with another" if linked else in_words(clue.stage)
        raise ConflictError(f"{clue.number} is {standing}: this cannot be done to it now.",
                            problems=tuple(f"possible now: {in_words(one)}" for one in now),
                            way_out="Look at the clue as it stands, and choose among these.")


def lawful_now(clue: ClueRow) -> tuple[str, ...]:
    """The moves that a clue can make as it stands."""
    return lawful(Stage(clue.stage), transferred=clue.transferred, designated=clue.designated,
                  linked=clue.main_id is not None)


def may(desk: Desk, clue: ClueRow, right: str) -> bool:
    """Whether the actor has a right at the clue's office."""
    return allowed(desk.actor, right, clue.office_path)


def change(desk: Desk, clue: ClueRow, **columns: Any) -> ClueRow:
    """Change columns unless somebody else changed the clue since it was read; the clue with them."""
    sets = ", ".join(f"{name} = :{name}" for name in columns)
    if desk.run(f"UPDATE clue SET {sets}, version = version + 1 WHERE id = :id AND version = :seen",
                id=clue.id, seen=clue.version, **columns) != 1:
        raise _outdated(clue)
    return replace(clue, version=clue.version + 1, **columns)


def _outdated(clue: ClueRow) -> ConflictError:
    return ConflictError(f"{clue.number} was changed by somebody else meanwhile.",
                         way_out="Look at it again, then repeat what is still wanted.")


def record(desk: Desk, action: str, clue: ClueRow, **detail: Any) -> None:
    """Journal what was done about a clue, at the office where it lies."""
    journal.note(desk, action, "clue", clue.id, office_id=clue.office_id or clue.taken_by_id, **detail)
