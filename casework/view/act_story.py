"""The story of an act: what was recorded by whom, how it was corrected, which duties it counts for or could."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import Date

from casework.access import allowed
from casework.act.evidence import Evidence, evidence_of
from casework.act.given import NewAct, Ready
from casework.act.owed import Owed, candidates, owing
from casework.act.seen import SELECT, TYPES, ActRow, fetch, line_of
from casework.bulk import rows_among
from casework.desk import Desk
from casework.journal import officer_in
from foundation.database import Instant
from regulation.act_kind import ActKind

DUTY = ("SELECT d.id, d.rule, d.period, d.status, d.done, d.times, k.due, k.reports_on, p.path,"
        " c.path AS creditor_path FROM duty d JOIN reckoning k ON k.id = d.reckoning_id JOIN party p ON p.id = d.debtor_id"
        " LEFT JOIN party c ON c.id = d.creditor_id {where} ORDER BY k.due, d.id")


@dataclass(frozen=True)
class Credit:
    """A duty as an act's page shows it."""

    id: int
    title: str
    period: str
    status: str
    done: int
    times: int
    due: date
    reports_on: str | None = None  # the period, where one reports on it


@dataclass(frozen=True)
class Turn:
    """What became of an act: recorded, corrected, withdrawn; by whom, when and why."""

    act: int
    at: datetime
    actor: str
    action: str
    reason: str | None


@dataclass(frozen=True)
class Version:
    """An act of a line of corrections, with what the next one says differently: names, and values before and after."""

    act: int
    changes: tuple[tuple[str, Any, Any], ...]


@dataclass(frozen=True)
class ActStory:
    """An act with all that a reader asks about it."""

    act: ActRow
    kind: ActKind | None  # none where the rulebook has it no longer
    fields: Mapping[str, Any]
    findings: tuple[str, ...]
    counted: list[Credit]
    possible: list[Credit]  # duties that it fits and that it does not count for
    brought: list[Credit]  # duties that it brought about
    evidence: Evidence
    turns: list[Turn]
    versions: list[Version]  # the older ones, the oldest first
    heir: int | None  # the act that took its place


def act_story(desk: Desk, act_id: int) -> ActStory:
    """Everything about one act that the actor may read."""
    act = fetch(desk, act_id)
    kind = desk.rulebook.acts.get(act.kind)
    line = line_of(desk, act_id)
    counted = _duties(desk, "JOIN act_credit x ON x.duty_id = d.id WHERE x.act_id IN :ids", [act_id])
    return ActStory(
        act=act, kind=kind, fields=json.loads(act.fields), findings=tuple(json.loads(act.findings)), counted=counted,
        possible=_possible(desk, act, kind, {one.id for one in counted}),
        brought=_duties(desk, "WHERE d.cause_id IN :ids", [one for one in line if one <= act_id]),
        evidence=evidence_of(desk, act_id, act.party_id, line), turns=_turns(desk, line), versions=_versions(desk, line),
        heir=next((one for one in line if one > act_id), None))


def _duties(desk: Desk, where: str, ids: Sequence[int]) -> list[Credit]:
    """Duties that the reader may see; what was brought about elsewhere is not told."""
    rows = rows_among(desk, DUTY.format(where=where), {"ids": ids}, types={"due": Date()})
    return [Credit(row.id, _title(desk, row.rule), row.period, row.status, row.done, row.times, row.due, row.reports_on)
            for row in rows if any(path and allowed(desk.actor, "duty.read", path) for path in (row.path, row.creditor_path))]


def _title(desk: Desk, rule: str) -> str:
    found = desk.rulebook.duties.get(rule)
    return found.title if found else rule


def _possible(desk: Desk, act: ActRow, kind: ActKind | None, counted: set[int]) -> list[Credit]:
    """What the act fits by its kind, party, subject and day and does not count for: it is done without it, or ended."""
    if kind is None or act.state != "standing":
        return []
    one = Ready(kind, NewAct(act.kind, act.party_id, act.done_on, act.subject_kind, act.subject_id, act.period), {})
    return [Credit(duty.id, _title(desk, duty.rule), duty.period, duty.status, duty.done, duty.times, duty.due)
            for duty in candidates(owing(desk, [one]), one) if duty.id not in counted and _fits(duty, act)]


def _fits(duty: Owed, act: ActRow) -> bool:
    return act.period == duty.period if act.period is not None else duty.start <= act.done_on <= duty.end


def _turns(desk: Desk, line: Sequence[int]) -> list[Turn]:
    rows = rows_among(desk, "SELECT j.entity_id, j.at, coalesce(o.name, j.actor) AS actor, j.action, j.detail FROM journal j"
                            f" LEFT JOIN officer o ON o.id = {officer_in('j.actor')}"
                            " WHERE j.entity = 'act' AND j.entity_id IN :ids AND j.action LIKE 'act.%' ORDER BY j.id",
                      {"ids": line}, types={"at": Instant()})
    return [Turn(row.entity_id, row.at, row.actor, row.action, json.loads(row.detail).get("reason")) for row in rows]


def _versions(desk: Desk, line: Sequence[int]) -> list[Version]:
    if len(line) == 1:
        return []
    rows = {row.id: ActRow(**row._asdict()) for row in rows_among(desk, f"{SELECT} WHERE a.id IN :ids", {"ids": line},
                                                                  types=TYPES)}
    return [Version(old, tuple(_changes(rows[old], rows[new]))) for old, new in pairwise(line)]


def _changes(old: ActRow, new: ActRow) -> Iterator[tuple[str, Any, Any]]:
    before, after = json.loads(old.fields), json.loads(new.fields)
    if old.done_on != new.done_on:
        yield "done_on", old.done_on, new.done_on
    for name in dict.fromkeys([*before, *after]):
        if before.get(name) != after.get(name):
            yield name, before.get(name), after.get(name)
    if old.findings != new.findings:
        yield "findings", tuple(json.loads(old.findings)), tuple(json.loads(new.findings))
