"""The time for deciding stands still and runs again: the last cause to end lets it run."""

from datetime import date

from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.case.ways import Way
from casework.desk import Desk
from casework.duty import duties
from casework.duty.moving import halt, lift
from regulation.case_limits import code_of
from regulation.clock import begins_anew, lasts, with_cause, without_cause

DECISION = "SELECT id FROM duty WHERE subject_kind = 'case' AND subject_id = :case AND rule = :rule AND ended_on IS NULL"


def clock_after(desk: Desk, case: CaseRow, way: Way, given: Given) -> str:
    """Stop the time for deciding, or let it run, as a move does; all that it is stopped by then."""
    if way.effect is not None and way.effect.stops:
        return _stop(desk, case, way.effect.stops, given.day, why=way.title)
    if way.effect is not None and way.effect.restarts:
        more = lasts(way.effect.restarts, given.facts.appraisals_out)
        return case.stopped_by if more else _start(desk, case, way.effect.restarts, given.day, why=way.title)
    return "" if begins_anew(way.opens, way.ends) else case.stopped_by


def _stop(desk: Desk, case: CaseRow, cause: str, day: date, *, why: str) -> str:
    if (found := _decision(desk, case)) is not None:
        duty = duties.fetch(desk, found)
        if duty.status != "suspended":
            halt(desk, duty, reason=why, since=day)
    return with_cause(case.stopped_by, cause)


def _start(desk: Desk, case: CaseRow, cause: str, day: date, *, why: str) -> str:
    left = without_cause(case.stopped_by, cause)
    if case.stopped_by and not left and (found := _decision(desk, case)) is not None:
        duty = duties.fetch(desk, found)
        if duty.status == "suspended":
            lift(desk, duty, reason=why, on=day)
    return left


def _decision(desk: Desk, case: CaseRow) -> int | None:
    found = desk.scalar(DECISION, case=case.id, rule=code_of("decision"))
    return None if found is None else int(found)
