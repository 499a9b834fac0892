"""What hangs on an officer in the records, handed to a successor or ended: posts, mines, responsibilities, substitutions."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date

from casework import journal
from casework.bulk import add_rows, run_many
from casework.clue.newcomers import name_newcomers
from casework.desk import Desk
from casework.journal import Entry
from casework.record.officers import in_keeping
from models import Absence, Responsibility

RUNS = "(valid_to IS NULL OR valid_to >= :since)"
# Told where he serves, a holder's contact at the office above, which can settle it.
UNREPRESENTED = """
INSERT INTO work_item (office_id, kind, open_key, text, created_at)
SELECT CASE WHEN p.level = 'holder' THEN coalesce(p.parent_id, p.id) ELSE p.id END, 'not-represented',
    'not-represented|' || o.id, o.name || '（' || p.name || '）的代理人已离任，外出期间无人代理，请另行指定。', :now
FROM officer o JOIN post s ON s.officer_id = o.id JOIN party p ON p.id = s.office_id
WHERE o.id = :id AND (s.valid_to IS NULL OR s.valid_to >= :today) ORDER BY s.id LIMIT 1
ON CONFLICT (open_key) DO NOTHING
"""
DAYS = {"valid_from": Date(), "valid_to": Date(), "first": Date(), "last": Date()}


def hand_posts(desk: Desk, officer_id: int, since: date, successor_id: int | None) -> int:
    """End his posts the day before; the successor holds them from then on, unless he does already. How many ended."""
    if successor_id is not None:
        desk.run(
            "INSERT INTO post (officer_id, office_id, role, title, valid_from, valid_to)"
            " SELECT :heir, p.office_id, p.role, p.title, CASE WHEN p.valid_from > :since THEN p.valid_from ELSE :since END,"
            f" p.valid_to FROM post p WHERE p.officer_id = :id AND {RUNS}"
            " AND NOT EXISTS (SELECT 1 FROM post own WHERE own.officer_id = :heir AND own.office_id = p.office_id"
            " AND own.role = p.role AND own.valid_from <= :since AND own.valid_to IS NULL)",
            heir=successor_id, id=officer_id, since=since)
        name_newcomers(desk, [successor_id])
    return _end(desk, "post", officer_id, since)


def hand_mines(desk: Desk, officer_id: int, successor_id: int | None) -> int:
    """Give the mines that he inspects to the successor, or leave them without an inspector; how many."""
    moved = desk.rows("UPDATE mine SET inspector_id = :heir WHERE inspector_id = :id RETURNING id, county_id", id=officer_id,
                      heir=successor_id)
    journal.note_each(desk, "mine.inspector", "mine", [
        Entry(row.id, row.county_id, {"old": officer_id, "new": successor_id})
        for row in sorted(moved, key=lambda row: int(row.id))])
    return len(moved)


def hand_responsibilities(desk: Desk, officer_id: int, since: date, successor_id: int | None) -> int:
    """End what he answers for the day before; the successor answers for it from then on. How many ended."""
    rows = desk.rows("SELECT office_id, mine_id, rule, valid_from, valid_to FROM responsibility"
                     f" WHERE officer_id = :id AND {RUNS} ORDER BY id", types=DAYS, id=officer_id, since=since)
    ended = _end(desk, "responsibility", officer_id, since)
    if successor_id is not None:
        add_rows(desk, Responsibility, [
            {"officer_id": successor_id, "office_id": row.office_id, "mine_id": row.mine_id, "rule": row.rule,
             "valid_from": max(row.valid_from, since), "valid_to": row.valid_to} for row in rows])
    return ended


def _end(desk: Desk, table: str, officer_id: int, since: date) -> int:
    # What was still to begin would end before it does: it is taken back.
    values: dict[str, Any] = {"id": officer_id, "since": since}
    taken_back = desk.run(f"DELETE FROM {table} WHERE officer_id = :id AND valid_from >= :since", **values)
    return taken_back + desk.run(f"UPDATE {table} SET valid_to = :last WHERE officer_id = :id AND {RUNS}",
                                 last=since - timedelta(days=1), **values)


def hand_absences(desk: Desk, officer_id: int, since: date, successor_id: int | None) -> tuple[int, int]:
    """End his own days away, and have the successor stand in where he did; how many he covers, and how many nobody does.

    For whoever serves where the actor keeps no records the successor does not stand in: that office is asked to find somebody.
    """
    values: dict[str, Any] = {"id": officer_id, "since": since, "last": since - timedelta(days=1)}
    desk.run("DELETE FROM absence WHERE officer_id = :id AND first >= :since", id=officer_id, since=since)
    desk.run("UPDATE absence SET last = :last WHERE officer_id = :id AND last >= :since", **values)
    rows = desk.rows("SELECT id, officer_id, first, last, reason FROM absence WHERE substitute_id = :id AND last >= :since",
                     types=DAYS, id=officer_id, since=since)
    # Until the day before it was he who stood in: those days stay as they were.
    desk.run("DELETE FROM absence WHERE substitute_id = :id AND first >= :since", id=officer_id, since=since)
    desk.run("UPDATE absence SET last = :last WHERE substitute_id = :id AND last >= :since", **values)
    kept = in_keeping(desk, {row.officer_id for row in rows})
    heirs = [successor_id if row.officer_id in kept and row.officer_id != successor_id else None for row in rows]
    add_rows(desk, Absence, [
        {"officer_id": row.officer_id, "first": max(row.first, since), "last": row.last, "substitute_id": heir,
         "reason": row.reason} for row, heir in zip(rows, heirs, strict=True)])
    run_many(desk, UNREPRESENTED, [{"id": one, "today": desk.today, "now": desk.now}
                                   for one in sorted({row.officer_id for row in rows} - kept)])
    return len(rows) - heirs.count(None), heirs.count(None)
