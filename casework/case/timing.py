"""More time for deciding or for a seizure, granted by the head of the office within what the law of that day lets him."""

from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.case.limits import Opening, set_period
from casework.desk import Desk
from casework.duty import duties
from casework.duty.moving import grant
from foundation.errors import ConflictError, InvalidError
from regulation.case_limits import code_of
from regulation.limit_table import Extension

RUNNING = ("SELECT d.id, k.start FROM duty d JOIN reckoning k ON k.id = d.reckoning_id WHERE d.subject_kind = 'case'"
            " AND d.subject_id = :case AND d.rule = :rule AND d.ended_on IS NULL")
STATEMENT = ("SELECT k.due FROM case_period p JOIN reckoning k ON k.id = p.reckoning_id WHERE p.case_id = :case"
             " AND p.step = 'statement' AND p.state = 'running'")
GRANTED = "SELECT coalesce(sum(n), 0) FROM extension WHERE duty_id = :id"


def within_bound(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse more than the head may grant: at most so many days in all, unless the case is particularly complex."""
    duty_id, allowed = _running(desk, case, given)
    days = given.fields["days"] + int(desk.scalar(GRANTED, id=duty_id))
    if allowed.most is not None and days > allowed.most and given.fields.get("complex") != "特别复杂":
        way_out = f"Grant at most {allowed.most} days, or find the case particularly complex ({allowed.provision})."
        raise InvalidError(f"{days} days in all are more than may be granted ({allowed.most}).",
                           way_out=way_out if allowed.beyond else f"Grant at most {allowed.most} days ({allowed.provision}).")
    return {}


def extend(desk: Desk, case: CaseRow, given: Given, _event_no: int) -> None:
    """Move the last day on."""
    duty_id, allowed = _running(desk, case, given)
    grant(desk, duties.fetch(desk, duty_id), n=given.fields["days"], unit=allowed.unit,
          reason=str(given.fields["reason"]), approver=desk.actor.name)


def _running(desk: Desk, case: CaseRow, given: Given) -> tuple[int, Extension]:
    step = given.action.partition(".")[0]  # decision, seizure
    rows = desk.rows(RUNNING, types={"start": Date()}, case=case.id, rule=code_of(step))
    value = desk.rulebook.limits[step].value_on(rows[0].start) if rows else None
    if value is None or value.extension is None:
        raise ConflictError(f"No time runs in {case.number} that could be extended.",
                            way_out="Where no limit is known, none has to be extended.")
    return int(rows[0].id), value.extension


def last_day_written(desk: Desk, case: CaseRow, given: Given, event_no: int) -> None:
    """The last day that the notice names for a statement: it counts where the law has no figure, or gives less time."""
    written = given.fields.get("until")
    if not written:
        return
    until = date.fromisoformat(written)
    least = [row.due for row in desk.rows(STATEMENT, types={"due": Date()}, case=case.id)]
    if until < max([date.fromisoformat(given.fields["served_on"]), *least]):
        raise InvalidError(f"The time for a statement cannot end on {until}.",
                           way_out=f"By law it lasts until {max(least)} at least." if least else "Give a later day.")
    set_period(desk, case, "statement", Opening(("statement",), given.day, event_no, until))
