"""What an officer who leaves had to do with cases: of those that are open his successor answers for what he answered for."""

from casework import journal
from casework.desk import Desk
from casework.journal import Entry
from models.case import OPEN

PLACES = ("chief_id", "main_id", "unit_head_id", "handler_id")
HIS = f"{OPEN} AND ({' OR '.join(f'{one} = :id' for one in PLACES)})"
MINE = f"SELECT id, office_id FROM enforcement_case WHERE {HIS} ORDER BY id"
HAND = (f"UPDATE enforcement_case SET version = version + 1,"
        f" {', '.join(f'{one} = CASE WHEN {one} = :id THEN :heir ELSE {one} END' for one in PLACES)}"
        f" WHERE {HIS}")


def hand_cases(desk: Desk, officer_id: int, successor_id: int | None) -> int:
    """Open cases of which he was in charge, or the handler, go to his successor, or are free; how many.

    Who investigated stays in the record; with his certificate he counts no more.
    """
    found = desk.rows(MINE, id=officer_id)
    if found:
        desk.run(HAND, id=officer_id, heir=successor_id)
        journal.note_each(desk, "case.handed_on", "case", [
            Entry(row.id, row.office_id, {"old": officer_id, "new": successor_id}) for row in found])
    return len(found)
