"""Clues that look like another, and what a person said to it; only those that the reader may see too."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.clue.clues import LIES_AT
from casework.clue.unseen import seen
from casework.desk import Desk
from casework.reach import Reach

LINKS = f"""
SELECT c.id, c.number, c.received_on, c.offence, c.stage, c.place, c.text, l.likeness, l.why, l.state FROM clue_link l
JOIN clue c ON c.id = CASE WHEN l.clue_id = :id THEN l.other_id ELSE l.clue_id END JOIN party p ON p.id = {LIES_AT}
WHERE (l.clue_id = :id OR l.other_id = :id) AND {{seen}}
ORDER BY CASE l.state WHEN 'linked' THEN 0 WHEN 'suggested' THEN 1 ELSE 2 END, l.likeness DESC, c.id
"""
BEGINNING = 80  # characters of a text


@dataclass(frozen=True)
class Link:
    """Another clue that looks like this one, in percent, and why; suggested, linked or dismissed."""

    id: int
    number: str
    received_on: date
    offence: str
    stage: str
    place: str | None
    text: str  # its beginning
    likeness: int
    why: str
    state: str


def links_of(desk: Desk, clue_id: int) -> list[Link]:
    """The clues that look like one that the caller may see."""
    reach = Reach(desk.actor)
    where, more = seen(reach)
    rows = desk.rows(LINKS.format(seen=where), types={"received_on": Date()}, id=clue_id, **reach.values, **more)
    return [_link(row) for row in rows]


def _link(row: Any) -> Link:
    said = row._asdict()
    said["text"] = row.text if len(row.text) <= BEGINNING else f"{row.text[:BEGINNING]}…"
    return Link(**said)
