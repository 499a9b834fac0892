"""Duties as lists show them, and how lists find them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.desk import Desk
from casework.view.listing import Filter, containing

ABOUT = ("CASE d.subject_kind WHEN 'mine' THEN (SELECT m.name FROM mine m WHERE m.id = d.subject_id)"
         " WHEN 'officer' THEN (SELECT o.name FROM officer o WHERE o.id = d.subject_id)"
         " WHEN 'inspector' THEN (SELECT o.name FROM officer o WHERE o.id = d.subject_id)"
         " WHEN 'act' THEN '履职记录' || d.subject_id WHEN 'self' THEN NULL"
         " WHEN 'clue' THEN (SELECT '线索' || u.number FROM clue u WHERE u.id = d.subject_id)"
         " WHEN 'case' THEN (SELECT '案件' || e.number FROM enforcement_case e WHERE e.id = d.subject_id)"
         " ELSE (SELECT r.name FROM mineral_right r WHERE r.id = d.subject_id) END")
# The day that a report which waits or was accepted was handed in: by it, not by today, one judges whether it came late.
HANDED_IN = ("CASE WHEN d.status IN ('handed_in', 'discharged') THEN (SELECT max(s.handed_in_on) FROM submission s"
             " WHERE s.duty_id = d.id AND s.state <> 'returned') END AS handed_in_on")
LINE = (f"SELECT d.id, d.rule, d.period, d.status, d.done, d.times, p.name AS debtor, {ABOUT} AS about, k.due, k.provisional,"
        f" k.reports_on, {HANDED_IN} FROM duty d JOIN reckoning k ON k.id = d.reckoning_id JOIN party p ON p.id = d.debtor_id")
DATES = {"due": Date(), "handed_in_on": Date()}
# For lists: a page is found by these tables alone, and by an index where there is one.
CORE = "SELECT d.id FROM duty d JOIN reckoning k ON k.id = d.reckoning_id"
SORTS = {"due": "k.due", "rule": "d.rule", "debtor": "(SELECT b.name FROM party b WHERE b.id = d.debtor_id)",
         "period": "d.period"}
FILTERS = {
    "rule": Filter("d.rule = :rule"),
    "debtor": Filter("d.debtor_id IN (SELECT b.id FROM party b WHERE b.name LIKE :debtor ESCAPE '!'"
                     " OR b.code LIKE :debtor ESCAPE '!')", containing)}


@dataclass(frozen=True)
class Line:
    """A duty in a list; `days` until it is due, negative when that day is past; a report by the day it was handed in."""

    id: int
    title: str
    period: str
    status: str
    done: int
    times: int
    debtor: str
    about: str | None
    due: date
    provisional: bool
    days: int
    rule: str
    reports_on: str | None = None  # the period, where one reports on it
    handed_in_on: date | None = None  # of a report that waits or was accepted

    @property
    def late(self) -> int:
        """By how many days it is overdue, or was handed in late; 0 for what else waits or has ended."""
        if self.handed_in_on is not None:
            return max((self.handed_in_on - self.due).days, 0)
        return max(-self.days, 0) if self.status == "open" else 0


def line_of(desk: Desk, row: Any) -> Line:
    """A row of `LINE` as lists show it."""
    rule = desk.rulebook.duties.get(row.rule)
    return Line(row.id, rule.title if rule else row.rule, row.period, row.status, row.done, row.times, row.debtor, row.about,
                row.due, bool(row.provisional), (row.due - desk.today).days, row.rule, row.reports_on, row.handed_in_on)
