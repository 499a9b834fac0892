"""Values for every field there is: what a test fills forms with, each value to be found again in the document."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from documents.catalogue import catalogue
from documents.form import Column, FieldRow, Form
from documents.kinds import Kind, Layout
from documents.showing import told
from foundation.clock import SHANGHAI

DAY = date(2025, 8, 20)
SPECIAL = {"organ": "永吉县自然资源局", "party_kind": "单位"}


def full(**given: Any) -> dict[str, Any]:
    """A value for every field; those given instead."""
    made = {one.name: _list(one) if one.kind is Kind.LIST else value(one) for one in catalogue().fields.values()}
    return made | SPECIAL | given


def of(form: Form) -> dict[str, Any]:
    """A value for every field of a form."""
    values = full()
    return {one.name: values[one.name] for one in form.fields}


def shown_in(form: Form, values: Mapping[str, Any]) -> list[str]:
    """The texts by which the values of a form are found in it, without white space.

    What only chooses the words (a kind, a flag) is not looked for, nor who signs where the form is no sheet.
    """
    found: list[str] = []
    for field in form.fields:
        given = values[field.name]
        rows = given if field.kind is Kind.LIST else [{field.name: given}]
        if (field.name in ("party_kind", "signatures") and form.layout is not Layout.SHEET) or field.kind is Kind.FLAG:
            continue
        found += [str(told(cell)).replace("\n", "") for row in rows for name, cell in row.items()
                  if name != "role" and row.get("role", "") in ("", *form.chain)]
    return [one for one in found if one != "单位"]


def value(one: FieldRow | Column, at: int = 0) -> Any:
    """A value of the kind of a field or column, told from others by its title."""
    seed = sum(map(ord, one.name)) + at
    match one.kind:
        case Kind.DATE:
            return date(2024, 1 + seed % 12, 1 + seed % 28)
        case Kind.TIME:
            return datetime(2024, 1 + seed % 12, 1 + seed % 28, seed % 24, seed % 60, tzinfo=SHANGHAI)
        case Kind.MONEY:
            return Decimal(10_000 + seed) + Decimal("0.25")
        case Kind.COUNT:
            return 1 + seed % 9
        case Kind.FLAG:
            return True
        case Kind.LONG:
            return f"{one.title}的第一段。\n{one.title}的第二段。"
    return f"某{one.title}{at or ''}"


def _list(field: FieldRow) -> list[Mapping[str, Any]]:
    if field.name == "signatures":
        return [{"role": role, "opinion": f"{role}同意。", "name": f"签{role}", "day": DAY}
                for role in ("handler", "unit", "review", "legal", "leader", "heads", "main_leader")]
    return [{column.name: value(column, at) for column in field.columns} for at in (1, 2)]
