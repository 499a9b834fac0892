"""A value that reaches the line of a crime wants an answer before a penalty: suspected, or why not (国务院令第310号第三条)."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from casework.case import officers
from casework.case.cases import CaseRow
from casework.case.fine_range import range_of
from casework.case.given import Given
from casework.desk import Desk
from foundation.errors import ConflictError
from regulation.offence_table import Basis

VALUING = "case.value"
SAID = "SELECT action, given FROM case_event WHERE case_id = :case AND action IN ({listed}) ORDER BY no"


def looked_at(desk: Desk, case: CaseRow, given: Given) -> None:
    """Refuse a notice or decision of a penalty while nobody has said whether the act is a crime, though it may be one.

    What the police, or the head, answered holds for the value that they knew: a higher one is asked anew.
    """
    facts = given.facts
    if facts.crime_excluded or (facts.crime_suspected and not facts.crime_settled):  # the guard of the move asks
        return
    found = range_of(desk, case, given.day).crime
    if found is None or not found.suspected or (facts.crime_suspected and not _risen(desk, case)):
        return
    raise ConflictError(
        f"The value rose since it was answered whether it is {found.crime}, whose line is {found.line} yuan."
        if facts.crime_suspected else
        f"The value reaches the line of {found.crime}, {found.line} yuan, and nobody has said whether it is one.",
        way_out="Record the suspicion with crime.suspect（发现涉嫌犯罪） and propose the transfer, or have the leader find"
                " that there is none with crime.exclude（认定不涉嫌犯罪）.")


def _risen(desk: Desk, case: CaseRow) -> bool:
    """Whether the act was valued higher since the police declined, handed it back, or the head decided against a transfer."""
    answers = {one.action for one in desk.rulebook.procedure.effect.values() if "crime_settled" in one.affirms}
    listed = ", ".join(map(repr, sorted(answers | {VALUING})))
    worth: dict[str, Any] = {}
    answered, valued = None, False
    for row in desk.rows(SAID.format(listed=listed), case=case.id):
        if row.action == VALUING:
            worth, valued = {**worth, **json.loads(row.given)["fields"]}, True
        else:
            answered, valued = _worth(worth), False
    now = _worth(json.loads(case.worth))
    return valued and now is not None and (answered is None or now > answered)


def _worth(told: Mapping[str, Any]) -> Decimal | None:
    """What a line of crime is held against: the ore taken or the resource lost, whichever is worth more."""
    return max((Decimal(told[one.value]) for one in (Basis.ORE, Basis.LOSS) if told.get(one.value) is not None), default=None)


def anew(_desk: Desk, _case: CaseRow, given: Given) -> dict[str, Any]:
    """A crime that is suspected once more is to be settled once more: the answer before it was of another suspicion."""
    forgotten = {"crime_settled": False, "police_answered": False, "crime_delivered_on": None}
    return forgotten if given.facts.crime_settled else {}


def reported(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """A transfer is proposed by a certified team, whatever was answered before."""
    return {**officers.certified_team(desk, case, given), **anew(desk, case, given)}


def excluded(_desk: Desk, _case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse to find that there is none where one is suspected: that is for the police, or the head who decides."""
    if given.facts.crime_suspected and not given.facts.crime_settled:
        raise ConflictError("A crime is suspected and not settled with the police.",
                            way_out="Propose the transfer with crime.report（提出移送）; the head approves it or decides"
                                    " against it.")
    return {}
