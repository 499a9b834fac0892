"""One duty as casework sees it: read with its office, changed by compare-and-set, its moves journalled."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework import journal
from casework.access import allowed
from casework.bulk import chunks, rows_among
from casework.desk import Desk
from casework.journal import Entry
from foundation.database import sql
from foundation.errors import ConflictError, NotFoundError
from regulation.rule import DutyRule
from regulation.terms import in_words

LARGEST = 2**31 - 1  # what a key column holds
RUNNING = ("open", "handed_in", "suspended")
SELECT = (
    "SELECT d.id, d.rule, d.period, d.debtor_id, d.creditor_id, d.subject_kind, d.subject_id, d.reckoning_id, d.times,"
    " d.done, d.status, d.round, d.version, d.ended_on, d.end_reason, k.effective_from, k.start, k.\"end\" AS \"end\","
    " k.opens, k.due, k.provisional, k.explanation, k.lapse_on, k.reports_on, p.path AS debtor_path, p.name AS debtor_name,"
    " c.path AS creditor_path, c.name AS creditor_name,"
    # A holder may be registered elsewhere than where it mines: whom it owes steers the duty.
    " CASE WHEN p.level = 'holder' THEN coalesce(c.path, p.path) ELSE p.path END AS steering_path"
    " FROM duty d JOIN reckoning k ON k.id = d.reckoning_id JOIN party p ON p.id = d.debtor_id"
    " LEFT JOIN party c ON c.id = d.creditor_id"
)
# The day a duty is looked at by the chase next: what is reached already is caught up today, what was sent is left alone.
NEXT_RUNG = ("(SELECT CASE WHEN min(r.day) <= :today THEN :today ELSE min(r.day) END FROM reckoning_rung r"
             " WHERE r.reckoning_id = duty.reckoning_id)")
DATES = {name: Date() for name in ("ended_on", "effective_from", "start", "end", "opens", "due", "lapse_on")}


@dataclass(frozen=True)
class DutyRow:
    """A duty with its dates and the offices concerned."""

    id: int
    rule: str
    period: str
    debtor_id: int
    creditor_id: int | None
    subject_kind: str
    subject_id: int
    reckoning_id: int
    times: int
    done: int
    status: str
    round: int
    version: int
    ended_on: date | None
    end_reason: str | None
    effective_from: date
    start: date
    end: date
    opens: date
    due: date
    provisional: bool
    explanation: str
    lapse_on: date | None
    reports_on: str | None  # the period, where one reports on it
    debtor_path: str
    debtor_name: str
    creditor_path: str | None
    creditor_name: str | None
    steering_path: str

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self.status in RUNNING


def fetch(desk: Desk, duty_id: int) -> DutyRow:
    """The duty of this number."""
    return among(fetch_each(desk, [duty_id]), duty_id)


def fetch_each(desk: Desk, ids: Collection[int]) -> dict[int, DutyRow]:
    """Those of these numbers that there are, by number."""
    return {row.id: DutyRow(**row._asdict()) for piece in chunks(one for one in ids if 0 < one <= LARGEST)
            for row in rows_among(desk, f"{SELECT} WHERE d.id IN :ids", {"ids": piece}, types=DATES)}


def among(found: Mapping[int, DutyRow], duty_id: int) -> DutyRow:
    """The duty of this number among those found."""
    if duty_id not in found:
        raise NotFoundError(f"There is no duty {duty_id}.", way_out="`kuangjian due` lists duties with their numbers.")
    return found[duty_id]


def permit_reading(desk: Desk, duty: DutyRow) -> None:
    """Tell whoever may see neither the debtor's duties nor those owed to the office that steers it that there is none."""
    if not may_read(desk, duty):
        among({}, duty.id)


def may_read(desk: Desk, duty: DutyRow) -> bool:
    """Whether the actor may see the debtor's duties, or those owed to the office that steers it."""
    return any(allowed(desk.actor, "duty.read", path) for path in (duty.steering_path, duty.debtor_path))


def permit(desk: Desk, action: str, duty: DutyRow, path: str) -> None:
    """Refuse an action; whoever may not even see the duty is told that there is none."""
    if not allowed(desk.actor, action, path):
        permit_reading(desk, duty)
        desk.permit(action, path)


def rule_of(desk: Desk, duty: DutyRow) -> DutyRule:
    """The rule that a duty stands on."""
    return desk.rulebook.duties[duty.rule]


def refuse_ended(duty: DutyRow, verb: str) -> None:
    """Refuse to touch what has ended."""
    if not duty.running:
        raise ConflictError(f"Duty {duty.id} has ended ({in_words(duty.status)} on {duty.ended_on}); it cannot be {verb}.",
                            way_out="Withdraw or correct the act that ended it, if that was wrong.")


def change_each(desk: Desk, found: Sequence[DutyRow], sets: str) -> None:
    """Change duties alike, in the order of their numbers, unless somebody else changed one of them since it was read."""
    if not found:
        return
    result: Any = desk.session.execute(
        sql(f"UPDATE duty SET {sets}, version = version + 1 WHERE id = :id AND version = :seen", id=0, seen=0),
        [{"id": duty.id, "seen": duty.version} for duty in sorted(found, key=lambda one: one.id)])
    if result.rowcount != len(found):
        raise ConflictError("One of these duties was changed by somebody else meanwhile.",
                            way_out="Look at them again, then repeat what is still wanted; nothing was written.")


def change(desk: Desk, duty: DutyRow, **columns: Any) -> None:
    """Change columns unless somebody else changed the duty since it was read."""
    sets = ", ".join(f"{name} = :{name}" for name in columns)
    touched = desk.run(f"UPDATE duty SET {sets}, version = version + 1 WHERE id = :id AND version = :seen",
                       id=duty.id, seen=duty.version, **columns)
    if touched != 1:
        raise ConflictError(f"Duty {duty.id} was changed by somebody else meanwhile.",
                            way_out="Look at it again, then repeat what is still wanted.")


def record(desk: Desk, action: str, duty: DutyRow, **detail: Any) -> None:
    """Journal a move of a duty."""
    journal.note(desk, action, "duty", duty.id, office_id=duty.debtor_id, rule=duty.rule, period=duty.period, **detail)


def record_each(desk: Desk, action: str, told: Sequence[tuple[DutyRow, dict[str, Any]]]) -> None:
    """Journal the same move of many duties, each with its detail."""
    journal.note_each(desk, action, "duty", [
        Entry(duty.id, duty.debtor_id, {"rule": duty.rule, "period": duty.period, **detail}) for duty, detail in told])


def next_rung_day(desk: Desk, reckoning_id: int) -> date | None:
    """The next day a rung of this reckoning is reached; what lies behind is caught up today."""
    first: date | None = desk.rows("SELECT min(day) AS day FROM reckoning_rung WHERE reckoning_id = :id",
                                   types={"day": Date()}, id=reckoning_id)[0].day
    return None if first is None else max(first, desk.today)
