"""Typical cases (四（五）): chosen among closed ones, told without names, approved by a leader, withdrawn with the decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casework import journal
from casework.act.acts import NewAct, record
from casework.bulk import insert_rows
from casework.case.cases import CaseRow, case_of
from casework.case.given import Given
from casework.case.unseen import seen
from casework.desk import Desk
from casework.oversight.anonymous import cover_of
from casework.reach import Reach
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from models import TypicalCase

PARTS = {"title": 100, "facts": 2000, "handling": 2000, "lesson": 1000}  # characters
CALLED = {"title": "标题", "facts": "违法事实", "handling": "查处情况", "lesson": "警示意义"}  # as the page calls them
ACT = "typical_case_publication"
WHERE = "典型案例公开栏"
ONE = ("SELECT t.id, t.case_id, t.office_id, t.state, t.version, t.proposed_by, c.number, p.path FROM typical_case t"
       " JOIN enforcement_case c ON c.id = t.case_id JOIN party p ON p.id = t.office_id")
STANDING = "SELECT 1 FROM typical_case WHERE case_id = :case AND state IN ('proposed', 'published')"
WITHDRAW = ("UPDATE typical_case SET state = CASE WHEN state = 'published' THEN 'withdrawn' ELSE 'refused' END, reason = :why,"
            " withdrawn_on = CASE WHEN state = 'published' THEN :day END, decided_by = :by, version = version + 1"
            " WHERE case_id = :case AND state IN ('proposed', 'published') RETURNING id, office_id")


@dataclass(frozen=True)
class TypicalRow:
    """A typical case as it stands."""

    id: int
    case_id: int
    office_id: int
    state: str
    version: int
    proposed_by: str
    number: str
    path: str


def propose(desk: Desk, number: str, told: Mapping[str, str]) -> int:
    """Choose a closed case, and tell it; what names anybody is covered at once. Its number."""
    case = case_of(desk, number)
    desk.permit("typical.propose", case.office_path)
    if case.closed_on is None:
        raise ConflictError(f"{case.number} is not closed.", way_out="Only closed cases are told as typical ones.")
    faults = tuple(f"{name}（{CALLED[name]}）: write 1 to {most} characters" for name, most in PARTS.items()
                   if not 1 <= len(told.get(name, "").strip()) <= most)
    if faults:
        raise InvalidError("The typical case is not told right:", problems=faults, way_out="Mend these and send it again.")
    desk.lock("case")  # of two at once the later finds it
    if desk.rows(STANDING, case=case.id):
        raise ConflictError(f"{case.number} is told already, or proposed.", way_out="Look at the list of typical cases.")
    cover = cover_of(desk, case)
    found = insert_rows(desk, TypicalCase, [{
        "case_id": case.id, "office_id": case.office_id, "state": "proposed", "proposed_by": desk.actor.label,
        "proposed_at": desk.now, **{name: cover.over(told[name]) for name in PARTS}}])[0]
    _note(desk, "typical.proposed", found, case.office_id, case.number)
    return found


def decide(desk: Desk, typical_id: int, *, agree: bool, reason: str = "", version: int | None = None) -> None:
    """Publish it, which counts for the office's duty to publish; or refuse it with a reason."""
    row = typical_of(desk, typical_id, version)
    desk.permit("typical.approve", row.path)
    if row.state != "proposed":
        raise ConflictError("It does not wait for a decision.", way_out="Look at the list of typical cases.")
    if row.proposed_by == desk.actor.label:
        raise RefusedError("Nobody approves what he has proposed himself.", way_out="Have another leader decide.")
    if not agree and not reason.strip():
        raise InvalidError("A reason is missing.", way_out="Say why it is not published.")
    _write(desk, row, "published" if agree else "refused", reason=reason.strip() or None, decided_by=desk.actor.label,
           **({"published_on": desk.today} if agree else {}))
    if agree:
        record(desk, NewAct(ACT, row.office_id, desk.today, fields={"cases": 1, "where": WHERE}))


def take_down(desk: Desk, typical_id: int, *, reason: str, version: int | None = None) -> None:
    """Withdraw what is published, with a reason."""
    row = typical_of(desk, typical_id, version)
    desk.permit("typical.approve", row.path)
    if row.state != "published":
        raise ConflictError("It is not published.", way_out="Look at the list of typical cases.")
    if not reason.strip():
        raise InvalidError("A reason is missing.", way_out="Say why it is withdrawn.")
    _write(desk, row, "withdrawn", withdrawn_on=desk.today, reason=reason.strip())


def withdraw(desk: Desk, case: CaseRow, given: Given, _event_no: int) -> None:
    """The decision fell or the case is reopened: what is told of it goes down at once."""
    why = {"decision.annul": "处罚决定被撤销", "decision.change": "处罚决定被变更"}.get(given.action, "案件纠正，重新办理")
    for row in desk.rows(WITHDRAW, why=why, day=given.day, by=desk.actor.label, case=case.id):  # one at most
        _note(desk, "typical.withdrawn", row.id, row.office_id, case.number, reason=why)


def typical_of(desk: Desk, typical_id: int, version: int | None = None) -> TypicalRow:
    """The typical case of this number, if its case is seen by the actor."""
    reach = Reach(desk.actor)
    where, more = seen(reach)
    rows = desk.rows(f"{ONE} WHERE t.id = :id AND {where}", id=typical_id, **reach.values, **more)
    if not rows:
        raise NotFoundError(f"There is no typical case {typical_id}.", way_out="Look at the list of typical cases.")
    row = TypicalRow(**rows[0]._asdict())
    if version not in (None, row.version):
        raise _outdated()
    return row


def _write(desk: Desk, row: TypicalRow, state: str, **columns: Any) -> None:
    sets = ", ".join(f"{name} = :{name}" for name in columns)
    if desk.run(f"UPDATE typical_case SET state = :state, version = version + 1, {sets} WHERE id = :id AND version = :seen",
                state=state, id=row.id, seen=row.version, **columns) != 1:
        raise _outdated()
    _note(desk, f"typical.{state}", row.id, row.office_id, row.number)


def _note(desk: Desk, action: str, typical_id: int, office_id: int, number: str, **detail: Any) -> None:
    journal.note(desk, action, "typical_case", typical_id, office_id=office_id, case=number, **detail)


def _outdated() -> ConflictError:
    return ConflictError("The typical case was changed by somebody else meanwhile.", way_out="Look at it again.")
