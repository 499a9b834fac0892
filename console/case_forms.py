"""The forms of a case's moves: their fields as they were filled in, and what was filled in once, in words."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from starlette.datastructures import FormData

from casework.case.cases import CaseRow
from casework.record.days import a_day
from console.form_fields import PREFIX
from regulation.effects import CaseField, form_of
from regulation.procedure_table import ProcedureLaw
from web.posted import words

ANSWERS = {"yes": True, "no": False}


def filled(form: Iterable[CaseField], sent: FormData) -> dict[str, Any]:
    """The fields as they were filled in; what was left empty is left out."""
    given = {one.name: _given(one, sent) for one in form}
    return {name: value for name, value in given.items() if value not in (None, "", [])}


def _given(field: CaseField, sent: FormData) -> Any:
    if field.type == "officers":
        return [one for one in sent.getlist(PREFIX + field.name) if isinstance(one, str) and one.strip()]
    found = words(sent, PREFIX + field.name)
    return ANSWERS.get(found) if field.type == "boolean" else found


def day_of(sent: FormData) -> date | None:
    """The day on which it was done; nothing where that was left empty."""
    given = words(sent, "day")
    return a_day(given) if given else None


def begun_with(case: CaseRow) -> dict[str, dict[str, Any]]:
    """What forms of moves show before anything is filled in: what is recorded and is repeated or changed with them."""
    days = {"act_start": case.act_start, "act_end": case.act_end}
    return {"act.period": {name: day.isoformat() for name, day in days.items() if day is not None}}


def asked_by(law: ProcedureLaw, action: str) -> tuple[CaseField, ...]:
    """Every field that a move may ask for, the reason among them."""
    return form_of(law.effect.get(action), founded=False)


def told(law: ProcedureLaw, action: str, fields: Mapping[str, Any], people: Mapping[int, str]) -> list[tuple[CaseField, Any]]:
    """What was filled in for a move, field by field, officers by their names where they are known."""
    return [(one, _named(one, fields[one.name], people)) for one in asked_by(law, action) if fields.get(one.name) is not None]


def _named(field: CaseField, value: Any, people: Mapping[int, str]) -> Any:
    if field.type != "officers" or not isinstance(value, list):
        return value
    return "、".join(people.get(int(one), str(one)) for one in value)
