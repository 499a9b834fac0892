"""What was done in cases, and of whom it was said before a case changed hands that he investigates or is recused."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Date

from casework.bulk import rows_among
from casework.case.cases import CaseRow
from casework.case.chain import ANEW, NAMES, Done, done_among, named_among
from casework.desk import Desk
from foundation.database import Instant

WHEN: dict[str, Any] = {"day": Date(), "at": Instant()}
OWN = "SELECT case_id, no, action, day, at, officer_id, {given} FROM case_event WHERE case_id"
# With the plus it is found by the case: all that an officer ever did grows with the years.
HELD = f"{OWN.format(given='given')} = :case AND (+officer_id = :officer OR action IN {(*ANEW, *NAMES)!r})"
NAMED = f"{OWN.format(given='given')} = :case AND action IN {(*NAMES,)!r}"
# Of many cases what the chains, and who is named, rest on.
OF_CASES = OWN.format(given=f"CASE WHEN action IN {(*NAMES,)!r} THEN given END AS given") + " IN :cases"
# The cases that a case came of: its source, the source of that, and so on.
LINE = ("WITH RECURSIVE line(id, root) AS (SELECT source_case_id, id FROM enforcement_case WHERE id {which}"
        " AND source_case_id IS NOT NULL UNION ALL SELECT s.source_case_id, l.root FROM line l"
        " JOIN enforcement_case s ON s.id = l.id WHERE s.source_case_id IS NOT NULL) ")
# Who was named there, without what was put right there: it has no number here.
BEFORE = ("SELECT l.root AS case_id, -1 AS no, e.action, e.day, e.at, NULL AS officer_id, e.given FROM line l"
          f" JOIN case_event e ON e.case_id = l.id WHERE e.action IN {(*NAMES,)!r} AND NOT ({{slip}})")


@dataclass(frozen=True)
class _Event:
    no: int
    action: str
    day: date
    at: datetime
    officer_id: int | None
    fields: Mapping[str, Any]


def done_by(desk: Desk, case: CaseRow, officer: int) -> list[str]:
    """What an officer did in a case and what was said of him, and where it was decided anew, in order."""
    return done_among(_events(desk.rows(_along(desk, HELD, [case]), types=WHEN, case=case.id, officer=officer)), officer)


def events_of(desk: Desk, cases: Sequence[CaseRow]) -> dict[int, list[Done]]:
    """What was done in each of these cases, for `done_among`; by one statement however many they are."""
    if not cases:
        return {}
    rows = rows_among(desk, _along(desk, OF_CASES, cases, "IN :cases"), {"cases": {one.id for one in cases}}, types=WHEN)
    return {case: [*_events(list(some))] for case, some in groupby(rows, key=lambda row: int(row.case_id))}


def named_in(desk: Desk, case: CaseRow, what: str) -> set[int]:
    """The officers of whom it was said in a case, or where it came from, that they investigate, or are recused."""
    return named_among(_events(desk.rows(_along(desk, NAMED, [case]), types=WHEN, case=case.id)), what)


def named_before(desk: Desk, case: CaseRow) -> Sequence[Done]:
    """What was said of officers in the cases that a case came of; nothing is asked of one that came of none."""
    if case.source_case_id is None:
        return ()
    return _events(desk.rows(f"{LINE.format(which='= :case')}{BEFORE.format(slip=slip(desk))}", types=WHEN, case=case.id))


def slip(desk: Desk) -> str:
    """The condition that a naming `e` was put right by the very next thing, done and entered the same day."""
    entered = "CAST({0}.at AT TIME ZONE 'Asia/Shanghai' AS date)" if desk.postgres else "date({0}.at, '+8 hours')"
    return ("e.action = 'team.name' AND EXISTS (SELECT 1 FROM case_event f WHERE f.case_id = e.case_id AND f.no = e.no + 1"
            f" AND f.action = 'team.name' AND f.day = e.day AND {entered.format('f')} = {entered.format('e')})")


def _along(desk: Desk, own: str, cases: Collection[CaseRow], which: str = "= :case") -> str:
    """The same question with what was said before, where one of these cases came of another."""
    if all(one.source_case_id is None for one in cases):
        return f"{own} ORDER BY case_id, no"
    return f"{LINE.format(which=which)}{own} UNION ALL {BEFORE.format(slip=slip(desk))} ORDER BY case_id, no"


def _events(rows: Sequence[Any]) -> list[_Event]:
    return [_Event(row.no, row.action, row.day, row.at, row.officer_id,
                   json.loads(row.given)["fields"] if row.action in NAMES else {}) for row in rows]
