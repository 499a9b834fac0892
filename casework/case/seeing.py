"""What a move has the system do, by the move: looked up here, done in the modules of each matter."""

from collections.abc import Callable

from casework.case.enforcing import draft_demand, settled_up, stop_at_once, stopped, stopped_by_itself
from casework.case.filing_up import file_up
from casework.case.papers import prepare
from casework.case.proposing import keep_range, keep_range_again
from casework.case.receiving import PASSED, receive
from casework.case.report_flow import ask_report, report_up
from casework.case.reporting_up import FLOW
from casework.case.seen_event import Work
from casework.desk import Desk

Sees = Callable[[Desk, Work], None]

SEES: dict[str, tuple[Sees, ...]] = {
    "": (stop_at_once,),  # opened
    "filing.approve": (file_up, stop_at_once, ask_report), "order.file": (file_up, stop_at_once, ask_report),
    "spot.decide": (file_up,), "case.assess": (ask_report,),
    "stop.order": (stopped,), "case.value": (keep_range,),
    "act.period": (stopped_by_itself, stop_at_once, keep_range_again),
    "review.pass": (keep_range,), "decision.redo": (keep_range,),
    "performance.lapse": (draft_demand,), "performance.complete": (settled_up,), **dict.fromkeys(PASSED, (receive,)),
}


def see_to(desk: Desk, work: Work, flow: str) -> None:
    """Do what the system owes after a move: what is its own, and drafts of the documents that it makes."""
    if flow == FLOW:
        report_up(desk, work)
        return
    for one in SEES.get(work.event.action, ()):
        one(desk, work)
    move = desk.rulebook.procedure.move.get(work.event.action)
    drafts = prepare(desk, work.case, work.event.no, move.documents) if move and move.documents else ()
    if drafts:
        work.counts["drafts"] += len(drafts)
        work.said.append(f"拟制文书{len(drafts)}份")
