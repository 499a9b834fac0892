"""The values of a document: what the case says, over it what the move that asked for it says, over it what an officer wrote."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from casework.case.composed import composed
from casework.case.known import matter, money, papers, party, people, service
from casework.case.own_fields import own
from casework.case.particulars import Particulars
from casework.case.wording import discretion_told, periods, remedies, untils
from casework.desk import Desk
from documents.form import Column, Field, Form
from documents.kinds import Kind
from foundation.clock import SHANGHAI

FLAGS = {"true": True, "on": True, "是": True, "false": False, "否": False}
MONEY = {"penalty", "duty", "fine", "gains", "total_due", "fine_due", "surcharge", "total_asked", "request", "result",
         "performance", "performed"}
COURT, MAJOR, DECISION = "court-application", "major-handling-sheet", "penalty-decision"
BANK = "到银行缴纳"
PARTS = ("fine", "gains", "ore")  # the penalty, line by line, names them


def values_of(desk: Desk, told: Particulars, form: Form, event_no: int, day: date) -> dict[str, Any]:
    """What a form shows that is known of the case on a day, by field name, in the types of the fields; empty ones left out."""
    event = told.event(event_no)
    known: dict[str, Any] = {**matter(desk, told, day), **party(told), **people(told), **periods(desk, form.code, day),
                             **untils(told, form.code), **remedies(told, day), **papers(told)}
    wanted = {one.name: one for one in form.fields}
    if wanted.keys() & MONEY:
        known |= money(desk, told, event, day)
    known |= composed(desk, told, known, event, day)
    if form.code == COURT:
        known["request"] = known["asked_of_court"]
    if form.code == DECISION and (known.get("fine") or known.get("gains")):
        known["payment_way"] = BANK  # where that is stands below it, to be filled in by hand where nobody did
    if form.code == MAJOR:  # what the report found is deliberated
        known["facts"] = told.told("facts", "report.submit") or known.get("facts")
    known |= {**own(event), **service(told, event)}
    if "discretion" in wanted and (event is None or event.action not in ("report.submit", "spot.decide")):
        known |= {"discretion": discretion_told(desk, told, event) or known.get("discretion")}
    told_once = set(PARTS) if known.get("penalty") and "penalty" in wanted else set()
    return {name: value for name, one in wanted.items() if (one.required or name not in told_once)
            and (value := typed(one, known.get(name))) not in (None, "", [])}


def typed(field: Field | Column, value: Any) -> Any:
    """A value in the type of its field; none where it cannot be read as it, for nothing is guessed.

    A list may be written as text, a row a line, its columns parted by | or ｜; a time without offset is of Beijing.
    """
    if value is None or value == "":
        return None
    try:
        return _rows(field, value) if isinstance(field, Field) and field.kind is Kind.LIST else _read(field.kind, value)
    except (ValueError, ArithmeticError, TypeError, AttributeError):
        return None


def _rows(field: Field, value: Any) -> list[dict[str, Any]] | None:
    columns = {one.name: one for one in field.columns}
    if isinstance(value, str):
        value = [dict(zip(columns, map(str.strip, line.replace("｜", "|").split("|")), strict=False))
                 for line in value.splitlines() if line.strip()]
    rows = []
    for row in value:
        good = {name: typed(columns[name], cell) for name, cell in row.items() if cell not in (None, "")}
        if None in good.values():
            return None
        rows.append(good)
    return rows


def _read(kind: Kind, value: Any) -> Any:
    match kind:
        case Kind.DATE:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        case Kind.TIME:
            found = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
            return found if found.tzinfo else found.replace(tzinfo=SHANGHAI)
        case Kind.MONEY:
            return amount if (amount := Decimal(str(value).replace(",", ""))).is_finite() else None
        case Kind.COUNT:
            return int(value)
        case Kind.FLAG:
            return value if isinstance(value, bool) else FLAGS.get(str(value))
    return str(value) if isinstance(value, str | int | Decimal) else None


def loaded(form: Form, given: Mapping[str, Any]) -> dict[str, Any]:
    """Values that were written down, in the types of the form."""
    return {one.name: value for one in form.fields if (value := typed(one, given.get(one.name))) is not None}


def dumped(values: Mapping[str, Any]) -> str:
    """Values as JSON with one spelling."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=_spelled)


def _spelled(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
