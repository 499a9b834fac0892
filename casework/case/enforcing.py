"""What is owed around enforcement: an act that goes on is stopped at once, missed instalments are settled in the end."""

from typing import Any

from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.case.papers import prepare
from casework.case.seen_event import Work
from casework.clue.mail_books import need, settle
from casework.desk import Desk
from foundation.errors import ConflictError
from regulation.guards import Unmet
from regulation.stages import Stage

STOP = "case-stop"
ORDER = "责令停止违法行为通知书"
DEMAND = "履行催告书"
INSTALMENT = "case-instalment"
STOPPED = "SELECT 1 FROM case_event WHERE case_id = :case AND action = 'stop.order' LIMIT 1"
STOPPABLE = (Stage.FOUND, Stage.FILING_UNIT, Stage.FILING_REVIEW, Stage.FILING_LEADER, Stage.INVESTIGATING)


def stop_at_once(desk: Desk, work: Work) -> None:
    """Have an act that goes on stopped, unless that was ordered already (办法 2024 第十五条)."""
    case = work.case
    if case.act_end is not None or Stage(case.stage) not in STOPPABLE or desk.rows(STOPPED, case=case.id):
        return
    if need(desk, case.office_id, STOP, str(case.id),
            f"案件{case.number}的违法行为正在进行，应当立即发出{ORDER}。"):
        prepare(desk, case, work.event.no, (ORDER,))
        work.did("stops", "提示责令停止")


def ended(case: CaseRow) -> Unmet | None:
    """Why an act is not ordered to stop: it has ended (办法 2024 第十五条)."""
    return None if case.act_end is None else Unmet(
        f"The act ended on {case.act_end}: there is nothing to be stopped.",
        "If it goes on after all, record that with act.period（认定违法行为起止时间） first.")


def goes_on(_desk: Desk, case: CaseRow, _given: Given) -> dict[str, Any]:
    """Refuse to order an act to stop that has ended."""
    if (why := ended(case)) is not None:
        raise ConflictError(why.message, way_out=why.way_out)
    return {}


def stopped(desk: Desk, work: Work) -> None:
    """It was ordered."""
    settle(desk, STOP, str(work.case.id), "已责令停止")


def stopped_by_itself(desk: Desk, work: Work) -> None:
    """It has ended: there is nothing to be stopped."""
    if work.case.act_end is not None:
        settle(desk, STOP, str(work.case.id), f"违法行为已于{work.case.act_end:%Y-%m-%d}终了")


def draft_demand(desk: Desk, work: Work) -> None:
    """It is overdue: the demand is drafted now, for only what was issued is served (行政强制法第五十四条)."""
    drafts = prepare(desk, work.case, work.event.no, (DEMAND,))
    if drafts:
        work.did("drafts", f"拟制{DEMAND}")


def settled_up(desk: Desk, work: Work) -> None:
    """All is performed: instalments that were missed are nobody's work any more."""
    settle(desk, INSTALMENT, str(work.case.id), "已履行完毕")


def planned_anew(desk: Desk, case: CaseRow, _given: Given, _event_no: int) -> None:
    """Another time to pay is granted: what was missed of the plan before it is nobody's work any more.

    Done with the move itself: a run that comes late would settle what is missed of the new plan.
    """
    settle(desk, INSTALMENT, str(case.id), "已另行批准缴纳期限")


def undone(desk: Desk, case: CaseRow, _given: Given, _event_no: int) -> None:
    """The decision holds no longer: no part of its plan is owed."""
    settle(desk, INSTALMENT, str(case.id), "处罚决定不再有效")
