"""The ends that no act brings: waived by a leader, closed with its rule or debtor, lapsed with its period."""

from casework.desk import Desk
from casework.duty import duties
from casework.duty.duties import DutyRow
from foundation.errors import InvalidError
from regulation.rule import DutyRule

# What is handed in waits for its reviewer, whatever ends meanwhile; returned, it is closed the next night.
LIVE = "status IN ('open', 'suspended')"
GONE_PARTY = "debtor_id IN (SELECT id FROM party WHERE valid_to < :today)"


def waive(desk: Desk, duty_id: int, *, reason: str, approver: str) -> DutyRow:
    """Release the debtor from a duty; who approved and why go into the journal."""
    duty = duties.fetch(desk, duty_id)
    desk.permit("duty.waive", duty.debtor_path)
    duties.refuse_ended(duty, "waived")
    if not reason.strip() or not approver.strip():
        raise InvalidError("A waiver needs a reason and who approved it.", way_out="Give both.")
    duties.change(desk, duty, status="waived", ended_on=desk.today, end_reason=f"{reason}（批准：{approver}）",
                  chase_on=None)
    duties.record(desk, "duty.waived", duty, reason=reason, approver=approver)
    return duties.fetch(desk, duty_id)


def close_gone(desk: Desk) -> int:
    """Close duties whose rule has ended, whose debtor is abolished, or whose subject is gone or has another debtor."""
    desk.permit("duty.close")
    ended = {rule.code: rule for rule in desk.rulebook.duties.values() if rule.ended_by(desk.today)}
    closed = sum(_close(desk, "rule = :rule", f"规则已于{_last_day(rule, desk)}终止", rule=code)
                 for code, rule in ended.items())
    closed += _close(desk, GONE_PARTY, "义务主体已撤销")
    for kind, table in (("mine", "mine"), ("mining_right", "mineral_right"), ("exploration_right", "mineral_right")):
        # What was overdue before the subject ended stays owed; what would fall due after it is owed no more.
        closed += _close(
            desk, f"subject_kind = '{kind}' AND subject_id IN (SELECT id FROM {table} WHERE valid_to < :today)"
            f" AND reckoning_id IN (SELECT id FROM reckoning k WHERE k.due >"
            f" (SELECT s.valid_to FROM {table} s WHERE s.id = duty.subject_id))", "矿业权或矿山已终止")
        closed += _close(
            desk, f"subject_kind = '{kind}' AND debtor_id IN (SELECT id FROM party WHERE level = 'holder')"
            f" AND debtor_id <> (SELECT s.holder_id FROM {table} s WHERE s.id = duty.subject_id)", "矿业权人已变更")
    return closed


def _last_day(rule: DutyRule, desk: Desk) -> str:
    return str(rule.ended_by(desk.today))


def _close(desk: Desk, which: str, reason: str, **values: object) -> int:
    if "today" in which:
        values["today"] = desk.today
    where = f"{LIVE} AND {which}"
    closed = _note_each(desk, "duty.closed", where, reason, **values)
    if closed:
        desk.run(f"UPDATE duty SET status = 'closed', ended_on = :on, end_reason = :reason, chase_on = NULL,"
                 f" version = version + 1 WHERE {where}", on=desk.today, reason=reason, **values)
    return closed


def lapse(desk: Desk) -> int:
    """Let duties lapse that cannot be made good and whose period, and the days to record it, are over.

    The chase reports each to the debtor's superior once (rung 0).
    """
    desk.permit("duty.lapse")
    where = ("status = 'open' AND reckoning_id IN (SELECT id FROM reckoning WHERE lapse_on <= :lapse_day)")
    reason = "期限届满，不能补办"
    lapsed = _note_each(desk, "duty.lapsed", where, reason, lapse_day=desk.today)
    if lapsed:
        desk.run(f"UPDATE duty SET status = 'lapsed', ended_on = :on, end_reason = :reason, chase_on = :on,"
                 f" version = version + 1 WHERE {where}", on=desk.today, reason=reason, lapse_day=desk.today)
    return lapsed


def _note_each(desk: Desk, action: str, where: str, reason: str, **values: object) -> int:
    """A journal line for each duty concerned, in one statement."""
    return desk.run(
        "INSERT INTO journal (at, actor, action, office_id, entity, entity_id, detail)"
        " SELECT :at, :actor, :action, debtor_id, 'duty', id,"
        " '{\"done\":' || done || ',\"period\":\"' || period || '\",\"reason\":\"' || :why || '\",\"rule\":\"' || rule || '\"}'"
        f" FROM duty WHERE {where}",
        at=desk.now, actor=desk.actor.label, action=action, why=reason, **values,
    )
