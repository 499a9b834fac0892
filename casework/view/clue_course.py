"""How a clue went: who did what and why, through which offices, and what was said with whoever sent it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from casework.desk import Desk
from casework.journal import officer_in
from foundation.database import Instant

ENTRY = "SELECT j.id, j.at, j.actor, j.action, j.entity, j.entity_id, j.detail FROM journal j WHERE j.entity = "
# Of the clue, of what is owed about it, of its reward: each by the index of the journal.
COURSE = f"""
SELECT x.id, x.at, coalesce(o.name, x.actor) AS name, x.action, x.entity, x.entity_id, x.detail FROM (
    {ENTRY}'clue' AND j.entity_id = :id UNION ALL
    {ENTRY}'duty' AND j.entity_id IN (SELECT d.id FROM duty d WHERE d.subject_kind = 'clue' AND d.subject_id = :id) UNION ALL
    {ENTRY}'reward' AND j.entity_id IN (SELECT w.id FROM reward w WHERE w.clue_id = :id)) x
LEFT JOIN officer o ON o.id = {officer_in('x.actor')} ORDER BY x.at, x.id
"""
MOVES = f"""
SELECT m.how, f.name AS whence, t.name AS office, m.reason, coalesce(o.name, m.by) AS name, m.at FROM clue_move m
LEFT JOIN party f ON f.id = m.from_id JOIN party t ON t.id = m.to_id LEFT JOIN officer o ON o.id = {officer_in('m.by')}
WHERE m.clue_id = :id ORDER BY m.id
"""
MESSAGES = f"""
SELECT m.id, m.side, m.at, m.text, coalesce(o.name, m.by) AS name FROM clue_message m
LEFT JOIN officer o ON o.id = {officer_in('m.by')} WHERE m.clue_id = :id ORDER BY m.id
"""
ITS_OWN = {"rule", "period"}  # of a duty: its title says it


@dataclass(frozen=True)
class Event:
    """Something that happened to a clue, or to duties about it, which are named; `name` of an officer, else the actor's."""

    at: datetime
    name: str
    action: str
    duties: tuple[str, ...]
    detail: Mapping[str, Any]


@dataclass(frozen=True)
class Move:
    """A clue came to an office."""

    how: str
    whence: str | None
    office: str
    reason: str
    name: str
    at: datetime


@dataclass(frozen=True)
class Message:
    """A message about a clue; of the reporter's side the words are masked and nobody is named."""

    id: int
    side: str
    at: datetime
    text: str
    name: str | None


def course_of(desk: Desk, clue_id: int, titles: Mapping[int, str]) -> list[Event]:
    """What happened to a clue that the caller may see, the oldest first; what one move did to several duties is one event."""
    rows = desk.rows(COURSE, types={"at": Instant()}, id=clue_id)
    return [_event(list(some), titles) for _, some in groupby(rows, key=_together)]


def _together(row: Any) -> tuple[Any, ...]:
    return row.at, row.name, row.action, row.entity == "duty" or row.id, _said(row)


def _said(row: Any) -> str:
    detail = json.loads(row.detail)
    return json.dumps({name: value for name, value in detail.items() if row.entity != "duty" or name not in ITS_OWN},
                      sort_keys=True)


def _event(rows: list[Any], titles: Mapping[int, str]) -> Event:
    first = rows[0]
    duties = tuple(titles.get(row.entity_id, "") for row in rows) if first.entity == "duty" else ()
    return Event(first.at, first.name, first.action, duties, json.loads(_said(first)))


def moves_of(desk: Desk, clue_id: int) -> list[Move]:
    """Through which offices a clue came that the caller may see."""
    return [Move(**row._asdict()) for row in desk.rows(MOVES, types={"at": Instant()}, id=clue_id)]


def messages_of(desk: Desk, clue_id: int) -> list[Message]:
    """What was said with whoever sent a clue that the caller may see."""
    return [Message(**row._asdict()) for row in desk.rows(MESSAGES, types={"at": Instant()}, id=clue_id)]
