"""An act as casework sees it: read with its party and subject, told to nobody who may not read it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date

from casework.access import allowed
from casework.desk import Desk
from casework.duty.duties import LARGEST
from casework.journal import officer_in
from casework.reach import Reach
from foundation.database import Instant
from foundation.errors import NotFoundError

# What an act is about, whatever it is: joined so that lists can show it, look for it and hold it to the reader's scope.
FROM = (
    " FROM act a JOIN party p ON p.id = a.party_id"
    " LEFT JOIN mine m ON a.subject_kind = 'mine' AND m.id = a.subject_id"
    " LEFT JOIN mineral_right r ON a.subject_kind IN ('mining_right', 'exploration_right') AND r.id = a.subject_id"
    " LEFT JOIN officer o ON a.subject_kind IN ('officer', 'inspector') AND o.id = a.subject_id"
    " LEFT JOIN party t ON t.id = coalesce(m.county_id, r.county_id)"
    f" LEFT JOIN officer w ON w.id = {officer_in('a.recorded_by')}"
)
ABOUT = ("coalesce(m.name, r.name, o.name, CASE a.subject_kind WHEN 'act' THEN '履职记录' || a.subject_id"
         " WHEN 'clue' THEN (SELECT '线索' || u.number FROM clue u WHERE u.id = a.subject_id) END)")
SELECT = (
    "SELECT a.id, a.kind, a.party_id, a.subject_kind, a.subject_id, a.done_on, a.period, a.fields, a.findings, a.state,"
    " a.reason, a.corrects_id, coalesce(w.name, a.recorded_by) AS recorded_by, a.recorded_at, p.path, p.name AS party,"
    f" p.level, t.path AS place_path, {ABOUT} AS about{FROM}"
)
# Corrections make a line: each act takes the place of one at most, and gives way to one at most.
LINE = ("WITH RECURSIVE line(id, corrects_id) AS (SELECT id, corrects_id FROM act WHERE id = :id UNION"
        " SELECT a.id, a.corrects_id FROM act a JOIN line ON a.corrects_id = line.id OR a.id = line.corrects_id)"
        " SELECT id FROM line ORDER BY id")
TYPES = {"done_on": Date(), "recorded_at": Instant()}


@dataclass(frozen=True)
class ActRow:
    """An act with its party and what it is about; `fields` and `findings` are JSON as they are kept."""

    id: int
    kind: str
    party_id: int
    subject_kind: str
    subject_id: int
    done_on: date
    period: str | None
    fields: str
    findings: str
    state: str
    reason: str | None
    corrects_id: int | None
    recorded_by: str
    recorded_at: datetime
    path: str
    party: str
    level: str
    place_path: str | None  # of the county where the mine or right lies
    about: str | None


def fetch(desk: Desk, act_id: int) -> ActRow:
    """The act of this number, for whoever may read it; anybody else is told that there is none."""
    rows = desk.rows(f"{SELECT} WHERE a.id = :id", types=TYPES, id=act_id) if 0 < act_id <= LARGEST else []
    if not rows or not may(desk, "act.read", found := ActRow(**rows[0]._asdict())):
        raise NotFoundError(f"There is no act {act_id}.", way_out="`kuangjian act list` shows acts with their numbers.")
    return found


def line_of(desk: Desk, act_id: int) -> list[int]:
    """The acts of a line of corrections in which an act stands, the oldest first: each takes the place of one at most."""
    return [int(row.id) for row in desk.rows(LINE, id=act_id)]


def fetch_among(desk: Desk, numbers: str, **values: Any) -> list[ActRow]:
    """The acts whose numbers a query gives, the oldest first; who may read which is asked of `may`."""
    rows = desk.rows(f"{SELECT} WHERE a.id IN ({numbers}) ORDER BY a.id", types=TYPES, **values)
    return [ActRow(**row._asdict()) for row in rows]


def may(desk: Desk, action: str, act: ActRow) -> bool:
    """Whether the actor may do this to it: at its party, or where its holder mines; to one about a clue, if he reads that."""
    paths = _paths(act)
    known = act.subject_kind != "clue" or any(allowed(desk.actor, "clue.read", path) for path in paths)
    return known and any(allowed(desk.actor, action, path) for path in paths)


def permit(desk: Desk, action: str, act: ActRow) -> None:
    """Refuse unless the actor may do this to an act that he may read."""
    if not may(desk, action, act):
        desk.permit(action, act.path)


def _paths(act: ActRow) -> tuple[str, ...]:
    return (act.path, act.place_path) if act.level == "holder" and act.place_path else (act.path,)


def of_clues(reach: Reach, party: str = "p") -> str:
    """The condition that an act `a` of a party is about no clue, or about one that the actor may read there."""
    return f"(a.subject_kind <> 'clue' OR {reach.of('clue.read', party)})"
