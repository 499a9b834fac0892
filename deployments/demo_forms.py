"""Forms filled in by made-up people: what an act kind asks for, with plausible values."""

from datetime import date
from typing import Any

from regulation.act_kind import ActKind, Field

SAMPLE = {"text": "演示", "integer": 3, "number": "1.0", "money": "1000.00", "boolean": True}


def filled_form(kind: ActKind, day: date, **given: Any) -> dict[str, Any]:
    """The kind's form with its required fields filled in, and those that are given."""
    return {**{field.name: _sample(field, day) for field in kind.fields if field.required}, **given}


def _sample(field: Field, day: date) -> Any:
    if field.type == "date":
        return day.isoformat()
    return field.choices[0] if field.type == "choice" else SAMPLE[field.type]
