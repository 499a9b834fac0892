"""What an act brings about: the duties its events open, and what becomes of them when the act is set aside."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework import journal
from casework.desk import Desk
from casework.duty import duties
from casework.duty.events import Event, open_for_event
from casework.in_force import running
from regulation.act_kind import ActKind


def event_day(fields: Mapping[str, Any], done_on: date) -> date:
    """An act that announces something (mining starts on …) says the day in `event_day`; else it is the day of the act."""
    return date.fromisoformat(fields["event_day"]) if "event_day" in fields else done_on


def bring_about(desk: Desk, kind: ActKind, event: Event, fields: Mapping[str, Any]) -> tuple[str, ...]:
    """Open the duties of every event that the act is; their rules."""
    opened = []
    for one in kind.raised(fields):
        there = event
        if one.at == "superior":
            above = desk.scalar("SELECT parent_id FROM party WHERE id = :id", id=event.party_id)
            there = replace(event, party_id=above)
        opened += open_for_event(desk, one.event, there)
    if opened:
        journal.note(desk, "duty.opened", "act", event.act_id, office_id=event.party_id, events=list(kind.events(fields)),
                     day=event.day, rules=opened)
    return tuple(opened)


def take_back(desk: Desk, act: Any) -> list[int]:
    """Close what an act set aside had brought about, unless another standing act tells of the same event; the duties."""
    caused = f"cause_id IN ({', '.join(map(str, _line(desk, act.id)))})"
    twin = _twin(desk, act)
    if twin is not None:
        _attribute(desk, caused, act.id, twin)
    rows = desk.rows(f"SELECT id FROM duty WHERE {caused} AND {running()} ORDER BY id")
    for row in rows:  # an act brings about a handful
        duty = duties.fetch(desk, row.id)
        why = f"引起该义务的履职记录{act.id}已撤回"
        duties.change(desk, duty, status="closed", ended_on=desk.today, end_reason=why, chase_on=None)
        duties.record(desk, "duty.closed", duty, reason=why)
    return [row.id for row in rows]


def _attribute(desk: Desk, caused: str, act_id: int, twin: int) -> None:
    rows = desk.rows(f"UPDATE duty SET cause_id = :twin WHERE {caused} AND subject_kind <> 'act' RETURNING id", twin=twin)
    found = duties.fetch_each(desk, sorted(row.id for row in rows))
    duties.record_each(desk, "duty.attributed", [(duty, {"old": act_id, "new": twin}) for duty in found.values()])


def _line(desk: Desk, act_id: int) -> list[int]:
    """The act and those it corrects: what was brought about stands under the number it had then."""
    rows = desk.rows("WITH RECURSIVE line(id, corrects_id) AS (SELECT id, corrects_id FROM act WHERE id = :id"
                     " UNION ALL SELECT a.id, a.corrects_id FROM act a JOIN line ON a.id = line.corrects_id)"
                     " SELECT id FROM line ORDER BY id", id=act_id)
    return [int(row.id) for row in rows]


def _twin(desk: Desk, act: Any) -> int | None:
    """A standing act of the same event about the same subject on the same day; offices' own events are each their own."""
    if act.subject_kind == "self":
        return None
    day = event_day(json.loads(act.fields), act.done_on)
    rows = desk.rows("SELECT id, done_on, fields FROM act WHERE kind = :kind AND subject_kind = :about"
                     " AND subject_id = :subject AND state = 'standing' AND id <> :id ORDER BY id", types={"done_on": Date()},
                     kind=act.kind, about=act.subject_kind, subject=act.subject_id, id=act.id)
    return next((row.id for row in rows if event_day(json.loads(row.fields), row.done_on) == day), None)
