"""Who owes a duty still: one closed because its subject was gone, or its debtor owed no more, comes back with them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from casework import journal
from casework.desk import Desk
from casework.duty.duties import NEXT_RUNG
from casework.duty.populations import DEBTOR_STANDS, OWED, Population, population
from casework.in_force import running
from casework.journal import Entry
from regulation.rule import DutyRule
from regulation.terms import Cadence, Per

# The population still holds the duty's debtor and subject, today or, of a period to come, on its first day.
STANDS = (f"{OWED} AND (w.valid_to IS NULL OR w.valid_to >= CASE WHEN k.opens > :today THEN k.opens ELSE :today END)"
          " AND w.debtor_id = d.debtor_id AND w.subject_kind = d.subject_kind AND w.subject_id = d.subject_id")


@dataclass(frozen=True)
class Alike:
    """Rules that the same debtors owe about the same subjects: asked together."""

    who: Population
    rules: tuple[DutyRule, ...]

    @property
    def listed(self) -> str:
        """Their codes, as a list in SQL; they come from the rulebook, never from outside."""
        return "(" + ", ".join(f"'{rule.code}'" for rule in self.rules) + ")"


def rules_alike(desk: Desk, codes: Collection[str]) -> list[Alike]:
    """These rules by who owes them; what an event opened stands whatever becomes of the population."""
    groups: dict[tuple[Any, ...], list[tuple[Population, DutyRule]]] = {}
    for code, rule in desk.rulebook.duties.items():
        if code in codes and rule.cadence is not Cadence.EVENT:
            who = population(desk.rulebook, rule)
            key = (who.select, rule.cadence is Cadence.ROLLING, *sorted(who.values.items()))
            groups.setdefault(key, []).append((who, rule))
    return [Alike(group[0][0], tuple(rule for _, rule in group)) for group in groups.values()]


def no_longer_owed(desk: Desk, alike: Alike) -> tuple[str, dict[str, Any]]:
    """The condition that a duty's debtor owes it no more, with its values; what is overdue stays owed, but for people gone."""
    people = alike.rules[0].per in (Per.OFFICER, Per.INSPECTOR)
    return (f"id IN (SELECT d.id FROM duty d JOIN reckoning k ON k.id = d.reckoning_id"
            f" LEFT JOIN ({alike.who.select}) w ON {STANDS}"
            f" WHERE d.rule IN {alike.listed} AND d.status IN ('open', 'suspended')"
            f"{'' if people else ' AND k.due >= :today'} AND w.debtor_id IS NULL)",
            {"today": desk.today, **alike.who.values})


# About a mine or right it may be done meanwhile, by whoever stood in the books; of what rolls on, a later turn may run.
NOT_OWED_ELSEWHERE = (
    "NOT EXISTS (SELECT 1 FROM duty o WHERE o.rule = d.rule AND o.subject_kind = d.subject_kind AND o.subject_id = d.subject_id"
    " AND o.id <> d.id AND ((d.subject_kind <> 'self' AND o.period = d.period AND o.status IN ('discharged', 'waived'))"
    f" OR ({{rolling}} AND o.debtor_id = d.debtor_id AND {running('o')})))")


def bring_back(desk: Desk) -> int:
    """Reopen what was closed because its subject was gone, or its debtor owed no more, and stands again before it is due."""
    desk.permit("duty.close")
    desk.lock("end")
    waiting = {row.rule for row in desk.rows("SELECT DISTINCT rule FROM duty WHERE end_code IS NOT NULL")}
    in_force = {code for code in waiting & set(desk.rulebook.duties)
                if desk.rulebook.duties[code].ended_by(desk.today) is None}
    return sum(_bring_back(desk, alike) for alike in rules_alike(desk, in_force))


def _bring_back(desk: Desk, alike: Alike) -> int:
    elsewhere = NOT_OWED_ELSEWHERE.format(rolling="1 = 1" if alike.rules[0].cadence is Cadence.ROLLING else "1 = 0")
    stopped = "EXISTS (SELECT 1 FROM suspension s WHERE s.duty_id = duty.id AND s.last IS NULL)"
    back = desk.rows(
        f"UPDATE duty SET status = CASE WHEN {stopped} THEN 'suspended' ELSE 'open' END, ended_on = NULL, end_reason = NULL,"
        f" end_code = NULL, chase_on = CASE WHEN {stopped} THEN NULL ELSE {NEXT_RUNG} END, version = version + 1"
        f" WHERE end_code IS NOT NULL AND id IN (SELECT d.id FROM duty d"
        f" JOIN reckoning k ON k.id = d.reckoning_id JOIN ({alike.who.select}) w ON {STANDS} AND {DEBTOR_STANDS}"
        f" WHERE d.rule IN {alike.listed} AND d.end_code IS NOT NULL AND k.due >= :today AND {elsewhere})"
        " RETURNING id, rule, period, debtor_id", today=desk.today, **alike.who.values)
    journal.note_each(desk, "duty.brought_back", "duty", [
        Entry(row.id, row.debtor_id, {"rule": row.rule, "period": row.period})
        for row in sorted(back, key=lambda row: int(row.id))])
    return len(back)
