"""The door to legal review: open only where somebody of the office can review, and left again while nobody has answered."""

from typing import Any

from casework.case.allowing import barred, judged_by
from casework.case.cases import CaseRow
from casework.case.done import done_by
from casework.case.given import Given
from casework.desk import Desk
from casework.in_force import in_force
from foundation.errors import ConflictError, RefusedError
from regulation.case_facts import CaseFacts
from regulation.guards import Unmet
from regulation.guards.deciding import legal_review_due
from regulation.stages import Who

REVIEWERS = (f"SELECT DISTINCT s.officer_id FROM post s WHERE s.office_id = :office AND s.role = 'legal_reviewer'"
             f" AND {in_force('s')} ORDER BY s.officer_id")
SUBMITTED = ("SELECT officer_id FROM case_event WHERE case_id = :case AND action = 'legal.submit' ORDER BY no DESC LIMIT 1")
NOBODY = Unmet(
    "Nobody at the office of this case can do the legal review, which is not due in it.",
    "Go on without it, or have a legal reviewer posted who held no other place in the case（kuangjian officer post NUMBER"
    " --office CODE --role legal_reviewer）.")


def nobody_reviews(desk: Desk, case: CaseRow, facts: CaseFacts) -> Unmet | None:
    """Why a case is not submitted where the law does not want it; where it does, the superior may still take the case up."""
    if legal_review_due(facts) or any(_may(desk, case, row.officer_id) for row in desk.rows(
            REVIEWERS, office=case.office_id, today=desk.today)):
        return None
    return NOBODY


def _may(desk: Desk, case: CaseRow, officer: int) -> bool:
    return not judged_by(case, Who.LEGAL, officer) and barred(
        desk, done_by(desk, case, officer), Who.LEGAL, "legal.pass") is None


def somebody_reviews(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse to submit a case that nobody could bring out again."""
    why = nobody_reviews(desk, case, given.facts)
    if why is not None:
        raise ConflictError(why.message, way_out=why.way_out)
    return {}


def by_who_submitted(desk: Desk, case: CaseRow, _given: Given) -> dict[str, Any]:
    """Refuse to take back what another submitted, unless by whoever handles the case now."""
    if desk.actor.officer_id not in (desk.scalar(SUBMITTED, case=case.id), case.handler_id):
        raise RefusedError("Only who submitted a case to legal review, or handles it, takes it back.",
                           way_out="Ask the officer who handles the case.")
    return {}
