"""The duties of clues: opened for many at once, closed where a clue has moved on or ended."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from casework import journal
from casework.bulk import chunks, rows_among
from casework.desk import Desk
from casework.duty.duties import NEXT_RUNG
from casework.duty.opening import insert_for
from casework.duty.populations import population
from casework.duty.reckonings import shared_key, store
from casework.in_force import running
from casework.journal import Entry
from regulation.periods import Period
from regulation.reckoning import event_period, reckon


def open_for_clues(desk: Desk, event: str, clues: Mapping[int, date], *, until: date | None = None,
                   only: Collection[str] = (), but: Collection[str] = ()) -> int:
    """Open the duties that an event brings about clues, each counted from its day; `until` is a last day that was set.

    One that was closed as the clue left the office is open again if it comes back the same day.
    """
    rules = [rule for rule in desk.rulebook.duties.values() if rule.event == event and rule.code not in but
             and (not only or rule.code in only)]
    days = sorted(set(clues.values()))
    opened = 0
    for rule in rules:
        for day in days:
            period = event_period(day) if until is None else Period(day, until, f"{day.isoformat()}/{until.isoformat()}")
            one = reckon(desk.rulebook, rule, period, desk.calendar)
            if one is None:
                continue
            ids = store(desk, [(shared_key(one), one)])
            for piece in chunks(sorted(clue for clue, its in clues.items() if its == day)):
                listed = ", ".join(str(int(clue)) for clue in piece)
                fresh = insert_for(desk, population(desk.rulebook, rule), ids.values(), f"w.subject_id IN ({listed})")
                back = 0 if fresh == len(piece) else open_again(
                    desk, piece, "rule = :rule AND period = :period AND debtor_id = (SELECT office_id FROM clue"
                    " WHERE id = duty.subject_id)", because="线索回到本单位", rule=rule.code, period=period.code)
                opened += fresh + back
    if opened:
        _tell(desk, clues, [rule.code for rule in rules])
    return opened


def _tell(desk: Desk, clues: Collection[int], rules: Collection[str]) -> None:
    """An entry a duty: what an office owes is counted by them."""
    for piece in chunks(sorted(clues)):
        rows = rows_among(desk, "SELECT d.id, d.debtor_id, d.rule, d.period FROM duty d WHERE d.subject_kind = 'clue'"
                                " AND d.subject_id IN :clues AND d.rule IN :rules AND d.version = 1 AND NOT EXISTS"
                                " (SELECT 1 FROM journal j WHERE j.entity = 'duty' AND j.entity_id = d.id) ORDER BY d.id",
                          {"clues": piece, "rules": rules})
        journal.note_each(desk, "duty.opened", "duty", [
            Entry(row.id, row.debtor_id, {"rule": row.rule, "period": row.period}) for row in rows])


def open_again(desk: Desk, clues: Collection[int], which: str, *, because: str, **values: Any) -> int:
    """Open again what was closed about clues, on its own date; how many duties."""
    back = desk.rows(
        f"UPDATE duty SET status = 'open', ended_on = NULL, end_reason = NULL, chase_on = {NEXT_RUNG}, version = version + 1"
        f" WHERE subject_kind = 'clue' AND subject_id IN ({', '.join(str(int(one)) for one in clues)}) AND status = 'closed'"
        f" AND {which} RETURNING id, rule, period, debtor_id, done", today=desk.today, **values)
    journal.note_each(desk, "duty.reopened", "duty", [
        Entry(row.id, row.debtor_id, {"rule": row.rule, "period": row.period, "done": row.done, "because": because})
        for row in sorted(back, key=lambda row: int(row.id))])
    return len(back)


def close_duties(desk: Desk, clue_id: int, reason: str, *, but: Collection[str] = (), only: str | None = None,
                 debtor: int | None = None) -> list[int]:
    """Close what runs about a clue, of one rule and debtor or of all; what was suspended or handed in too."""
    kept = "".join(f" AND rule <> '{code}'" for code in but) + ("" if only is None else f" AND rule = '{only}'")
    at = "" if debtor is None else f" AND debtor_id = {int(debtor)}"
    ended = desk.rows(
        "UPDATE duty SET status = 'closed', ended_on = :on, end_reason = :reason, chase_on = NULL, version = version + 1"
        f" WHERE subject_kind = 'clue' AND subject_id = :clue AND {running()}{kept}{at} RETURNING id, rule, period, debtor_id",
        on=desk.today, reason=reason, clue=clue_id)
    journal.note_each(desk, "duty.closed", "duty", [
        Entry(row.id, row.debtor_id, {"rule": row.rule, "period": row.period, "reason": reason})
        for row in sorted(ended, key=lambda row: int(row.id))])
    return sorted(int(row.id) for row in ended)
