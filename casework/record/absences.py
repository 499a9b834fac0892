"""Officers are away, stood in for, and come back."""

from datetime import date

from casework import journal
from casework.bulk import insert_rows
from casework.desk import Desk
from casework.record.by_token import gives_no_more
from casework.record.days import plausible, refuse_backwards
from casework.record.officers import permit_about
from casework.record.people import refuse_gone
from foundation.errors import ConflictError, InvalidError, NotFoundError
from models import Absence


@gives_no_more
def set_absence(desk: Desk, officer_id: int, *, first: date, last: date, substitute_id: int | None = None,
                reason: str = "") -> int:
    """Record days away, both included, and who stands in; the absence's id."""
    office_id = permit_about(desk, officer_id)
    refuse_backwards("absence", first, last)
    _refuse_self(officer_id, substitute_id)
    if substitute_id is not None:
        refuse_gone(desk, substitute_id, first)
    absence_id = insert_rows(desk, Absence, [{"officer_id": officer_id, "first": first, "last": last,
                                              "substitute_id": substitute_id, "reason": reason}])[0]
    journal.note(desk, "officer.absence", "officer", officer_id, office_id=office_id, first=first, last=last,
                 substitute=substitute_id)
    return absence_id


def end_absence(desk: Desk, absence_id: int, last_day: date) -> None:
    """Write down that an officer is back after this day; an absence that had not begun by then is taken back."""
    officer_id = desk.scalar("SELECT officer_id FROM absence WHERE id = :id", id=absence_id)
    if officer_id is None:
        raise NotFoundError(f"There is no absence {absence_id}.", way_out="Look at the officer's page.")
    office_id = permit_about(desk, int(officer_id))
    plausible(last_day)
    cut = desk.run("UPDATE absence SET last = :last WHERE id = :id AND first <= :last AND last > :last", last=last_day,
                   id=absence_id)
    taken_back = desk.run("DELETE FROM absence WHERE id = :id AND first > :last", last=last_day, id=absence_id)
    if not cut + taken_back:
        raise ConflictError("This absence is over by then anyway.", way_out="Nothing is left to do.")
    journal.note(desk, "officer.back", "officer", int(officer_id), office_id=office_id, last=last_day)


def _refuse_self(officer_id: int, other_id: int | None) -> None:
    if other_id == officer_id:
        raise InvalidError("Nobody stands in for himself.", way_out="Name a colleague, or nobody.")
