"""What is an answer comes after what it answers: that of the police after the transfer, of a court after the application."""

import json
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.case.ways import way_of
from casework.desk import Desk
from foundation.errors import InvalidError

COURT, POLICE = ("court.apply", "court.apply-undemanded", "court.review"), ("crime.deliver", "crime.review", "crime.procurate")
LATER = ("crime.deliver-later", "crime.review-later")
# The field that dates an answer, and the moves of which it answers the last; what was asked on a day of its own has filed_on.
# On discipline more than one body may be asked, and which of them answers is not said: the answer comes after the first.
ANSWERED: dict[str, tuple[str, tuple[str, ...]]] = {
    **dict.fromkeys(("police.accept", "police.decline"), ("answered_on", POLICE)),
    **dict.fromkeys(("police.accept-later", "police.decline-later"), ("answered_on", LATER)),
    **dict.fromkeys(("court.accept", "court.doubt", "court.grant", "court.refuse", "enforcement.terminate"),
                    ("answered_on", COURT)),
    "remedy.reconsidered": ("served_on", ("remedy.ask-reconsideration",)),
    "remedy.ended": ("ended_on", ("remedy.ask-reconsideration", "remedy.sue")),
    "discipline.answer": ("answered_on", ("discipline.transfer",)),
}
FIRST_OF = ("discipline.answer",)
ASKED = "SELECT action, day, given FROM case_event WHERE case_id = :case AND action IN ({listed}) ORDER BY no {order} LIMIT 1"


def not_before(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse an answer that is older than what it answers, unless a reason says that this was entered late."""
    name, asked = ANSWERED[given.action]
    said = given.day_of(name)
    rows = desk.rows(ASKED.format(listed=", ".join(map(repr, asked)), order="ASC" if given.action in FIRST_OF else "DESC"),
                     types={"day": Date()}, case=case.id)
    if said is None or not rows:
        return {}
    filed = json.loads(rows[0].given)["fields"].get("filed_on")
    day = date.fromisoformat(filed) if filed else rows[0].day
    if said < day and (filed or not given.fields.get("reason")):
        title = way_of(desk.rulebook.procedure, rows[0].action).title
        raise InvalidError(f"{said} cannot be the day of an answer to “{title}” of {day}.",
                           way_out=f"Look at the answer again; give its day, {day} or later." if filed else
                           f"Look at the answer again. Where “{title}” was made before {day} and entered later, give the true"
                           " day of the answer, and say so as the reason（理由）.")
    return {}
