"""How far a case has been reported up: each level with what was done and said there, and what whoever looks can do now."""

from dataclasses import dataclass
from datetime import date

from casework.access import Actor, allowed
from casework.case.cases import CaseRow, case_of
from casework.case.reporting_up import confirm, give_back, send, supplement
from casework.case.reports import Report, ReportStep, reports_of, steps_of
from casework.desk import Desk

ACTIONS = {"send": send, "supplement": supplement, "confirm": confirm, "return": give_back}


@dataclass(frozen=True)
class Level:
    """A report from one level to the next; `due` is its sender's last day while it is to be sent."""

    report: Report
    steps: tuple[ReportStep, ...]

    @property
    def due(self) -> date | None:
        """By when it is to be sent."""
        return self.report.due if self.report.state in ("owed", "returned") else None


@dataclass(frozen=True)
class CaseReports:
    """The levels that a case has passed, the lowest first, and what the reader can do about the last."""

    case: CaseRow
    levels: tuple[Level, ...]
    doable: tuple[str, ...]

    @property
    def version(self) -> int:
        """The version of the last report; 0 where there is none."""
        return self.levels[-1].report.version if self.levels else 0


def case_reports(desk: Desk, number: str) -> CaseReports:
    """The reports of a case that the actor may see."""
    case = case_of(desk, number)
    steps = steps_of(desk, case.id)
    levels = tuple(Level(one, tuple(step for step in steps if step.report_id == one.id)) for one in reports_of(desk, case.id))
    return CaseReports(case, levels, _doable(desk.actor, levels[-1].report) if levels else ())


def _doable(actor: Actor, last: Report) -> tuple[str, ...]:
    sends = allowed(actor, "case.lead", last.sender_path)
    answers = allowed(actor, "case.lead", last.receiver_path) and last.state == "sent"
    return (*(("send",) if sends and last.state in ("owed", "returned") else ()),
            *(("supplement",) if sends and last.state != "confirmed" else ()), *(("confirm", "return") if answers else ()))
