"""More time for deciding, granted by the head of the office within what the law of that day lets him (办法 2024 第三十八条)."""

from typing import Any

from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.desk import Desk
from casework.duty import duties
from casework.duty.moving import grant
from foundation.errors import ConflictError, InvalidError
from regulation.case_limits import code_of
from regulation.limit_table import Extension

DECISION = ("SELECT d.id, k.start FROM duty d JOIN reckoning k ON k.id = d.reckoning_id WHERE d.subject_kind = 'case'"
            " AND d.subject_id = :case AND d.rule = :rule AND d.ended_on IS NULL")
GRANTED = "SELECT coalesce(sum(n), 0) FROM extension WHERE duty_id = :id"


def within_bound(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse more than the head may grant: at most so many days in all, unless the case is particularly complex."""
    duty_id, allowed = _running(desk, case)
    days = given.fields["days"] + int(desk.scalar(GRANTED, id=duty_id))
    if allowed.most is not None and days > allowed.most and given.fields["complex"] != "特别复杂":
        raise InvalidError(f"{days} days in all are more than may be granted ({allowed.most}).",
                           way_out=f"Grant at most {allowed.most} days, or find the case particularly complex"
                                   f" ({allowed.provision}).")
    return {}


def extend_decision(desk: Desk, case: CaseRow, given: Given, _event_no: int) -> None:
    """Move the last day for deciding on."""
    duty_id, allowed = _running(desk, case)
    grant(desk, duties.fetch(desk, duty_id), n=given.fields["days"], unit=allowed.unit,
          reason=str(given.fields["reason"]), approver=desk.actor.name)


def _running(desk: Desk, case: CaseRow) -> tuple[int, Extension]:
    from sqlalchemy import Date
    rows = desk.rows(DECISION, types={"start": Date()}, case=case.id, rule=code_of("decision"))
    value = desk.rulebook.limits["decision"].value_on(rows[0].start) if rows else None
    if value is None or value.extension is None:
        raise ConflictError(f"No time for deciding runs in {case.number} that could be extended.",
                            way_out="Where no limit is known, none has to be extended.")
    return int(rows[0].id), value.extension
