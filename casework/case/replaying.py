"""A case told again from its events: it is what they say and the journal proves, or something was written past them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.bulk import rows_among
from casework.case.appraisals import ENDED, SENT
from casework.case.archive_faults import of_events
from casework.case.cases import SELECT, TYPES, CaseRow, case_by_id
from casework.case.given import Given
from casework.case.kept_facts import dumped, loaded, read_facts, told
from casework.case.receiving import PASSED
from casework.case.stages import columns_of
from casework.case.unseen import seen
from casework.case.ways import Way, made_of, way_of
from casework.desk import Desk
from casework.reach import Reach
from foundation.database import Instant
from foundation.errors import NotFoundError
from regulation.case_facts import CaseFacts
from regulation.clock import begins_anew, lasts, with_cause, without_cause
from regulation.stages import START, Stage

STRETCH = 500  # cases looked at together
EVENTS = "SELECT case_id, no, action, day, stage, given, by, at FROM case_event WHERE case_id IN :ids ORDER BY case_id, no"
ENTRIES = ("SELECT entity_id AS case_id, action, actor, at, detail FROM journal WHERE entity = 'case' AND action = 'case.moved'"
           " AND entity_id IN :ids ORDER BY id")
# Where it was before, of a case that was passed on: on which day, what it was worth and what was known of it then.
BEFORE = ("SELECT n.id AS case_id, e.day, c.worth, c.facts FROM enforcement_case n"
          " JOIN enforcement_case c ON c.id = n.source_case_id"
          f" JOIN case_event e ON e.case_id = c.id WHERE n.id IN :ids AND e.action IN {PASSED!r} ORDER BY n.id, e.no")
WHEN: dict[str, Any] = {"day": Date(), "at": Instant()}
# What the events alone decide; numbers and the responsible are given by flows and by whoever leaves.
TOLD = ("stage", "facts", "stopped_by", "filed_on", "decided_on", "closed_on", "closing", "worth", "act_start", "act_end",
        "events", "moved_on")


@dataclass(frozen=True)
class Replayed:
    """A case as its events tell it, and in what it stands otherwise."""

    case: CaseRow
    told: CaseRow
    faults: tuple[str, ...]


def replay(desk: Desk, case_id: int) -> Replayed:
    """One case that the actor may see, told again from its events."""
    case = case_by_id(desk, case_id)
    return _replayed(desk, case, *_read(desk, [case.id])[case.id])


def replay_all(desk: Desk) -> Iterator[Replayed]:
    """Every case that the actor may see, by stretches."""
    last, reach = 0, Reach(desk.actor)
    where, more = seen(reach)
    while rows := desk.rows(f"{SELECT} WHERE {where} AND c.id > :last ORDER BY c.id LIMIT {STRETCH}", types=TYPES, last=last,
                            **reach.values, **more):
        read = _read(desk, [row.id for row in rows])
        yield from (_replayed(desk, CaseRow(**row._asdict()), *read[row.id]) for row in rows)
        last = rows[-1].id


def _read(desk: Desk, cases: Sequence[int]) -> dict[int, tuple[list[Any], list[Any], list[Any]]]:
    """The events of cases, the entries of the journal that tell of them, and where they were before; three statements."""
    found: dict[int, tuple[list[Any], list[Any], list[Any]]] = {one: ([], [], []) for one in cases}
    for n, question in enumerate((EVENTS, ENTRIES, BEFORE)):
        for row in rows_among(desk, question, {"ids": cases}, types=WHEN):
            found[row.case_id][n].append(row)
    return found


def _replayed(desk: Desk, case: CaseRow, events: Sequence[Any], entries: Sequence[Any], passed: Sequence[Any]) -> Replayed:
    at, faults, out = _as_opened(case, passed), list[str](), 0
    for no, event in enumerate(events, 1):
        if event.no != no:
            return Replayed(case, at, (*faults, f"event {no} is missing"))
        try:
            at = _after(desk, at, event, out)
            out += (event.action == SENT) - (event.action in ENDED)
        except NotFoundError:
            return Replayed(case, at, (*faults, f"event {no}: the rulebook knows no {event.action}"))
        except (ValueError, KeyError, TypeError, ArithmeticError):
            return Replayed(case, at, (*faults, f"event {no}: what was filled in cannot be read"))
        if at.stage != event.stage:
            faults.append(f"event {no} ({event.action}) leads to {at.stage}, but says {event.stage}")
    faults += [f"{name} is {_said(getattr(case, name))}, the events say {_said(getattr(at, name))}" for name in TOLD
               if getattr(case, name) != getattr(at, name)]
    faults += of_events([{**one._asdict(), "day": one.day.isoformat()} for one in events], [one._asdict() for one in entries])
    return Replayed(case, at, tuple(faults))


def _as_opened(case: CaseRow, passed: Sequence[Any]) -> CaseRow:
    # Whether it came by a transfer is said as it is opened, and no move changes it; who was recused before stays so.
    fresh = CaseFacts(received_by_transfer=told(case, case.discovered_on).received_by_transfer,
                      recused=bool(passed) and loaded(passed[-1].facts).recused)
    # What was passed on begins on the day of passing, with what was valued until then.
    worth, since = (passed[-1].worth, passed[-1].day) if passed else ("{}", case.discovered_on)
    return replace(case, stage=START.value, facts=dumped(fresh), stopped_by="", filed_on=None, decided_on=None, closed_on=None,
                   closing=None, worth=worth, events=0, moved_on=since)


def _said(value: Any) -> str:
    """A value of a case in words."""
    if isinstance(value, date):
        return value.isoformat()
    return "empty" if value in (None, "") else f"'{value}'" if isinstance(value, str) else str(value)


def _after(desk: Desk, case: CaseRow, event: Any, out: int) -> CaseRow:
    law, given = desk.rulebook.procedure, json.loads(event.given)
    way, day, fields = way_of(law, event.action), event.day, given["fields"]
    before = told(case, day)
    facts = made_of(before, way, fields, read_facts(given.get("set", {})), day)
    stage = way.move.to if way.move is not None and way.move.to is not None else Stage(case.stage)
    columns = columns_of(case, way.action, stage, Given(way.action, day, fields, facts), handler=case.handler_id)
    columns.pop("handler_id", None)
    return replace(case, stage=stage.value, facts=dumped(facts), stopped_by=_stopped(case, way, out), events=event.no,
                   moved_on=day, **columns)


def _stopped(case: CaseRow, way: Way, out: int) -> str:
    if way.effect is not None and way.effect.stops:
        return with_cause(case.stopped_by, way.effect.stops)
    if way.effect is not None and way.effect.restarts:
        more = lasts(way.effect.restarts, out)
        return case.stopped_by if more else without_cause(case.stopped_by, way.effect.restarts)
    return "" if begins_anew(way.opens, way.ends) else case.stopped_by
