"""Who owes a duty still: a duty closed because its debtor or subject was gone comes back when it stands again."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from casework import journal
from casework.desk import Desk
from casework.duty.duties import NEXT_RUNG
from casework.duty.populations import OWED, Population, population
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
            key = (who.select, *sorted(who.values.items()))
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


def bring_back(desk: Desk) -> int:
    """Reopen what was closed because debtor or subject was gone and stands again (a late renewal, a mended entry)."""
    desk.permit("duty.close")
    desk.lock("end")
    waiting = {row.rule for row in desk.rows("SELECT DISTINCT rule FROM duty WHERE end_code IS NOT NULL")}
    return sum(_bring_back(desk, alike) for alike in rules_alike(desk, waiting))


def _bring_back(desk: Desk, alike: Alike) -> int:
    back = desk.rows(
        f"UPDATE duty SET status = 'open', ended_on = NULL, end_reason = NULL, end_code = NULL, chase_on = {NEXT_RUNG},"
        f" version = version + 1 WHERE end_code IS NOT NULL AND id IN (SELECT d.id FROM duty d"
        f" JOIN reckoning k ON k.id = d.reckoning_id JOIN ({alike.who.select}) w ON {STANDS}"
        " JOIN party p ON p.id = d.debtor_id AND (p.valid_to IS NULL OR p.valid_to >= :today)"
        f" WHERE d.rule IN {alike.listed} AND d.end_code IS NOT NULL) RETURNING id, rule, period, debtor_id",
        today=desk.today, **alike.who.values)
    journal.note_each(desk, "duty.brought_back", "duty", [
        Entry(row.id, row.debtor_id, {"rule": row.rule, "period": row.period})
        for row in sorted(back, key=lambda row: int(row.id))])
    return len(back)
