"""What follows from where a move leads: the columns of the case that change with it, and the flow that sees to it."""

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from casework.case.cases import CaseRow
from casework.desk import Desk
from casework.journal import canonical
from casework.triggers import pull
from regulation.case_facts import CaseFacts
from regulation.stages import Stage

if TYPE_CHECKING:
    from casework.case.given import Given

LEAVE_TO_FLOW = "INSERT INTO case_todo (flow, case_id, event_no, tries) VALUES (:flow, :case, :no, 0)"
FLOWS = ("case_file", "case_penalize", "case_enforce", "case_report_up")
FILING = (Stage.FOUND, Stage.FILING_UNIT, Stage.FILING_REVIEW, Stage.FILING_LEADER, Stage.DESIGNATING, Stage.REFUSED,
          Stage.PASSED_ON, Stage.INVESTIGATING, Stage.DESIGNATING_FILED)
ENFORCING = (Stage.DECIDED, Stage.NO_PENALTY, Stage.ANNULLED, Stage.PERFORMING, Stage.OVERDUE, Stage.DEMANDED, Stage.AT_COURT,
             Stage.COURT_DECLINED, Stage.ENFORCING, Stage.TERMINATED, Stage.PERFORMED, Stage.CLOSED, Stage.ARCHIVED)
# With these a case begins, and the version of its procedure is settled.
BEGINNING = ("filing.approve", "order.file", "spot.decide")


def flow_of(stage: Stage) -> str:
    """The flow that sees to what a case owes at a stage."""
    if stage in FILING:
        return "case_file"
    return "case_enforce" if stage in ENFORCING else "case_penalize"


def hand_to_flow(desk: Desk, stage: Stage, case_id: int, event_no: int) -> None:
    """Have the flow of a stage see to an event; event 0 is the opening."""
    flow = flow_of(stage)
    desk.append(LEAVE_TO_FLOW, [{"flow": flow, "case": case_id, "no": event_no}])
    pull(desk, flow, "case", case_id)


def start_of_case(action: str, facts: CaseFacts, day: date) -> CaseFacts:
    """The facts with the day on which the case began, if it begins with this move."""
    return facts.but(begun=day) if action in BEGINNING and facts.begun is None else facts


def columns_of(case: CaseRow, action: str, stage: Stage, given: "Given", *, handler: int | None) -> dict[str, Any]:
    """The columns, beside stage and facts, that a move changes."""
    found: dict[str, Any] = {}
    if action in BEGINNING and case.filed_on is None:
        found["filed_on"] = given.day
    if (action.startswith("decision.") and stage in (Stage.DECIDED, Stage.NO_PENALTY)) or action == "spot.decide":
        found["decided_on"] = given.day
    if action == "decision.redo" or (stage is Stage.INVESTIGATING and case.decided_on is not None):
        found["decided_on"] = None
    if stage is Stage.CLOSED:
        found |= {"closed_on": given.day, "closing": action.partition(".")[2]}
    elif stage is not Stage.ARCHIVED and case.closed_on is not None:
        found |= {"closed_on": None, "closing": None}
    if case.handler_id is None and handler is not None and action in ("filing.establish", "filing.propose", "spot.decide"):
        found["handler_id"] = handler
    found |= _reported(action, given)
    if action == "case.value":
        # What is recorded later is laid over what was recorded before.
        found["worth"] = canonical({**json.loads(case.worth), **given.fields})
    if action == "act.period":
        found |= {name: given.day_of(name) for name in ("act_start", "act_end")}
    return found


def _reported(action: str, given: "Given") -> dict[str, Any]:
    """Major and typical as they were answered; what is assessed later adds to it and takes nothing back."""
    said = {name: given.fields.get(name) for name in ("major", "typical")}
    if action == "filing.approve":
        return {name: value for name, value in said.items() if value is not None}
    return {name: True for name, value in said.items() if value} if action == "case.assess" else {}
