"""The ends that no act brings: waived by a leader, closed with its rule, debtor or subject, lapsed with its period."""

from typing import Any

from casework import journal
from casework.desk import Desk
from casework.duty import duties
from casework.duty.duties import DutyRow
from casework.duty.standing import Alike, no_longer_owed, rules_alike
from casework.journal import Entry
from foundation.errors import InvalidError
from models.duty import LIVE

# What is handed in waits for its reviewer, whatever ends meanwhile (LIVE leaves it out); returned, it is closed then.
GONE_PARTY = "debtor_id IN (SELECT id FROM party WHERE valid_to < :today)"
SUBJECTS = (("mine", "mine"), ("mining_right", "mineral_right"), ("exploration_right", "mineral_right"))


def waive(desk: Desk, duty_id: int, *, reason: str, approver: str) -> DutyRow:
    """Release the debtor from a duty; who approved and why go into the journal."""
    duty = duties.fetch(desk, duty_id)
    duties.permit(desk, "duty.waive", duty, duty.steering_path)
    duties.refuse_ended(duty, "waived")
    if not reason.strip() or not approver.strip():
        raise InvalidError("A waiver needs a reason and who approved it.", way_out="Give both.")
    duties.change(desk, duty, status="waived", ended_on=desk.today, end_reason=f"{reason}（批准：{approver}）",
                  chase_on=None)
    duties.record(desk, "duty.waived", duty, reason=reason, approver=approver)
    return duties.fetch(desk, duty_id)


def close_gone(desk: Desk) -> int:
    """Close duties whose rule has ended, whose debtor is abolished, whose subject is gone, or whose debtor owes no more."""
    desk.permit("duty.close")
    desk.lock("end")
    book = desk.rulebook.duties
    closed = sum(_close(desk, "rule = :rule", f"规则已于{rule.ended_by(desk.today)}终止", rule=rule.code)
                 for rule in book.values() if rule.ended_by(desk.today))
    known = {row.rule for row in desk.rows(f"SELECT DISTINCT rule FROM duty WHERE {LIVE}")}
    closed += sum(_close(desk, "rule = :rule", "规则已从规则库撤下", rule=code) for code in sorted(known - set(book)))
    closed += _close(desk, GONE_PARTY, "义务主体已撤销", today=desk.today)
    closed += sum(_close_subjects(desk, kind, table) for kind, table in SUBJECTS)
    return closed + sum(_close_no_longer_owed(desk, alike) for alike in rules_alike(desk, known))


def _close_subjects(desk: Desk, kind: str, table: str) -> int:
    # What was overdue before the subject ended, or had another holder, stays owed; what falls due after it is owed no more.
    ended = _close(
        desk, f"subject_kind = '{kind}' AND subject_id IN (SELECT id FROM {table} WHERE valid_to < :today)"
        f" AND reckoning_id IN (SELECT id FROM reckoning k WHERE k.due >"
        f" (SELECT s.valid_to FROM {table} s WHERE s.id = duty.subject_id))", "矿业权或矿山已终止", "subject-ended",
        today=desk.today)
    return ended + _close(
        desk, f"subject_kind = '{kind}' AND debtor_id IN (SELECT id FROM party WHERE level = 'holder')"
        f" AND debtor_id <> (SELECT s.holder_id FROM {table} s WHERE s.id = duty.subject_id)"
        " AND reckoning_id IN (SELECT id FROM reckoning WHERE due >= :today)", "矿业权人已变更", "holder-changed",
        today=desk.today)


def _close_no_longer_owed(desk: Desk, alike: Alike) -> int:
    which, values = no_longer_owed(desk, alike)
    return _close(desk, which, "义务主体不再承担该事项", "not-owed", **values)


def _close(desk: Desk, which: str, reason: str, code: str | None = None, **values: Any) -> int:
    return _end(desk, "closed", f"{LIVE} AND {which}", reason, code, **values)


def lapse(desk: Desk) -> int:
    """Let duties lapse that cannot be made good and whose period, and the days to record it, are over.

    The chase reports each to the debtor's superior once (rung 0).
    """
    desk.permit("duty.lapse")
    desk.lock("end")
    return _end(desk, "lapsed", "status = 'open' AND reckoning_id IN (SELECT id FROM reckoning WHERE lapse_on < :today)",
                "期限届满，不能补办", None, today=desk.today)


def _end(desk: Desk, status: str, which: str, reason: str, code: str | None, **values: Any) -> int:
    """End duties in one statement and journal those it really ended, whatever others do meanwhile."""
    ended = desk.rows(
        "UPDATE duty SET status = :status, ended_on = :on, end_reason = :reason, end_code = :code, version = version + 1,"
        f" chase_on = :chase WHERE {which} RETURNING id, rule, period, debtor_id, done",
        status=status, on=desk.today, reason=reason, code=code, chase=desk.today if status == "lapsed" else None, **values)
    journal.note_each(desk, f"duty.{status}", "duty", [
        Entry(row.id, row.debtor_id, {"rule": row.rule, "period": row.period, "done": row.done, "reason": reason})
        for row in sorted(ended, key=lambda row: int(row.id))])
    return len(ended)
