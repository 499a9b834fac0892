"""The time for deciding stands still and runs again: the last cause to end lets it run."""

from datetime import date

from casework.case.cases import CaseRow
from casework.desk import Desk
from casework.duty import duties
from casework.duty.moving import halt, lift
from regulation.case_limits import code_of
from regulation.clock import with_cause, without_cause

DECISION = "SELECT id FROM duty WHERE subject_kind = 'case' AND subject_id = :case AND rule = :rule AND ended_on IS NULL"


def stop_clock(desk: Desk, case: CaseRow, cause: str, day: date, *, why: str) -> str:
    """Stop the time for deciding for a cause; all that it is stopped by."""
    if (found := _decision(desk, case)) is not None:
        duty = duties.fetch(desk, found)
        if duty.status != "suspended":
            halt(desk, duty, reason=why, since=day)
    return with_cause(case.stopped_by, cause)


def start_clock(desk: Desk, case: CaseRow, cause: str, day: date, *, why: str) -> str:
    """Let the time for deciding run again where this was the last cause that stopped it; what still does."""
    left = without_cause(case.stopped_by, cause)
    if case.stopped_by and not left and (found := _decision(desk, case)) is not None:
        duty = duties.fetch(desk, found)
        if duty.status == "suspended":
            lift(desk, duty, reason=why, on=day)
    return left


def _decision(desk: Desk, case: CaseRow) -> int | None:
    found = desk.scalar(DECISION, case=case.id, rule=code_of("decision"))
    return None if found is None else int(found)
