"""The sources of bars: each finds the records that stop an application; a new one joins as a line of `SOURCES`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.case.kept_facts import loaded
from casework.desk import Desk
from regulation.bar_table import Asked, Bar, BarValue
from regulation.bars import last_barred, revoked_by

SUSPENDED = ("SELECT m.number, m.decided_on FROM area_measure m JOIN party p ON p.id = m.area_id WHERE m.kind = 'suspension'"
             " AND m.decided_on <= :day AND (m.lifted_on IS NULL OR m.lifted_on > :day) AND :path LIKE p.path || '%'"
             " ORDER BY m.decided_on, m.id")
# Whose cases count: of the right itself, of its holder and of the applicant, by his record or his code; each by its index.
CASES = """
SELECT c.id, c.number, c.facts, r.kind AS right_kind, c.filed_on,
 (SELECT e.stage FROM case_event e WHERE e.case_id = c.id AND e.day <= :day ORDER BY e.no DESC LIMIT 1) AS stage
FROM enforcement_case c LEFT JOIN mineral_right r ON r.id = c.right_id WHERE c.id IN (
 SELECT x.id FROM enforcement_case x WHERE x.right_id = :right
 UNION SELECT x.id FROM enforcement_case x JOIN mineral_right o ON o.id = x.right_id WHERE o.holder_id IN (:holder, :owner)
 UNION SELECT q.case_id FROM case_party q WHERE q.holder_id IN (:holder, :owner)
 UNION SELECT q.case_id FROM case_party q WHERE q.id_number = :code AND q.id_number <> '') ORDER BY c.id
"""
SINCE = """
SELECT min(e.day) AS day FROM case_event e WHERE e.case_id = :case AND e.day <= :day AND e.no > coalesce((SELECT max(b.no)
FROM case_event b WHERE b.case_id = e.case_id AND b.day <= :day AND b.stage NOT IN ({stages})), 0)
"""
STOPS = ("SELECT action, day FROM case_event WHERE case_id = :case AND day <= :day"
         " AND action IN ('permits.stop', 'permits.lift') ORDER BY no DESC LIMIT 1")
REVOKING = "SELECT others FROM case_penalty WHERE case_id = :case AND state = 'decided' AND others LIKE '%吊销%'"
UNPERFORMED = ("overdue", "demanded", "at_court", "court_declined", "enforcing", "terminated")
OVER = ("refused", "passed_on", "closed", "archived", "found", "filing_unit", "filing_review", "filing_leader", "designating")


@dataclass(frozen=True)
class Application:
    """An application as the gate looks at it: where (a path), whose, for which right, on which day."""

    kind: Asked
    day: date
    area_path: str
    holder_id: int  # 0: not known to us
    holder_code: str
    right_id: int  # 0: none
    right_kind: str | None
    owner_id: int = 0  # who holds that right
    cases: tuple[Any, ...] = ()  # of all these, as they stood on that day


@dataclass(frozen=True)
class Record:
    """A record that bars: its number, since when, and the last day where it has one; `case_id` where it is a case."""

    number: str
    since: date
    until: date | None = None
    case_id: int | None = None


Source = Callable[[Desk, Application, Bar, BarValue], Iterator[Record]]


def suspended_area(desk: Desk, asked: Application, _bar: Bar, _value: BarValue) -> Iterator[Record]:
    """The area, or one that it lies in, is under suspension by decision of the province."""
    for row in desk.rows(SUSPENDED, types={"decided_on": Date()}, day=asked.day, path=asked.area_path):
        yield Record(row.number, row.decided_on)


def stopped_permits(desk: Desk, asked: Application, _bar: Bar, _value: BarValue) -> Iterator[Record]:
    """The office decided to stop the party's permits, and has not let them go on; a closed case stops nothing."""
    for row in asked.cases:
        last = desk.rows(STOPS, types={"day": Date()}, case=row.id, day=asked.day)
        if last and last[0].action == "permits.stop" and row.stage in UNPERFORMED:
            yield Record(row.number, last[0].day, case_id=row.id)


def unperformed_case(desk: Desk, asked: Application, _bar: Bar, _value: BarValue) -> Iterator[Record]:
    """The holder, or the right, has a penalty whose time to perform is over."""
    for row in asked.cases:
        if row.stage in UNPERFORMED:
            yield Record(row.number, _since(desk, row.id, asked.day, UNPERFORMED), case_id=row.id)


def open_case(_desk: Desk, asked: Application, _bar: Bar, _value: BarValue) -> Iterator[Record]:
    """The holder, or the right, has a filed case that is not closed."""
    for row in asked.cases:
        if row.stage is not None and row.stage not in OVER and row.filed_on is not None and row.filed_on <= asked.day:
            yield Record(row.number, row.filed_on, case_id=row.id)


def revoked(desk: Desk, asked: Application, bar: Bar, value: BarValue) -> Iterator[Record]:
    """The holder's licence was revoked by a decision that took effect, within the time of the law."""
    for row in asked.cases:
        since = loaded(row.facts).served_on  # a decision takes effect on service (办法 2024 第三十五条)
        until = last_barred(value, since) if since is not None else None
        if since is None or until is None or not since <= asked.day <= until or row.stage == "annulled":
            continue
        if any(bar.right in revoked_by(one.others, row.right_kind) for one in desk.rows(REVOKING, case=row.id)):
            yield Record(row.number, since, until, row.id)


# The records that a bar of the rulebook names; the annual inspection joins here.
SOURCES: Mapping[str, Source] = {"suspended_area": suspended_area, "stopped_permits": stopped_permits,
                                 "unperformed_case": unperformed_case, "open_case": open_case,
                                 "revoked_mining": revoked, "revoked_exploration": revoked}


def with_cases(desk: Desk, asked: Application) -> Application:
    """The application with the cases that its bars look at, found once."""
    rows = desk.rows(CASES, types={"filed_on": Date()}, day=asked.day, right=asked.right_id, holder=asked.holder_id,
                     owner=asked.owner_id, code=asked.holder_code)
    return replace(asked, cases=tuple(rows))


def _since(desk: Desk, case_id: int, day: date, stages: tuple[str, ...]) -> date:
    listed = ", ".join(repr(stage) for stage in stages)
    found: date = desk.rows(SINCE.format(stages=listed), types={"day": Date()}, case=case_id, day=day)[0].day
    return found
