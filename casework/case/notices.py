"""The notices are served once: the hearing notice by itself where it comes later, neither of them again (第四十四条)."""

from datetime import date
from typing import Any

from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.desk import Desk
from foundation.errors import ConflictError, InvalidError
from regulation.guards import GUARDS

NOTICE, HEARING = "行政处罚告知书", "听证告知书"


def unserved(given: Given, titles: tuple[str, ...]) -> tuple[str, ...]:
    """Of these documents what a service of notices wants issued: not what was served before; a hearing where due or offered."""
    facts, heard = given.facts, given.facts.hearing_due or given.fields.get("hearing_notice_on")
    left = {NOTICE: facts.notice_before is None, HEARING: bool(heard) and facts.hearing_notice_before is None}
    return tuple(one for one in titles if left.get(one, True))


def served_day(given: Given, title: str) -> date | None:
    """The day on which a document is said to have been served; none of a public notice, which serves when it is over."""
    return given.day_of("hearing_notice_on" if title == HEARING else "served_on")


def not_again(_desk: Desk, _case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse to serve again what was served; what is offered, though the law wants no hearing, is offered: its time runs."""
    if given.facts.notice_before is not None:
        _hearing_notice_alone(given, given.facts.notice_before)
    return {"hearing_due": True} if given.fields.get("hearing_notice_on") and not given.facts.hearing_due else {}


def public(_desk: Desk, _case: CaseRow, given: Given) -> dict[str, Any]:
    """Where the hearing notice alone was announced, the penalty notice keeps the day on which it was served."""
    return {} if given.facts.notice_before is None else {"notice_served_on": given.facts.notice_before}


def _hearing_notice_alone(given: Given, before: date) -> None:
    if (why := GUARDS["notice-unserved"](given.facts)) is not None:
        raise ConflictError(why.message, way_out=why.way_out)
    if not given.fields.get("hearing_notice_on"):
        raise ConflictError(f"The penalty notice was served already, on {before}; the hearing notice is not served yet.",
                            way_out="Fill in the day on which the hearing notice was served（听证告知书送达日期）; where"
                                    " another notice is to be given, notify anew first with notice.renew（重新告知）.")
    if given.day_of("served_on") != before or given.fields.get("until"):
        raise InvalidError(f"The penalty notice was served on {before}; now the hearing notice alone is served.",
                           way_out=f"Give {before} as the day of service（送达日期）, the day of the hearing notice as its own"
                                   "（听证告知书送达日期）, and no last day for a statement.")
