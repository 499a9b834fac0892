"""Orders of supervision and reports to governments, for those who gave them and those who owe the answer."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date

from casework.access import allowed, permit_somewhere
from casework.case.unseen import seen
from casework.desk import Desk
from casework.journal import officer_in
from casework.oversight import orders
from casework.oversight.orders import OrderRow, order_of
from casework.reach import Reach
from casework.view.asked_office import refuse_no_office_of_cases
from casework.view.listing import ALL, Asked, Choice, Filter, Part, Table, containing, part
from foundation.database import Instant

ORDERS = Table(
    f"{orders.SELECT} WHERE", sorts={"deadline": "o.deadline", "case": "c.number"}, order="deadline", key="o.id",
    filters={"state": Choice(among={
        "open": "o.state = 'open'", "answered": "o.state = 'answered'", "accepted": "o.state = 'accepted'",
        "late": "o.state = 'open' AND o.deadline < :today"}),
        "case": Filter("c.number LIKE :case ESCAPE '!'", containing),
        "office": Filter("(p.name LIKE :office ESCAPE '!' OR p.code LIKE :office ESCAPE '!')", containing)}, types=orders.DAYS)
REPORTS = Table(
    "SELECT r.id, c.number AS case_number, c.cause, p.name AS office, p.path, r.sent_to, r.proposal, r.reported_on, r.answer,"
    " r.answered_on FROM government_report r JOIN enforcement_case c ON c.id = r.case_id"
    " JOIN party p ON p.id = c.office_id WHERE",
    sorts={"day": "r.reported_on"}, order="-day", key="r.id", filters={"state": Choice(among={
        "open": "r.answer IS NULL", "answered": "r.answer IS NOT NULL"}),
        "case": Filter("c.number LIKE :case ESCAPE '!'", containing)},
    types={"reported_on": Date(), "answered_on": Date()})
SAID = (f"SELECT r.kind, r.text, r.day, r.at, coalesce(f.name, r.by) AS by FROM supervision_reply r LEFT JOIN officer f"
        f" ON f.id = {officer_in('r.by')} WHERE r.order_id = :id ORDER BY r.id")


@dataclass(frozen=True)
class Said:
    """What was said to an order."""

    kind: str
    text: str
    day: date
    at: datetime
    by: str


@dataclass(frozen=True)
class OrderStory:
    """An order with all that was said to it, and what the reader may do."""

    order: OrderRow
    said: tuple[Said, ...]
    late: bool
    may_answer: bool
    may_review: bool


@dataclass(frozen=True)
class ReportLine:
    """A report to a government, and its answer."""

    id: int
    case_number: str
    cause: str
    office: str
    sent_to: str
    proposal: str
    reported_on: date
    answer: str | None
    answered_on: date | None
    may_answer: bool


def orders_listed(desk: Desk, asked: Asked = ALL) -> Part:
    """A page of the orders whose cases the actor may see, the next deadline first."""
    found = _part(desk, ORDERS, asked)
    if not found.rows:
        refuse_no_office_of_cases(desk, asked)
    return replace(found, rows=[OrderRow(**row._asdict()) for row in found.rows])


def order_story(desk: Desk, order_id: int) -> OrderStory:
    """An order as the actor may see it."""
    order = order_of(desk, order_id)
    said = tuple(Said(**row._asdict()) for row in desk.rows(SAID, types={"day": Date(), "at": Instant()}, id=order.id))
    return OrderStory(order, said, order.state == "open" and order.deadline < desk.today,
                      order.state == "open" and allowed(desk.actor, "oversight.answer", order.office_path),
                      order.state == "answered" and allowed(desk.actor, "case.supervise", order.office_path))


def reports_listed(desk: Desk, asked: Asked = ALL) -> Part:
    """A page of the reports whose cases the actor may see, the latest first."""
    found = _part(desk, REPORTS, asked)
    return replace(found, rows=[_report(desk, row._asdict()) for row in found.rows])


def _report(desk: Desk, row: dict[str, Any]) -> ReportLine:
    path = row.pop("path")
    return ReportLine(**row, may_answer=row["answer"] is None and allowed(desk.actor, "oversight.answer", path))


def _part(desk: Desk, table: Table, asked: Asked) -> Part:
    permit_somewhere(desk.actor, "case.read")
    reach = Reach(desk.actor)
    where, more = seen(reach)
    values: dict[str, Any] = {"today": desk.today} if asked.filters.get("state") == "late" else {}
    return part(desk, replace(table, select=f"{table.select} {where}"), asked, **reach.values, **more, **values)
