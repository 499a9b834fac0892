"""What is an answer comes after what it answers: that of the police after the transfer, of a court after the application."""

import json
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.desk import Desk
from foundation.errors import InvalidError

COURT, POLICE = ("court.apply", "court.apply-undemanded", "court.review"), ("crime.deliver", "crime.review", "crime.procurate")
LATER = ("crime.deliver-later", "crime.review-later")
# The field that dates an answer, and the moves of which it answers the last; what was asked on a day of its own has filed_on.
ANSWERED: dict[str, tuple[str, tuple[str, ...]]] = {
    **dict.fromkeys(("police.accept", "police.decline"), ("answered_on", POLICE)),
    **dict.fromkeys(("police.accept-later", "police.decline-later"), ("answered_on", LATER)),
    **dict.fromkeys(("court.accept", "court.doubt", "court.grant", "court.refuse", "enforcement.terminate"),
                    ("answered_on", COURT)),
    "remedy.reconsidered": ("served_on", ("remedy.ask-reconsideration",)),
    "remedy.ended": ("ended_on", ("remedy.ask-reconsideration", "remedy.sue")),
    "discipline.answer": ("answered_on", ("discipline.transfer",)),
}
LAST = "SELECT action, day, given FROM case_event WHERE case_id = :case AND action IN ({listed}) ORDER BY no DESC LIMIT 1"


def not_before(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse an answer that is older than what it answers."""
    name, asked = ANSWERED[given.action]
    said = given.day_of(name)
    rows = desk.rows(LAST.format(listed=", ".join(map(repr, asked))), types={"day": Date()}, case=case.id)
    if said is None or not rows:
        return {}
    filed = json.loads(rows[0].given)["fields"].get("filed_on")
    day = date.fromisoformat(filed) if filed else rows[0].day
    if said < day:
        law = desk.rulebook.procedure
        title = (law.move.get(rows[0].action) or law.record[rows[0].action]).title
        raise InvalidError(f"{said} cannot be the day of an answer to “{title}” of {day}.",
                           way_out=f"Look at the answer again; give its day, {day} or later.")
    return {}
