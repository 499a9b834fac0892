"""Counts by the tally: read where they are kept, and exact by counting anew whatever the journal says was changed since."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Date

from casework.bulk import rows_among
from casework.desk import Desk
from casework.duty.tallying import AT, OWN, days
from casework.view.sums import Sums, earliest

MOST = 5_000  # offices counted anew beside a tally; beyond that it is as quick to count out them all
# Entries about these change no count. Whatever is neither named here nor about one duty makes the tally stale.
NEUTRAL = ("account", "api_token", "calendar_feed", "letter", "work_item", "run", "trigger", "officer", "post", "submission")
NEUTRAL_ACTIONS = ("mine.inspector", "mine.responsible", "party.responsible", "office.rename", "office.rich",
                   "journal.verified", "journal.broken", "rule.set", "rule.revoked")
MARK = f"""
SELECT m.mark, EXISTS (SELECT 1 FROM journal j WHERE {{since}}
    AND j.entity NOT IN ('duty', 'act', {', '.join(map(repr, NEUTRAL))})
    AND j.action NOT IN ({', '.join(map(repr, NEUTRAL_ACTIONS))})) AS stale
FROM tally_mark m WHERE m.name = 'offices' AND m.day = :today
"""
# An act that brings duties about names them only by being their cause.
TOUCHED = f"""
SELECT DISTINCT o.id, o.path FROM duty d JOIN party p ON p.id = d.debtor_id JOIN party o ON o.id = {AT}
WHERE d.id IN (
    SELECT j.entity_id FROM journal j WHERE {{since}} AND j.entity = 'duty'
    UNION SELECT c.id FROM journal j JOIN duty c ON c.cause_id = j.entity_id
    WHERE {{since}} AND j.entity = 'act' AND j.action = 'duty.opened')
AND ({{below}}) LIMIT {MOST + 1}
"""
KEPT = "SELECT t.* FROM office_tally t WHERE t.office_id IN :asked"
ANEW = f"""
WITH asked AS (SELECT id FROM party WHERE id IN :touched), own AS ({OWN})
SELECT asked.id, own.open, own.due_soon, own.overdue, own.lapsed, own.oldest, t.open AS kept_open, t.due_soon AS kept_due_soon,
    t.overdue AS kept_overdue, t.lapsed AS kept_lapsed, t.oldest AS kept_oldest
FROM asked LEFT JOIN own ON own.office_id = asked.id LEFT JOIN office_tally t ON t.office_id = asked.id
"""
OLDEST = """
WITH RECURSIVE part(id, child) AS (
    SELECT id, id FROM party WHERE id IN :children
    UNION ALL SELECT p.id, part.child FROM party p JOIN part ON p.parent_id = part.id WHERE p.level <> 'holder')
SELECT part.child AS id, min(t.oldest) AS oldest FROM part JOIN office_tally t ON t.office_id = part.id
WHERE t.office_id NOT IN :touched GROUP BY part.child
"""


def sums(desk: Desk, offices: list[int], paths: dict[int, str]) -> tuple[dict[int, Sums], dict[int, Sums]] | None:
    """What the offices owe by themselves, and what those of `paths` owe with all below them; None without a fresh tally."""
    touched = _touched(desk, [paths[office] for office in offices])
    if touched is None:
        return None
    rows = rows_among(desk, KEPT, {"asked": list(paths)}, types={"oldest": Date(), "all_oldest": Date()})
    alone = {row.office_id: Sums.of(row) for row in rows if row.office_id in offices}
    whole = {row.office_id: Sums.of(row, "all_") for row in rows}
    if touched:
        _amend(desk, touched, alone, whole, paths)
    return alone, whole


def _touched(desk: Desk, paths: list[str]) -> dict[int, str] | None:
    """Offices below these whose duties were changed since today's tally was made; None where there is none to go by."""
    since = "j.tx >= {}" if desk.postgres else "j.id > {}"
    marks = desk.rows(MARK.format(since=since.format("m.mark")), today=desk.today)
    if not marks or marks[0].stale:
        return None
    below: dict[str, Any] = {f"below{n}": f"{path}%" for n, path in enumerate(paths)}
    condition = " OR ".join(f"o.path LIKE :{name}" for name in below)
    rows = desk.rows(TOUCHED.format(since=since.format(":mark"), below=condition), mark=marks[0].mark, **below)
    return {row.id: row.path for row in rows} if len(rows) <= MOST else None


def _amend(desk: Desk, touched: dict[int, str], alone: dict[int, Sums], whole: dict[int, Sums], paths: dict[int, str]) -> None:
    """Put in what is counted anew for the offices that were touched."""
    rows = rows_among(desk, ANEW, {"touched": list(touched)}, types={"oldest": Date(), "kept_oldest": Date()}, **days(desk))
    in_doubt: set[int] = set()
    for row in rows:
        now, before = Sums.of(row), Sums.of(row, "kept_")
        for office in _above(touched[row.id], paths):
            known = whole.get(office, Sums())
            if before.oldest is not None and before.oldest == known.oldest:
                in_doubt.add(office)
            whole[office] = known.with_change(before, now)
        if row.id in paths:
            alone[row.id] = now
    if in_doubt:
        _find_oldest(desk, in_doubt, touched, rows, whole)


def _above(path: str, paths: dict[int, str]) -> list[int]:
    """Which of these offices an office lies at or below; its path is made of their ids."""
    return [number for part in path.strip("/").split("/") if (number := int(part)) in paths]


def _find_oldest(desk: Desk, offices: set[int], touched: dict[int, str], rows: list[Any], whole: dict[int, Sums]) -> None:
    """Look anew for what has been late longest, where it may have been at an office that was touched."""
    kept = {row.id: row.oldest for row in rows_among(desk, OLDEST, {"children": list(offices), "touched": list(touched)},
                                                     types={"oldest": Date()})}
    for office in offices:
        there = [row.oldest for row in rows if f"/{office}/" in touched[row.id]]
        whole[office] = replace(whole[office], oldest=earliest(kept.get(office), *there))
