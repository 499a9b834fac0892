"""What each level owes about a case that is reported up: a duty of the rulebook, opened, done, or owed no more."""

from datetime import date

from casework import journal
from casework.case.cases import CaseRow
from casework.desk import Desk
from casework.duty import duties
from casework.duty.reckonings import shared_key, store
from casework.journal import Entry
from regulation.reckoning import event_period, reckon

FIRST, ONWARD = "major_case_report", "major_case_pass_on"  # by the rulebook
OWE = """
INSERT INTO duty (rule, period, debtor_id, creditor_id, subject_kind, subject_id, reckoning_id, times, done, status, chase_on,
 round, version)
SELECT k.rule, k.period, :debtor, :creditor, 'case', :case, k.id, k.times, 0, 'open', k.chase_from, 1, 1
FROM reckoning k WHERE k.id = :reckoning
ON CONFLICT (rule, subject_kind, subject_id, period, debtor_id) DO UPDATE SET status = 'open', done = 0, ended_on = NULL,
 end_reason = NULL, chase_on = excluded.chase_on, round = duty.round + 1, version = duty.version + 1
WHERE duty.ended_on IS NOT NULL RETURNING id, debtor_id, rule, period
"""
RUNS = ("SELECT id FROM duty WHERE rule IN ('major_case_report', 'major_case_pass_on') AND subject_kind = 'case'"
        " AND subject_id = :case AND debtor_id = :debtor AND ended_on IS NULL ORDER BY id DESC LIMIT 1")


def owe(desk: Desk, case: CaseRow, rule: str, debtor: int, creditor: int, since: date) -> int | None:
    """Open a level's duty from a day on; none where the rulebook of that day has none."""
    known = desk.rulebook.duties.get(rule)
    one = reckon(desk.rulebook, known, event_period(since), desk.calendar) if known else None
    if one is None:
        return None
    ids = store(desk, [(shared_key(one), one)])
    opened = desk.rows(OWE, debtor=debtor, creditor=creditor, case=case.id, reckoning=ids[shared_key(one)])
    journal.note_each(desk, "duty.opened", "duty", [
        Entry(row.id, row.debtor_id, {"rule": row.rule, "period": row.period, "case": case.number}) for row in opened])
    return owed_by(desk, case, debtor)


def done_with(desk: Desk, case: CaseRow, debtor: int, *, closed: str | None = None) -> None:
    """What a level owed is done, or owed no more."""
    found = owed_by(desk, case, debtor)
    if found is None:
        return
    duty = duties.fetch(desk, found)
    ended = {"status": "closed", "end_reason": closed} if closed else {"status": "discharged", "done": duty.times}
    duties.change(desk, duty, ended_on=desk.today, chase_on=None, **ended)
    duties.record(desk, "duty.closed" if closed else "duty.discharged", duty, case=case.number)


def owed_by(desk: Desk, case: CaseRow, debtor: int) -> int | None:
    """The duty that runs at a level."""
    found = desk.scalar(RUNS, case=case.id, debtor=debtor)
    return None if found is None else int(found)
