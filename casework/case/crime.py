"""A value that reaches the line of a crime wants an answer before a penalty: suspected, or why not (国务院令第310号第三条)."""

from typing import Any

from casework.case.cases import CaseRow
from casework.case.fine_range import range_of
from casework.case.given import Given
from casework.desk import Desk
from foundation.errors import ConflictError


def looked_at(desk: Desk, case: CaseRow, given: Given) -> None:
    """Refuse a notice or decision of a penalty while nobody has said whether the act is a crime, though it may be one."""
    if given.facts.crime_suspected or given.facts.crime_excluded:
        return
    found = range_of(desk, case, given.day).crime
    if found is not None and found.suspected:
        raise ConflictError(
            f"The value reaches the line of {found.crime}, {found.line} yuan, and nobody has said whether it is one.",
            way_out="Record the suspicion with crime.suspect（发现涉嫌犯罪） and propose the transfer, or have the leader find"
                    " that there is none with crime.exclude（认定不涉嫌犯罪）.")


def excluded(_desk: Desk, _case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse to find that there is none where one is suspected: that is for the police, or the head who decides."""
    if given.facts.crime_suspected and not given.facts.crime_settled:
        raise ConflictError("A crime is suspected and not settled with the police.",
                            way_out="Propose the transfer with crime.report（提出移送）; the head approves it or decides"
                                    " against it.")
    return {}
