"""Clues that intake has set aside: listed with what went wrong, and tried again, one by one, with true counts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Date

from casework import journal
from casework.access import SYSTEM, Actor, permit_somewhere
from casework.clue.clues import LIES_AT
from casework.clue.intake import ASIDE, FAULT, process, what_went_wrong
from casework.clue.mail_books import settle
from casework.clue.unseen import NOT_NAMED
from casework.desk import Desk, House, open_desk
from casework.journal import Entry
from casework.reach import Reach
from foundation.database import Instant
from foundation.errors import InvalidError

MOST = 200  # at once
SELECT = (f"SELECT c.id, c.number, c.received_on, c.channel, c.taken_by_id, f.error, f.tries, f.at FROM clue c"
          f" JOIN clue_fault f ON f.clue_id = c.id JOIN party p ON p.id = {LIES_AT} WHERE c.stage = 'set_aside' AND {{where}}"
          " ORDER BY c.id LIMIT :most")


@dataclass(frozen=True)
class Aside:
    """A clue that was set aside: what went wrong, and how often it was tried."""

    id: int
    number: str
    received_on: date
    channel: str
    taken_by_id: int | None
    error: str
    tries: int
    at: datetime


@dataclass(frozen=True)
class Retried:
    """How many came through, and which failed again with what."""

    through: int
    failed: tuple[tuple[str, str], ...]  # number and error


def set_asides(desk: Desk) -> list[Aside]:
    """The clues set aside where the actor may retry them, the oldest first."""
    permit_somewhere(desk.actor, "clue.retry")
    reach = Reach(desk.actor)
    where, values = reach.of("clue.retry", "p"), dict(reach.values)
    if desk.actor.officer_id is not None:
        where, values = f"{where} AND {NOT_NAMED.format(clue='c.id')}", values | {"officer": desk.actor.officer_id}
    rows = desk.rows(SELECT.format(where=where), types={"received_on": Date(), "at": Instant()}, most=MOST, **values)
    return [Aside(**row._asdict()) for row in rows]


def retry(house: House, actor: Actor, numbers: Collection[str] | None = None) -> Retried:
    """Process again those of these numbers that are set aside, or all of them; each stands by itself."""
    with open_desk(house, actor) as desk:
        found = [one for one in set_asides(desk) if numbers is None or one.number in numbers]
        if numbers is not None and len(found) != len(set(numbers)):
            raise InvalidError("Some of these clues are not set aside any more.", way_out="Look at the list again.")
        journal.note_each(desk, "clue.retried", "clue", [Entry(one.id, one.taken_by_id, {}) for one in found])
    errors = {one.number: _again(house, one.id) for one in found}
    failed = tuple((number, error) for number, error in errors.items() if error)
    return Retried(sum(error is None for error in errors.values()), failed)


def _again(house: House, clue_id: int) -> str | None:
    """Process one; what went wrong, or None. Nobody else sees it waiting meanwhile."""
    try:
        with open_desk(house, SYSTEM) as desk:
            if desk.run("UPDATE clue SET stage = 'received', version = version + 1 WHERE id = :id AND stage = 'set_aside'",
                        id=clue_id):
                process(desk, [clue_id])
                desk.run("DELETE FROM clue_fault WHERE clue_id = :id", id=clue_id)
                settle(desk, ASIDE, str(clue_id), "已重新分办")
    except Exception as error:
        said = what_went_wrong(error)
        with open_desk(house, SYSTEM) as desk:
            desk.run(FAULT, id=clue_id, error=said, now=desk.now)
        return said
    return None
