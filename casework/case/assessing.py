"""A case is assessed: what makes legal review or deliberation due is not taken back by whoever handles it."""

from typing import Any

from casework.case import hearing
from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.case.kept_facts import told
from casework.desk import Desk
from foundation.errors import InvalidError
from regulation.stages import Stage

WEIGHTY = ("major", "complex", "difficult", "public_interest", "major_rights")
REVIEWED = (Stage.PROPOSED.value, Stage.WEIGHED.value)  # the report passed review with what was said


def assessed(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse a “no” where “yes” was said of a filed or assessed case that is major, or before its report passed review."""
    before = told(case, desk.today)
    stays = [name for name in WEIGHTY if not given.fields[name]
             and ((name == "major" and case.major) or (case.stage in REVIEWED and getattr(before, name)))]
    if stays:
        form = {one.name: one.title for one in desk.rulebook.procedure.effect[given.action].fields}
        raise InvalidError(
            f"It was said of this case before: {'、'.join(f'{name}（{form[name]}）' for name in stays)}.",
            way_out="Answer yes; of all but a major case it can be said anew once the report was sent back (review.return).")
    return hearing.assessed(desk, case, given)
