"""Work items: what the system could not do itself and an office must see to."""

from dataclasses import dataclass
from datetime import datetime

from casework import journal
from casework.access import allowed
from casework.desk import Desk
from casework.duty.duties import LARGEST
from casework.scope import scope
from foundation.database import Instant
from foundation.errors import ConflictError, InvalidError, NotFoundError


@dataclass(frozen=True)
class WorkItem:
    """An open matter of an office."""

    id: int
    office: str
    kind: str
    text: str
    created_at: datetime


def open_items(desk: Desk) -> list[WorkItem]:
    """The open items of the offices the actor may see, oldest first."""
    where, values = scope(desk, "work.read", None)
    rows = desk.rows("SELECT w.id, p.name AS office, w.kind, w.text, w.created_at FROM work_item w"
                     f" JOIN party p ON p.id = w.office_id WHERE w.settled_at IS NULL AND {where} ORDER BY w.id",
                     types={"created_at": Instant()}, **values)
    return [WorkItem(**row._asdict()) for row in rows]


def settle(desk: Desk, item_id: int, *, note: str) -> None:
    """Settle an item, saying what was done; an address that failed is written to again from then on."""
    rows = desk.rows("SELECT w.id, w.kind, w.settled_at, w.office_id, w.letter_id, p.path FROM work_item w"
                     " JOIN party p ON p.id = w.office_id WHERE w.id = :id", id=item_id) if 0 < item_id <= LARGEST else []
    if not rows or not allowed(desk.actor, "work.read", rows[0].path):
        raise NotFoundError(f"There is no work item {item_id}.", way_out="`kuangjian work list` lists them.")
    desk.permit("work.settle", rows[0].path)
    if rows[0].settled_at is not None:
        raise ConflictError(f"Work item {item_id} is settled already.", way_out="Nothing more is to be done.")
    if not note.strip():
        raise InvalidError("What was done is missing.", way_out="Say it in a sentence.")
    touched = desk.run("UPDATE work_item SET settled_at = :now, settled_by = :by, note = :note, open_key = NULL"
                       " WHERE id = :id AND settled_at IS NULL",
                       now=desk.now, by=desk.actor.label, note=note.strip(), id=item_id)
    if touched != 1:
        raise ConflictError(f"Work item {item_id} was settled by somebody else meanwhile.", way_out="Look at it again.")
    if rows[0].letter_id is not None:
        desk.run("UPDATE officer SET email_fails = false WHERE id = (SELECT recipient_id FROM letter WHERE id = :letter)",
                 letter=rows[0].letter_id)
    journal.note(desk, "work.settled", "work_item", item_id, office_id=rows[0].office_id, note=note.strip())
