"""What an officer who leaves had to do with clues: his certificate, the teams he is in, the filters he kept."""

from datetime import date, timedelta

from casework import journal
from casework.desk import Desk
from casework.journal import Entry

LEFT = ("DELETE FROM clue_verifier WHERE officer_id = :id AND clue_id IN (SELECT id FROM clue WHERE stage = 'verifying')"
        " RETURNING clue_id, (SELECT c.office_id FROM clue c WHERE c.id = clue_id) AS office_id")


def end_certificates(desk: Desk, officer_id: int, since: date) -> int:
    """His certificates end the day before (六（一）); a successor verifies under his own. How many ended."""
    never = desk.run("DELETE FROM certificate WHERE officer_id = :id AND valid_from >= :since", id=officer_id, since=since)
    return never + desk.run(
        "UPDATE certificate SET valid_to = :last WHERE officer_id = :id AND (valid_to IS NULL OR valid_to >= :since)",
        last=since - timedelta(days=1), id=officer_id, since=since)


def leave_teams(desk: Desk, officer_id: int) -> int:
    """He verifies no clue any more of those that are being verified; how many. Who verified the others stays."""
    left = sorted(desk.rows(LEFT, id=officer_id), key=lambda row: int(row.clue_id))
    journal.note_each(desk, "clue.team", "clue", [Entry(row.clue_id, row.office_id, {"old": officer_id}) for row in left])
    return len(left)


def drop_filters(desk: Desk, officer_id: int) -> int:
    """His saved filters go; how many."""
    return desk.run("DELETE FROM saved_filter WHERE officer_id = :id", id=officer_id)
