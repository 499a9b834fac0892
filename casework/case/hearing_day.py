"""The day of a hearing leaves the party the law's time to be told, and whoever investigated does not chair it (第六十四条)."""

import re
from datetime import date, timedelta
from typing import Any

from casework.bulk import rows_among
from casework.case import serving
from casework.case.cases import CaseRow
from casework.case.chain import INVESTIGATED, RECUSED, named_in
from casework.case.given import Given
from casework.desk import Desk
from foundation.errors import ConflictError, InvalidError
from regulation.limits import limit_of

OFFICERS = "SELECT id, name FROM officer WHERE id IN :ids ORDER BY id"
BETWEEN = re.compile(r"[、，,；;（）()\s]+")
FAR = 60  # days in which a day that is late enough is surely found, holidays and all


def fixed(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse a chair who ever investigated the case or is recused, and a day for which nobody can be told in time."""
    named = [one for one in BETWEEN.split(str(given.fields["chair"])) if one]
    investigate = named_in(desk, case, INVESTIGATED) | ({case.handler_id} if case.handler_id else set())
    out = named_in(desk, case, RECUSED) if given.facts.recused else set()
    for row in rows_among(desk, OFFICERS, {"ids": investigate | out}):
        if any(one.endswith(row.name) for one in named):
            raise InvalidError(
                f"{row.name} was recused from this case and does not chair its hearing." if row.id in out else
                f"{row.name} investigates this case and does not chair its hearing.",
                way_out="Name somebody else of the office who does not investigate it.")
    held = date.fromisoformat(str(given.fields["hearing_day"]))
    until = _told_by(desk, held)
    if held < given.day or (until is not None and until < given.day):
        days = (given.day + timedelta(days=n) for n in range(FAR))
        first = next((one for one in days if (_told_by(desk, one) or given.day) >= given.day), None)
        raise InvalidError(f"For a hearing on {held} the party had to be told by {until or held}.",
                           way_out=f"Fix it on {first} or later." if first else "Fix a later day.")
    return {}


def told(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse to tell of a hearing when it is too late for the day that was fixed."""
    last, said = given.facts.hearing_told_by, given.facts.hearing_told_on
    if last is not None and said is not None and given.facts.hearing_day is not None and said > last:
        raise ConflictError(f"The party had to be told of the hearing by {last}.",
                            way_out="Fix a later day with hearing.fix（确定听证日期）, then tell it.")
    return serving.proved(desk, case, given)


def _told_by(desk: Desk, held: date) -> date | None:
    due = limit_of(desk.rulebook, desk.calendar, desk.rulebook.limits["hearing-notice"], held, day=held).due
    return due if isinstance(due, date) else None
