"""A major or typical case is reported level by level to the province: sent, supplemented, confirmed or returned (四（四）)."""

from datetime import date
from typing import Any

from casework.case import cases
from casework.case.cases import CaseRow, case_of
from casework.case.report_duties import FIRST, ONWARD, done_with, owe, owed_by
from casework.case.reports import Report, reports_of
from casework.case.stages import LEAVE_TO_FLOW
from casework.desk import Desk
from casework.triggers import pull
from foundation.errors import ConflictError, InvalidError

FLOW = "case_report_up"
LONGEST = 2000  # characters
OPEN = ("INSERT INTO case_report (case_id, from_id, to_id, state, owed_since, duty_id, version)"
        " VALUES (:case, :sender, :receiver, 'owed', :since, :duty, 1) ON CONFLICT (case_id, from_id) DO NOTHING")
STEP = "INSERT INTO case_report_step (report_id, what, said, by, at) VALUES (:report, :what, :said, :by, :now)"


def open_report(desk: Desk, case: CaseRow, since: date) -> bool:
    """Owe the report to the next level from a day on; once a case. Whether it was opened."""
    if case.superior_id is None:
        return False  # the province's own case is where it should be
    if desk.rows("SELECT 1 FROM case_report WHERE case_id = :case LIMIT 1", case=case.id):
        return False
    duty = owe(desk, case, FIRST, case.office_id, case.superior_id, since)
    return desk.run(OPEN, case=case.id, sender=case.office_id, receiver=case.superior_id, since=since, duty=duty) > 0


def send(desk: Desk, number: str, said: str, *, seen: int | None = None) -> Report:
    """Send the report up, or again after it was returned; from then on the next level's time runs."""
    case, report = _of(desk, number, ("owed", "returned"), seen)
    desk.permit("case.lead", report.sender_path)
    _change(desk, case, report, "sent", said, sent_on=desk.today)
    done_with(desk, case, report.from_id)
    if report.above_id is not None:
        owe(desk, case, ONWARD, report.to_id, report.above_id, desk.today)
    return _after(desk, case, report)


def supplement(desk: Desk, number: str, said: str, *, seen: int | None = None) -> Report:
    """Add to a report that is not confirmed yet."""
    case, report = _of(desk, number, ("owed", "sent", "returned"), seen)
    desk.permit("case.lead", report.sender_path)
    _change(desk, case, report, "supplemented", said, state=report.state)
    return _after(desk, case, report)


def confirm(desk: Desk, number: str, said: str, *, seen: int | None = None) -> Report:
    """Confirm what the level below reports; it goes on up from here."""
    case, report = _of(desk, number, ("sent",), seen)
    desk.permit("case.lead", report.receiver_path)
    _change(desk, case, report, "confirmed", said, answered_on=desk.today)
    if report.above_id is not None:
        onward = owed_by(desk, case, report.to_id)
        desk.run(OPEN, case=case.id, sender=report.to_id, receiver=report.above_id, since=report.sent_on or desk.today,
                 duty=onward)
    return _after(desk, case, report)


def give_back(desk: Desk, number: str, said: str, *, seen: int | None = None) -> Report:
    """Return a report with what it lacks; its sender's time runs anew from today, that of this level stops."""
    case, report = _of(desk, number, ("sent",), seen)
    desk.permit("case.lead", report.receiver_path)
    _change(desk, case, report, "returned", said, answered_on=desk.today)
    done_with(desk, case, report.to_id, closed="报告已退回补充")
    rule = FIRST if report.from_id == case.office_id else ONWARD
    duty = owe(desk, case, rule, report.from_id, report.to_id, desk.today)
    desk.run("UPDATE case_report SET duty_id = :duty WHERE id = :id", duty=duty, id=report.id)
    return _after(desk, case, report)


def _of(desk: Desk, number: str, states: tuple[str, ...], seen: int | None) -> tuple[CaseRow, Report]:
    """The report that waits, the last of its case; refused where it does not stand so."""
    case = case_of(desk, number)
    reports = reports_of(desk, case.id)
    if not reports:
        desk.permit("case.lead", case.office_path)
        raise ConflictError(f"{case.number} is not reported up.", way_out="Only major and typical cases are, once filed.")
    report = reports[-1]
    if seen not in (None, report.version):
        raise cases.outdated(case)
    if report.state not in states:
        raise ConflictError(f"The report of {case.number} is {report.state}: this cannot be done now.",
                            way_out="Look at how it stands.")
    return case, report


def _change(desk: Desk, case: CaseRow, report: Report, what: str, said: str, **columns: Any) -> None:
    text = said.strip()
    if not text or len(text) > LONGEST:
        raise InvalidError("What is said is missing, or too long.", way_out=f"Write up to {LONGEST} characters.")
    columns = {"state": what, **columns}
    sets = ", ".join(f"{name} = :{name}" for name in columns)
    if desk.run(f"UPDATE case_report SET {sets}, version = version + 1 WHERE id = :id AND version = :seen", id=report.id,
                seen=report.version, **columns) != 1:
        raise cases.outdated(case)
    desk.run(STEP, report=report.id, what=what, said=text, by=desk.actor.label, now=desk.now)
    cases.record(desk, f"case.report_{what}", case, to=report.receiver, before=report.sender)


def _after(desk: Desk, case: CaseRow, report: Report) -> Report:
    desk.run(LEAVE_TO_FLOW, flow=FLOW, case=case.id, no=case.events)
    pull(desk, FLOW, "case", case.id)
    return next(one for one in reports_of(desk, case.id) if one.id == report.id)
