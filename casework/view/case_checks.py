"""Checks and samples of cases, for the office that checks and the one that is checked."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.access import allowed, permit_somewhere
from casework.case.unseen import seen
from casework.desk import Desk
from casework.oversight.checks import CheckRow, check_of
from casework.reach import Reach
from casework.view.asked_office import refuse_no_office
from casework.view.listing import ALL, Asked, Choice, Filter, Part, Table, containing, part

CHECKS = Table(
    "SELECT k.id, k.kind, k.first, k.last, k.state, k.done_on, p.name AS office, b.name AS below,"
    " (SELECT count(*) FROM checked_case q WHERE q.check_id = k.id) AS cases,"
    " (SELECT count(*) FROM checked_case q WHERE q.check_id = k.id AND q.finding IS NOT NULL) AS found,"
    " (SELECT count(*) FROM checked_case q WHERE q.check_id = k.id AND q.finding = 'wrong') AS wrong,"
    " (SELECT count(*) FROM checked_case q WHERE q.check_id = k.id AND q.finding = 'wrong'"
    " AND q.reopened_no IS NULL) AS unmended"
    " FROM case_check k JOIN party p ON p.id = k.office_id JOIN party b ON b.id = k.below_id WHERE",
    sorts={"number": "k.id"}, order="-number", key="k.id",
    filters={"kind": Choice(among={"handling": "k.kind = 'handling'", "sample": "k.kind = 'sample'"}),
             "state": Choice(among={"open": "k.state = 'open'", "done": "k.state = 'done'"}),
             "below": Filter("(b.name LIKE :below ESCAPE '!' OR b.code LIKE :below ESCAPE '!')", containing)},
    types={"first": Date(), "last": Date(), "done_on": Date()})
CASES = ("SELECT q.place, q.officer_id, f.name AS officer, q.finding, q.words, q.found_on, q.reopened_no, q.answer,"
         " q.answered_on, c.number, c.cause, c.stage, p.name AS office, p.path FROM checked_case q"
         " JOIN enforcement_case c ON c.id = q.case_id"
         " JOIN party p ON p.id = c.office_id LEFT JOIN officer f ON f.id = q.officer_id WHERE q.check_id = :id AND")
STAFF = ("SELECT DISTINCT f.id, f.name FROM officer f JOIN post s ON s.officer_id = f.id WHERE s.office_id = :office"
         " AND s.valid_from <= :today AND (s.valid_to IS NULL OR s.valid_to >= :today) ORDER BY f.name, f.id")


@dataclass(frozen=True)
class CheckLine:
    """A check in the list."""

    id: int
    kind: str
    first: date
    last: date
    state: str
    done_on: date | None
    office: str
    below: str
    cases: int
    found: int
    wrong: int
    unmended: int  # found wrong, and not reopened


@dataclass(frozen=True)
class CheckedLine:
    """A case in a check, and what the reader may do about it."""

    place: int
    officer_id: int | None
    officer: str | None
    finding: str | None
    words: str | None
    found_on: date | None
    reopened_no: int | None
    answer: str | None
    answered_on: date | None
    number: str
    cause: str
    stage: str
    office: str
    may_find: bool
    may_reopen: bool
    may_answer: bool


@dataclass(frozen=True)
class CheckStory:
    """A check with its cases; those that are hidden from the reader are counted alone."""

    check: CheckRow
    made: tuple[str, str | None, int | None]  # by whom, the summary, the act
    cases: tuple[CheckedLine, ...]
    hidden: int
    may_check: bool
    staff: tuple[tuple[int, str], ...]


def checks_listed(desk: Desk, asked: Asked = ALL) -> Part:
    """A page of the checks that the actor may read, the latest first."""
    permit_somewhere(desk.actor, "oversight.read")
    reach = Reach(desk.actor)
    where = f"({reach.of('oversight.read', 'p')} OR {reach.of('oversight.read', 'b')})"
    found = part(desk, replace(CHECKS, select=f"{CHECKS.select} {where}"), asked, **reach.values)
    if not found.rows:
        refuse_no_office(desk, asked, "oversight.read", name="below")
    return replace(found, rows=[CheckLine(**row._asdict()) for row in found.rows])


def check_story(desk: Desk, check_id: int) -> CheckStory:
    """A check as the actor may see it."""
    check = check_of(desk, check_id)
    reach = Reach(desk.actor)
    where, more = seen(reach)
    rows = desk.rows(f"{CASES} {where} ORDER BY q.place", types={"found_on": Date(), "answered_on": Date()}, id=check.id,
                     **reach.values, **more)
    whole = int(desk.scalar("SELECT count(*) FROM checked_case WHERE check_id = :id", id=check.id))
    made = desk.rows("SELECT k.made_by, k.summary, k.act_id FROM case_check k WHERE k.id = :id", id=check.id)[0]
    may_check = allowed(desk.actor, "oversight.check", check.below_path)
    staff = tuple((row.id, row.name) for row in desk.rows(STAFF, office=check.office_id, today=desk.today)) if may_check else ()
    return CheckStory(check, tuple(made), tuple(_line(desk, check, row._asdict()) for row in rows), whole - len(rows),
                      may_check and check.state == "open", staff)


def _line(desk: Desk, check: CheckRow, row: dict[str, Any]) -> CheckedLine:
    path, actor = row.pop("path"), desk.actor
    finds = check.state == "open" and row["officer_id"] is not None and row["officer_id"] == actor.officer_id
    return CheckedLine(
        **row, may_find=finds and row["answer"] is None and allowed(actor, "oversight.find", check.office_path),
        may_reopen=row["finding"] == "wrong" and row["reopened_no"] is None and allowed(actor, "case.supervise", path),
        may_answer=row["finding"] in ("flawed", "wrong") and row["answer"] is None and allowed(actor, "oversight.answer", path))
