"""When a decree changes a rule: periods opened ahead follow it, and duties that are thereby done are discharged."""

from collections.abc import Sequence
from datetime import date

from casework import journal
from casework.desk import Desk
from casework.in_force import running
from casework.journal import Entry
from regulation.rule import DutyRule, DutyValue
from regulation.terms import Cadence

KEY = "rulebook"


def value_of(rule: DutyRule, start: date, stored: date) -> DutyValue | None:
    """The value that governs a period: the one in force when it begins; of a one-off duty the one it was opened by."""
    by_day = None if rule.cadence is Cadence.ONCE else rule.value_on(start)
    return by_day or next((value for value in rule.values if value.effective_from == stored), None)


def amended(desk: Desk) -> bool:
    """Whether the rulebook is another than when this was last asked; the answer is remembered with the desk's work."""
    desk.permit("duty.project")
    known = desk.scalar("SELECT value FROM instance WHERE key = :key", key=KEY)
    if known == desk.rulebook.fingerprint:
        return False
    desk.run("INSERT INTO instance (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = :value",
             key=KEY, value=desk.rulebook.fingerprint)
    journal.note(desk, "rulebook.taken", "instance", 0, before=known, after=desk.rulebook.fingerprint)
    return True


def recount(desk: Desk, reckonings: Sequence[int]) -> int:
    """Bring the number owed of running duties in line with their reckonings; how many are thereby done and discharged."""
    if not reckonings:
        return 0
    listed = f"reckoning_id IN ({', '.join(str(int(one)) for one in reckonings)})"
    desk.run("UPDATE duty SET times = (SELECT k.times FROM reckoning k WHERE k.id = duty.reckoning_id),"
             f" version = version + 1 WHERE {running()} AND {listed}")
    # Changed first and journalled by what was really changed, whatever others do meanwhile.
    done = desk.rows("UPDATE duty SET status = 'discharged', chase_on = NULL, version = version + 1, ended_on ="
                     " (SELECT max(a.done_on) FROM act_credit c JOIN act a ON a.id = c.act_id WHERE c.duty_id = duty.id)"
                     f" WHERE status = 'open' AND done >= times AND {listed} RETURNING id, rule, period, debtor_id")
    journal.note_each(desk, "duty.discharged", "duty", [
        Entry(row.id, row.debtor_id, {"rule": row.rule, "period": row.period, "by": "amended rule"})
        for row in sorted(done, key=lambda row: int(row.id))])
    return len(done)
