"""The same move sent twice, as by a button pressed twice: whoever did it is told that it was he, not somebody else."""

from datetime import timedelta

from casework.case.cases import CaseRow
from casework.case.ways import Way
from casework.desk import Desk
from foundation.database import Instant
from foundation.errors import ConflictError

LAST = "SELECT action, officer_id, at FROM case_event WHERE case_id = :case ORDER BY no DESC LIMIT 1"
JUST_NOW = timedelta(minutes=1)


def twice(desk: Desk, case: CaseRow, way: Way) -> ConflictError | None:
    """That the last move of a case was this one, made by the actor himself just now; nothing where it was another."""
    last = next(iter(desk.rows(LAST, types={"at": Instant()}, case=case.id)), None)
    if last is None or last.officer_id is None or desk.now - last.at > JUST_NOW:
        return None
    if (last.action, last.officer_id) != (way.action, desk.actor.officer_id):
        return None
    return ConflictError(f"You made {way.action}（{way.title}） of {case.number} already, just now.",
                         way_out="It was entered once; look at the case before you make it again.")
