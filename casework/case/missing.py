"""What offices missed in cases: limits that they let pass, each recorded once."""

from collections import Counter
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework import journal
from casework.bulk import chunks, rows_among
from casework.case.cases import CaseRow, record
from casework.case.given import Given
from casework.desk import Desk
from casework.draining import StageReport
from casework.journal import Entry
from foundation.errors import ConflictError, InvalidError
from regulation.case_limits import code_of
from regulation.guards import Unmet

TITLES = {"missed": "本机关逾期"}
WATCHED = "case_watched_on"
# Of what ended late meanwhile, done or no longer owed, only what ended since the last watch: what ended before was looked
# at then. Whose clock stands still since a day within its time has missed nothing; stopped after it, it was missed before.
MISSED = """
INSERT INTO case_missed (duty_id, due, case_id, step, noticed_on)
SELECT d.id, k.due, d.subject_id, replace(substr(d.rule, 7), '_', '-'), :today
FROM duty d JOIN reckoning k ON k.id = d.reckoning_id
WHERE d.subject_kind = 'case' AND substr(d.rule, 1, 6) = 'limit_' AND k.due < :today
  AND (d.status = 'open' OR ((d.status = 'suspended' OR (d.ended_on > k.due AND d.ended_on >= :since))
    AND NOT EXISTS (SELECT 1 FROM suspension s WHERE s.duty_id = d.id AND s.last IS NULL AND s.first <= k.due)))
  {which}
ON CONFLICT (duty_id, due) DO NOTHING RETURNING case_id, step, due
"""
CASES = "SELECT id, number, office_id FROM enforcement_case WHERE id IN :ids"
MARK = ("INSERT INTO instance (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = :value")
IN_TIME = "EXISTS (SELECT 1 FROM duty d WHERE d.id = case_missed.duty_id AND d.ended_on <= case_missed.due)"
WAITING = f"SELECT DISTINCT step FROM case_missed WHERE case_id = :case AND reason IS NULL AND NOT {IN_TIME} ORDER BY step"
EXPLAIN = ("UPDATE case_missed SET reason = :reason, reason_by = :by, reason_at = :now WHERE case_id = :case AND reason IS NULL"
           " AND (:step = '' OR step = :step)"
           f" AND NOT {IN_TIME}")
NONE_MISSED = Unmet("No limit of this case was missed that waits for a reason.",
                    "A limit is missed the day after its last day; look at the limits of the case.")


def note_missed(desk: Desk) -> StageReport:
    """Record every limit of an office whose last day is over, and tell its case's history; set-based, once each."""
    desk.permit("case.watch")
    rows = _missed(desk)
    desk.run(MARK, key=WATCHED, value=desk.today.isoformat())
    cases = {row.id: row for piece in chunks({row.case_id for row in rows}) for row in rows_among(desk, CASES, {"ids": piece})}
    rows.sort(key=lambda row: (row.case_id, row.due, row.step))
    journal.note_each(desk, "case.limit_missed", "case", [
        Entry(row.case_id, cases[row.case_id].office_id, {"step": row.step, "due": row.due}) for row in rows])
    return StageReport(TITLES, Counter(missed=len(rows)), [
        (cases[row.case_id].number, f"本机关逾期：{_title(desk, row.step)}（{row.due}）") for row in rows])


def _missed(desk: Desk, case_id: int | None = None) -> list[Any]:
    """What was missed and is not recorded yet, of one case or of all; one is found by its own, not among all."""
    since = desk.scalar("SELECT value FROM instance WHERE key = :key", key=WATCHED) or "0001-01-01"
    which, one = ("", {}) if case_id is None else ("AND d.subject_id = :case", {"case": case_id})
    return desk.rows(MISSED.format(which=which), types={"due": Date()}, today=desk.today, since=date.fromisoformat(since),
                     **one)


def _title(desk: Desk, step: str) -> str:
    rule = desk.rulebook.duties.get(code_of(step))
    return rule.title if rule else step


def explain(desk: Desk, case: CaseRow, given: Given, _event_no: int) -> None:
    """Write down why the office let a limit pass; of one step, or of all that nobody has explained.

    What the next watch would find is recorded with it: nobody waits a day to explain what everybody sees.
    """
    step = str(given.fields.get("step") or "")
    known = {rule.title: name for name, rule in desk.rulebook.limits.items()}
    step = known.get(step, step)
    journal.note_each(desk, "case.limit_missed", "case", [
        Entry(case.id, case.office_id, {"step": row.step, "due": row.due}) for row in _missed(desk, case.id)])
    done = desk.run(EXPLAIN, case=case.id, step=step, reason=given.fields["reason"], by=desk.actor.label, now=desk.now)
    if not done:
        raise _nothing(desk, case, str(given.fields.get("step") or ""))
    record(desk, "case.limit_explained", case, step=step or None, limits=done)


def _nothing(desk: Desk, case: CaseRow, said: str) -> ConflictError | InvalidError:
    """Why nothing was explained: nothing waits for it, or what was named does not."""
    waiting = [_title(desk, row.step) for row in desk.rows(WAITING, case=case.id)]
    if not waiting:
        return ConflictError(NONE_MISSED.message, way_out=NONE_MISSED.way_out)
    return InvalidError(f"“{said}” is no limit of this case that waits for a reason.",
                        way_out=f"Fill in step（逾期的期限） with one of {'、'.join(waiting)}; or leave it empty for all.")
