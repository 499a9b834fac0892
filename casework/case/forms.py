"""What was filled in for a move, checked against its form: every fault is named, with what would be right."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from casework.act.forms import READERS
from foundation.errors import InvalidError
from regulation.act_kind import Field
from regulation.effects import CaseField

MOST_OFFICERS = 20
AHEAD = ("until", "deadline", "hearing_day")


def filled_in(title: str, form: Sequence[CaseField], given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with their types made good, or InvalidError naming every fault."""
    known = {one.name for one in form}
    faults = [f"{name}: no such field; there are {', '.join(sorted(known))}" for name in given if name not in known]
    good: dict[str, Any] = {}
    for one in form:
        value = given.get(one.name)
        if value is None or value == [] or (isinstance(value, str) and not value.strip()):
            if one.required:
                faults.append(f"{one.name}（{one.title}）: missing")
            continue
        try:
            good[one.name] = _typed(one, value)
        except ValueError as error:
            faults.append(f"{one.name}（{one.title}）: {error}")
    if faults:
        raise InvalidError(f"What was filled in for {title} is not right:", problems=tuple(faults),
                           way_out="Nothing was recorded; mend these and send it again.")
    return good


def refuse_days_to_come(form: Sequence[CaseField], fields: Mapping[str, Any], day: date) -> None:
    """Refuse what is said to have happened after the day of the move; what is set may lie ahead."""
    for one in form:
        if one.type == "date" and one.name not in AHEAD and str(fields.get(one.name) or "") > day.isoformat():
            raise InvalidError(f"{fields[one.name]} lies after the day of this move, {day}.",
                               way_out="Enter it when it has happened.")


def _typed(field: CaseField, given: Any) -> Any:
    if field.type == "officers":
        return _officers(given)
    plain = Field(field.name, field.title, field.title_en, field.type, field.required, field.unit, field.choices, field.minimum)
    value: Any = READERS[field.type](plain, given)
    if field.minimum is not None and float(value) < field.minimum:
        raise ValueError(f"{given} is below {field.minimum:g}")
    return value


def _officers(given: Any) -> list[int]:
    """Numbers of officers, as a list or written one beside the other."""
    told = re.split(r"[\s,，、;；]+", given.strip()) if isinstance(given, str) else given
    if not isinstance(told, list) or not 1 <= len(told) <= MOST_OFFICERS:
        raise ValueError(f"name 1 to {MOST_OFFICERS} officers by their numbers")
    found = []
    for one in told:
        if isinstance(one, bool) or not re.fullmatch(r"[1-9][0-9]{0,9}", str(one)):
            raise ValueError(f"{one!r} is not the number of an officer")
        found.append(int(one))
    return list(dict.fromkeys(found))
