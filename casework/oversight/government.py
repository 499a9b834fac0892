"""A case hard to carry out is reported to the local government with a proposal; its answer is kept (四（三）)."""

from typing import Any

from casework import journal
from casework.bulk import add_rows
from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.case.unseen import seen
from casework.desk import Desk
from casework.oversight.orders import LONGEST
from casework.reach import Reach
from foundation.errors import ConflictError, InvalidError, NotFoundError
from models import GovernmentReport

ONE = ("SELECT r.id, r.answer, c.number, p.id AS office_id, p.path FROM government_report r JOIN enforcement_case c"
       " ON c.id = r.case_id JOIN party p ON p.id = c.office_id")


def reported(desk: Desk, case: CaseRow, given: Given, event_no: int) -> None:
    """Keep what was reported, so that its answer can be followed."""
    add_rows(desk, GovernmentReport, [{"case_id": case.id, "event_no": event_no, "sent_to": given.fields["to"],
                                       "proposal": given.fields["proposal"], "reported_on": given.day}])


def answered(desk: Desk, report_id: int, *, text: str) -> None:
    """Record what the government answered, once."""
    row = _one(desk, report_id)
    desk.permit("oversight.answer", row.path)
    if not text.strip() or len(text) > LONGEST:
        raise InvalidError("What was said is missing or too long.", way_out=f"Write 1 to {LONGEST} characters.")
    if desk.run("UPDATE government_report SET answer = :text, answered_on = :today, answered_by = :by WHERE id = :id"
                " AND answer IS NULL", text=text.strip(), today=desk.today, by=desk.actor.label, id=report_id) != 1:
        raise ConflictError("The answer of the government is recorded already.", way_out="Look at the report again.")
    journal.note(desk, "government.answered", "government_report", report_id, office_id=row.office_id, case=row.number)


def _one(desk: Desk, report_id: int) -> Any:
    reach = Reach(desk.actor)
    where, more = seen(reach)
    rows = desk.rows(f"{ONE} WHERE r.id = :id AND {where}", id=report_id, **reach.values, **more)
    if not rows:
        raise NotFoundError(f"There is no report {report_id}.", way_out="Look at the list of reports.")
    return rows[0]
