"""Whether a hearing must be offered is reckoned, not only said: asked when a case is assessed, notified and decided."""

import json
from decimal import Decimal
from typing import Any

from casework.case.cases import CaseRow
from casework.case.deciding import sums_of
from casework.case.fine_range import circumstance_of, range_of
from casework.case.given import Given
from casework.case.kept_facts import told
from casework.desk import Desk
from foundation.errors import ConflictError, InvalidError
from regulation.hearing import ZERO, Proposal, due_by_law, due_for

SERVED = ("SELECT action FROM case_event WHERE case_id = :case AND action IN ('notice.serve', 'notice.serve-public')"
          " ORDER BY no DESC LIMIT 1")


def assessed(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse “no hearing” where whatever the law lets wants one; more than the law wants may always be offered.

    Where it was “no” when the notice was announced to the public, no hearing was announced with it.
    """
    if given.fields["hearing_due"]:
        return {"hearing_notice_served_on": None} if _left_out(desk, case) else {}
    try:
        found = range_of(desk, case, given.day)
    except InvalidError:  # a value is missing still: the notice is asked again
        return {}
    due = due_by_law(desk.rulebook.money, found, circumstance_of(case), person=case.party_kind == "person", day=given.day)
    if due is not None:
        raise InvalidError(due.message, way_out=due.way_out)
    return {}


def offered(desk: Desk, case: CaseRow, given: Given) -> None:
    """Refuse a notice or decision whose penalty wants a hearing that it was said not to want, or was not offered.

    Where it was said to want one, the guard of the move asks whether it was offered.
    """
    facts = given.facts
    if facts.hearing_due or (given.action != "notice.issue" and facts.hearing_notice_served_on and not _left_out(desk, case)):
        return
    due = due_for(desk.rulebook.money, _proposal(case, given), person=case.party_kind == "person", day=given.day)
    if due is not None:
        raise ConflictError(due.message, way_out=due.way_out)


def _left_out(desk: Desk, case: CaseRow) -> bool:
    """Whether the notice was announced to the public without a hearing, for none was due then; a receipt would tell of one."""
    facts = told(case, desk.today)
    return bool(facts.hearing_notice_served_on and not facts.hearing_due
                and desk.scalar(SERVED, case=case.id) == "notice.serve-public")


def _proposal(case: CaseRow, given: Given) -> Proposal:
    sums, worth = sums_of(given), json.loads(case.worth).get("ore_value")
    ore = ZERO if not given.fields.get("ore") else Decimal(worth) if worth is not None else None
    return Proposal(sums.fine, sums.gains, ore, str(given.fields.get("others") or ""))
