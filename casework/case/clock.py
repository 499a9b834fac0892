"""The time for deciding stands still and runs again: each cause stops it once, the last to end lets it run."""

from collections.abc import Collection
from datetime import date

from casework.case.cases import CaseRow
from casework.desk import Desk
from casework.duty import duties
from casework.duty.moving import halt, lift
from regulation.case_limits import code_of
from regulation.procedure_table import ALL

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
    causes = [one for one in case.stopped_by.split(",") if one]
    left = [one for one in causes if one != cause]
    if cause in causes and not left and (found := _decision(desk, case)) is not None:
        duty = duties.fetch(desk, found)
        if duty.status == "suspended":
            lift(desk, duty, reason=why, on=day)
    return without_cause(case.stopped_by, cause)


def begins_anew(opens: Collection[str], ends: Collection[str]) -> bool:
    """Whether a move ends the time for deciding, or begins it again: what stopped it before stops it no more."""
    return "decision" in opens or "decision" in ends or ALL in ends


def with_cause(stopped_by: str, cause: str) -> str:
    """The causes for which a clock stands still, with another."""
    return ",".join(dict.fromkeys((*filter(None, stopped_by.split(",")), cause)))


def without_cause(stopped_by: str, cause: str) -> str:
    """The causes for which a clock stands still, without one."""
    return ",".join(one for one in stopped_by.split(",") if one and one != cause)


def _decision(desk: Desk, case: CaseRow) -> int | None:
    found = desk.scalar(DECISION, case=case.id, rule=code_of("decision"))
    return None if found is None else int(found)
