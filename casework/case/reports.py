"""Reports of a major or typical case to the level above, as they are read; and whether a case is to be reported (四（四）)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date

from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.desk import Desk
from casework.journal import officer_in
from foundation.database import Instant
from foundation.errors import InvalidError

SELECT = ("SELECT r.id, r.case_id, r.from_id, f.name AS sender, f.path AS sender_path, r.to_id, t.name AS receiver,"
          " t.path AS receiver_path, t.parent_id AS above_id, r.state, r.owed_since, r.duty_id, r.sent_on, r.answered_on,"
          " r.version, k.due FROM case_report r JOIN party f ON f.id = r.from_id JOIN party t ON t.id = r.to_id"
          " LEFT JOIN duty d ON d.id = r.duty_id LEFT JOIN reckoning k ON k.id = d.reckoning_id")
DAYS = {name: Date() for name in ("owed_since", "sent_on", "answered_on", "due")}
STEPS = ("SELECT s.report_id, s.what, s.said, s.by, coalesce(o.name, s.by) AS name, s.at FROM case_report_step s"
         f" JOIN case_report r ON r.id = s.report_id LEFT JOIN officer o ON o.id = {officer_in('s.by')}"
         " WHERE r.case_id = :case ORDER BY s.id")


@dataclass(frozen=True)
class Report:
    """A case reported from one level to the next; `due` is the sender's last day, where there is one."""

    id: int
    case_id: int
    from_id: int
    sender: str
    sender_path: str
    to_id: int
    receiver: str
    receiver_path: str
    above_id: int | None  # the level after it; none: it is the province
    state: str
    owed_since: date
    duty_id: int | None
    sent_on: date | None
    answered_on: date | None
    version: int
    due: date | None


@dataclass(frozen=True)
class ReportStep:
    """What was done about a report: sent, supplemented, confirmed, returned; with what was said."""

    report_id: int
    what: str
    said: str
    by: str
    name: str  # of the officer
    at: datetime


def reports_of(desk: Desk, case_id: int) -> list[Report]:
    """The reports of a case, the lowest level first."""
    rows = desk.rows(f"{SELECT} WHERE r.case_id = :case ORDER BY r.id", types=DAYS, case=case_id)
    return [Report(**row._asdict()) for row in rows]


def steps_of(desk: Desk, case_id: int) -> list[ReportStep]:
    """What was done about the reports of a case, in order."""
    return [ReportStep(**row._asdict()) for row in desk.rows(STEPS, types={"at": Instant()}, case=case_id)]


def wanted(desk: Desk, case: CaseRow, answered: bool | None) -> bool:
    """Whether a filed case is reported up: it is major or typical, or of the kinds in focus and nobody said no."""
    return case.major or case.typical or (answered is None and desk.rulebook.money.offence[case.offence].focus)


def answered_with_reason(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Of the kinds in focus whoever answers no says why."""
    said = given.fields
    no = said.get("major") is False and not said.get("typical")
    if no and not str(said.get("reason") or "").strip() and (desk.rulebook.money.offence[case.offence].focus or case.major):
        raise InvalidError("It is not said why this case is not major.",
                           way_out="Cases of this kind are reported up unless a reason speaks against it: fill in reason.")
    return {}
