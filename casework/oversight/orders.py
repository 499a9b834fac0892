"""Orders of a superior about a case (四（三）督办): given by a move, owed by a day, and read by whom it concerns."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework import journal
from casework.access import allowed
from casework.bulk import insert_rows
from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.case.unseen import seen
from casework.desk import Desk
from casework.duty.reckonings import shared_key, store
from casework.reach import Reach
from foundation.errors import ConflictError, InvalidError, NotFoundError
from models import SupervisionOrder
from regulation.periods import Period
from regulation.reckoning import reckon

RULE = "case_supervision"
LONGEST = 4000  # characters of a report or an answer
OPEN_DUTY = """
INSERT INTO duty (rule, period, debtor_id, creditor_id, subject_kind, subject_id, reckoning_id, times, done, status, chase_on,
 round, version)
SELECT k.rule, k.period, :debtor, :creditor, 'case', :case, k.id, k.times, 0, 'open', k.chase_from, 1, 1
FROM reckoning k WHERE k.id = :reckoning
ON CONFLICT (rule, subject_kind, subject_id, period, debtor_id) DO NOTHING RETURNING id, period
"""
COLUMNS = ("o.id, o.case_id, o.event_no, o.issuer_id, o.office_id, o.number, o.listed, o.demand, o.ordered_on, o.deadline,"
           " o.duty_id, o.state, o.version, c.number AS case_number, c.cause, c.stage, p.path AS office_path,"
           " p.name AS office_name, i.path AS issuer_path, i.name AS issuer_name")
SELECT = (f"SELECT {COLUMNS} FROM supervision_order o JOIN enforcement_case c ON c.id = o.case_id JOIN party p"
          " ON p.id = o.office_id JOIN party i ON i.id = o.issuer_id")
DAYS = {"ordered_on": Date(), "deadline": Date()}


@dataclass(frozen=True)
class OrderRow:
    """An order with its case, the office that owes the answer, and who gave it."""

    id: int
    case_id: int
    event_no: int
    issuer_id: int
    office_id: int
    number: str
    listed: bool
    demand: str
    ordered_on: date
    deadline: date
    duty_id: int | None
    state: str
    version: int
    case_number: str
    cause: str
    stage: str
    office_path: str
    office_name: str
    issuer_path: str
    issuer_name: str


def in_time(_desk: Desk, _case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse an order whose deadline is over before it is given."""
    if date.fromisoformat(given.fields["deadline"]) < given.day:
        raise InvalidError("The deadline of the order is over before it is given.",
                           way_out=f"Give a deadline from {given.day} on.")
    return {}


def ordered(desk: Desk, case: CaseRow, given: Given, event_no: int) -> None:
    """Keep the order, and let the office owe its answer by the deadline."""
    deadline, issuer = date.fromisoformat(given.fields["deadline"]), _issuer(desk, case)
    duty = _owe(desk, case, Period(given.day, deadline, f"{given.day.isoformat()}/{deadline.isoformat()}"), issuer)
    found = insert_rows(desk, SupervisionOrder, [{
        "case_id": case.id, "event_no": event_no, "issuer_id": issuer, "office_id": case.office_id,
        "number": given.fields["order_number"], "listed": given.fields["listed"], "demand": given.fields["demand"],
        "ordered_on": date.fromisoformat(given.fields["ordered_on"]), "deadline": deadline, "duty_id": duty}])[0]
    journal.note(desk, "order.given", "supervision_order", found, office_id=case.office_id, case=case.number,
                 number=given.fields["order_number"], deadline=deadline)


def _issuer(desk: Desk, case: CaseRow) -> int:
    """The office by whose post the actor may order this."""
    mine = [post.office_id for post in desk.actor.posts
            if allowed(desk.actor, "case.supervise", case.office_path) and case.office_path.startswith(post.path)]
    return mine[0] if mine else case.superior_id or case.office_id


def _owe(desk: Desk, case: CaseRow, period: Period, issuer: int) -> int:
    one = reckon(desk.rulebook, desk.rulebook.duties[RULE], period, desk.calendar)
    if one is None:
        raise ConflictError("No order of supervision was known on this day.", way_out="Give a later day.")
    at = store(desk, [(shared_key(one), one)])[shared_key(one)]
    rows = desk.rows(OPEN_DUTY, debtor=case.office_id, creditor=issuer, case=case.id, reckoning=at)
    if not rows:
        raise ConflictError(f"{case.number} was ordered today to be settled by the same day.",
                            way_out="One order is enough; look at the orders of the case.")
    journal.note(desk, "duty.opened", "duty", rows[0].id, office_id=case.office_id, rule=RULE, period=rows[0].period,
                 case=case.number)
    return int(rows[0].id)


def order_of(desk: Desk, order_id: int) -> OrderRow:
    """The order of this number, if its case is seen by the actor."""
    reach = Reach(desk.actor)
    where, more = seen(reach)
    rows = desk.rows(f"{SELECT} WHERE o.id = :id AND {where}", types=DAYS, id=order_id, **reach.values, **more)
    if not rows:
        raise NotFoundError(f"There is no order {order_id}.", way_out="Look at the list of orders.")
    return OrderRow(**rows[0]._asdict())
