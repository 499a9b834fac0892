"""What the system owes a case that is reported up: the first report is opened, and whoever acts on the last is told."""

from casework.case.reporting_up import FLOW, open_report
from casework.case.reports import reports_of, wanted
from casework.case.seen_event import Work
from casework.case.stages import LEAVE_TO_FLOW
from casework.clue.mail_books import need, settle
from casework.desk import Desk
from casework.triggers import pull

REPORT = "case-report"


def ask_report(desk: Desk, work: Work) -> None:
    """Have the flow of reports see to a case that is to be reported up."""
    answered = work.event.fields.get("major") if work.event.action == "filing.approve" else None
    assessed = work.event.action == "case.assess"
    if work.case.filed_on is None or not wanted(desk, work.case, False if assessed else answered):
        return
    desk.run(LEAVE_TO_FLOW, flow=FLOW, case=work.case.id, no=work.event.no)
    pull(desk, FLOW, "case", work.case.id)
    work.said.append("须逐级上报")


def report_up(desk: Desk, work: Work) -> None:
    """Open the first report where there is none, and tell the office that has to act on the last."""
    case = work.case
    if work.event.action in ("filing.approve", "order.file", "case.assess") and open_report(desk, case, work.event.day):
        work.counts["reports"] += 1
    settle(desk, REPORT, str(case.id), "已由下一级办理")
    reports = reports_of(desk, case.id)
    if not reports:
        work.said.append("省厅案件，无须上报")
        return
    last = reports[-1]
    until = f"，期限至{last.due}" if last.due and last.state in ("owed", "returned") else ""
    if last.state in ("owed", "returned"):
        what = "上报" if last.state == "owed" else "补充后重新上报"
        need(desk, last.from_id, REPORT, str(case.id), f"重大典型案件{case.number}，请{what}{last.receiver}{until}。")
        work.said.append(f"等待{last.sender}{what}{until}")
    elif last.state == "sent":
        need(desk, last.to_id, REPORT, str(case.id), f"{last.sender}上报重大典型案件{case.number}，请审核确认或者退回补充。")
        work.said.append(f"等待{last.receiver}确认")
    else:
        work.said.append(f"{last.receiver}已确认，逐级上报完毕")
