"""Who owes a duty still: a duty closed because its debtor or subject was gone comes back when it stands again."""

from typing import Any

from casework import journal
from casework.desk import Desk
from casework.duty.duties import NEXT_RUNG
from casework.duty.populations import OWED, population
from casework.journal import Entry
from regulation.rule import DutyRule
from regulation.terms import Cadence, Per

# The population still holds the duty's debtor and subject, today or, of a period to come, on its first day.
STANDS = (f"{OWED} AND (w.valid_to IS NULL OR w.valid_to >= CASE WHEN k.opens > :today THEN k.opens ELSE :today END)"
          " AND w.debtor_id = d.debtor_id AND w.subject_kind = d.subject_kind AND w.subject_id = d.subject_id")


def no_longer_owed(desk: Desk, rule: DutyRule) -> tuple[str, dict[str, Any]]:
    """The condition that a duty's debtor owes it no more, with its values; what is overdue stays owed, but for people gone."""
    who = population(desk.rulebook, rule)
    overdue_stays = "" if rule.per in (Per.OFFICER, Per.INSPECTOR) else " AND k.due >= :today"
    return (f"id IN (SELECT d.id FROM duty d JOIN reckoning k ON k.id = d.reckoning_id"
            f" LEFT JOIN ({who.select}) w ON {STANDS}"
            f" WHERE d.rule = :rule AND d.status IN ('open', 'suspended'){overdue_stays} AND w.debtor_id IS NULL)",
            {"rule": rule.code, "today": desk.today, **who.values})


def bring_back(desk: Desk) -> int:
    """Reopen what was closed because debtor or subject was gone and stands again (a late renewal, a mended entry)."""
    desk.permit("duty.close")
    desk.lock("end")
    waiting = {row.rule for row in desk.rows("SELECT DISTINCT rule FROM duty WHERE end_code IS NOT NULL")}
    return sum(_bring_back(desk, rule) for code, rule in desk.rulebook.duties.items()
               if code in waiting and rule.cadence is not Cadence.EVENT)


def _bring_back(desk: Desk, rule: DutyRule) -> int:
    who = population(desk.rulebook, rule)
    back = desk.rows(
        f"UPDATE duty SET status = 'open', ended_on = NULL, end_reason = NULL, end_code = NULL, chase_on = {NEXT_RUNG},"
        " version = version + 1 WHERE rule = :rule AND end_code IS NOT NULL AND id IN (SELECT d.id FROM duty d"
        f" JOIN reckoning k ON k.id = d.reckoning_id JOIN ({who.select}) w ON {STANDS}"
        " JOIN party p ON p.id = d.debtor_id AND (p.valid_to IS NULL OR p.valid_to >= :today)"
        " WHERE d.rule = :rule AND d.end_code IS NOT NULL) RETURNING id, period, debtor_id",
        rule=rule.code, today=desk.today, **who.values)
    journal.note_each(desk, "duty.brought_back", "duty", [
        Entry(row.id, row.debtor_id, {"rule": rule.code, "period": row.period})
        for row in sorted(back, key=lambda row: int(row.id))])
    return len(back)
