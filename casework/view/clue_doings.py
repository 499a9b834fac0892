"""What is owed about a clue and until when, and what was done about it: acts with their photographs."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.access import allowed
from casework.desk import Desk
from casework.journal import officer_in
from regulation.act_kind import ActKind

# In the order of their days; what has ended comes after what runs.
LIMITS = """
SELECT d.id, d.rule, d.status, d.done, d.times, d.ended_on, d.end_reason, k.due, k.provisional, k.explanation, p.name AS debtor,
    p.path FROM duty d JOIN reckoning k ON k.id = d.reckoning_id JOIN party p ON p.id = d.debtor_id
WHERE d.subject_kind = 'clue' AND d.subject_id = :id
ORDER BY CASE WHEN d.ended_on IS NULL THEN 0 ELSE 1 END, k.due, d.id
"""
ACTS = f"""
SELECT a.id, a.kind, a.done_on, a.fields, a.state, p.name AS party, p.path, coalesce(o.name, a.recorded_by) AS recorded_by,
    l.longitude, l.latitude, x.file_id, f.name AS file_name, f.media_type
FROM act a JOIN party p ON p.id = a.party_id LEFT JOIN officer o ON o.id = {officer_in('a.recorded_by')}
LEFT JOIN act_place l ON l.act_id = a.id LEFT JOIN act_file x ON x.act_id = a.id LEFT JOIN kept_file f ON f.id = x.file_id
WHERE a.subject_kind = 'clue' AND a.subject_id = :id AND a.subject_kind <> 'self' AND a.state <> 'corrected'
ORDER BY a.done_on, a.id, x.file_id
"""


@dataclass(frozen=True)
class Limit:
    """A duty about a clue; `days` until it is due, negative when that day is past; linked where the reader may open it."""

    id: int
    rule: str
    title: str
    provision: str
    debtor: str
    due: date
    provisional: bool
    explanation: str
    status: str
    done: int
    times: int
    days: int
    ended_on: date | None
    end_reason: str | None
    linked: bool


@dataclass(frozen=True)
class Exhibit:
    """A file of an act."""

    id: int
    name: str
    media_type: str


@dataclass(frozen=True)
class Doing:
    """An act about a clue with its files; linked where the reader may open it."""

    id: int
    kind: ActKind | None  # none where the rulebook has it no longer
    name: str
    done_on: date
    party: str
    recorded_by: str
    state: str
    fields: Mapping[str, Any]
    place: tuple[float, float] | None
    exhibits: tuple[Exhibit, ...]
    linked: bool


def limits_of(desk: Desk, clue_id: int) -> list[Limit]:
    """The duties about a clue that the caller may see, what runs first."""
    found = []
    for row in desk.rows(LIMITS, types={"due": Date(), "ended_on": Date()}, id=clue_id):
        rule = desk.rulebook.duties.get(row.rule)
        found.append(Limit(
            id=row.id, rule=row.rule, title=rule.title if rule else row.rule, provision=rule.provision if rule else "",
            debtor=row.debtor, due=row.due, provisional=bool(row.provisional), explanation=row.explanation, status=row.status,
            done=row.done, times=row.times, days=(row.due - desk.today).days, ended_on=row.ended_on, end_reason=row.end_reason,
            linked=allowed(desk.actor, "duty.read", row.path)))
    return found


def doings_of(desk: Desk, clue_id: int) -> list[Doing]:
    """The acts about a clue that the caller may see, in the order in which they were done."""
    found: dict[int, Doing] = {}
    exhibits: dict[int, list[Exhibit]] = {}
    for row in desk.rows(ACTS, types={"done_on": Date()}, id=clue_id):
        files = exhibits.setdefault(row.id, [])
        files += [Exhibit(row.file_id, row.file_name, row.media_type)] if row.file_id is not None else []
        found[row.id] = _doing(desk, row, files)
    return list(found.values())


def _doing(desk: Desk, row: Any, files: list[Exhibit]) -> Doing:
    place = None if row.longitude is None else (row.longitude, row.latitude)
    opens = all(allowed(desk.actor, one, row.path) for one in ("act.read", "clue.read"))
    return Doing(row.id, desk.rulebook.acts.get(row.kind), row.kind, row.done_on, row.party, row.recorded_by, row.state,
                 json.loads(row.fields), place, tuple(files), opens)
