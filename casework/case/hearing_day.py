"""The day of a hearing leaves the party the law's time to be told, and whoever investigated does not chair it (第六十四条)."""

import json
from datetime import date, timedelta
from typing import Any

from casework.case import serving
from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.case.naming import SOMEBODY_ELSE, barred_in, serves
from casework.desk import Desk
from foundation.errors import ConflictError, InvalidError
from regulation.limits import limit_of

LAST = ("SELECT action, given FROM case_event WHERE case_id = :case AND action IN ('hearing.ask', 'hearing.fix')"
        " ORDER BY no DESC LIMIT 1")
FAR = 60  # days in which a day that is late enough is surely found, holidays and all


def fixed(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse a chair who investigated, is recused or serves elsewhere, and a day for which nobody can be told in time.

    What is fixed already is not fixed again: the party would have to be told once more of the same.
    """
    _refuse_again(desk, case, given)
    chair = str(given.fields["chair"])
    if (who := barred_in(desk, case, given, chair)) is not None:
        raise InvalidError(
            f"{who.name} was recused from this case and does not chair its hearing." if who.recused else
            f"{who.name} investigates this case and does not chair its hearing.", way_out=SOMEBODY_ELSE)
    if not serves(desk, case, given.day, chair):
        raise InvalidError(f"“{chair}” is no officer who serves at {case.office_name} or its superior.",
                           way_out="Name an officer of the office or of its superior who does not investigate the case, with"
                                   " the name as it stands among the officers.")
    held = date.fromisoformat(str(given.fields["hearing_day"]))
    until = _told_by(desk, held)
    if held < given.day or (until is not None and until < given.day):
        days = (given.day + timedelta(days=n) for n in range(FAR))
        first = next((one for one in days if (_told_by(desk, one) or given.day) >= given.day), None)
        raise InvalidError(f"For a hearing on {held} the party had to be told by {until or held}.",
                           way_out=f"Fix it on {first} or later." if first else "Fix a later day.")
    return {}


def _refuse_again(desk: Desk, case: CaseRow, given: Given) -> None:
    last = next((row for row in desk.rows(LAST, case=case.id) if row.action == given.action), None)
    if last is not None and json.loads(last.given)["fields"] == given.fields:
        raise ConflictError(f"The hearing is fixed already for {given.fields['hearing_day']}, with this place and chair.",
                            way_out="Go on with hearing.tell（通知听证的时间、地点）; or fix another day, place or chair.")


def asked(_desk: Desk, _case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse a request of a day on which the party had not been told that it may ask for a hearing."""
    said, served = given.day_of("asked_on"), given.facts.hearing_notice_served_on
    if said is not None and served is not None and said < served:
        raise InvalidError(f"A hearing cannot have been asked for on {said}: it was offered on {served}.",
                           way_out=f"Give the day of the request, {served} or later.")
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
