"""What was filled in for a move, checked against its form: every fault is named, with what would be right."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from casework.filling import MEND, filled
from foundation.errors import InvalidError
from regulation.effects import CaseField

AHEAD = ("until", "deadline", "hearing_day")


def filled_in(action: str, title: str, form: Sequence[CaseField], given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with their types made good, or InvalidError naming every fault."""
    good, faults = filled(form, given)
    if faults:
        raise InvalidError(f"What was filled in for {action}（{title}） is not right:", problems=tuple(faults), way_out=MEND)
    return good


def refuse_days_to_come(form: Sequence[CaseField], fields: Mapping[str, Any], day: date) -> None:
    """Refuse what is said to have happened after the day of the move; what is set may lie ahead."""
    for one in form:
        if one.type == "date" and one.name not in AHEAD and str(fields.get(one.name) or "") > day.isoformat():
            raise InvalidError(f"{fields[one.name]} lies after the day of this move, {day}.",
                               way_out="Enter it when it has happened.")
