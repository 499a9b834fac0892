"""Where paying was deferred or divided, the time for asking the court counts from the end of that (处罚法第七十二条)."""

from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.case.limits import Opening, end_limits, open_limits
from casework.desk import Desk
from casework.journal import note_lines
from regulation.case_limits import SET, code_of

STEP = "court-application"
GRANTED = ("SELECT k.due FROM case_period p JOIN reckoning k ON k.id = p.reckoning_id WHERE p.case_id = :case"
           f" AND p.step = 'payment' AND p.state <> 'ended' AND k.rule = '{SET}' ORDER BY p.id DESC LIMIT 1")
RUNS = ("SELECT k.start FROM duty d JOIN reckoning k ON k.id = d.reckoning_id WHERE d.subject_kind = 'case'"
        f" AND d.subject_id = :case AND d.rule = '{code_of(STEP)}' AND d.ended_on IS NULL")
DAYS: dict[str, Any] = {"due": Date(), "start": Date()}


def after_deferral(desk: Desk, case: CaseRow, given: Given, event_no: int) -> None:
    """Let the court's window open at the end of what was granted, where it would have opened before."""
    granted: date | None = next((row.due for row in desk.rows(GRANTED, types=DAYS, case=case.id)), None)
    running: date | None = next((row.start for row in desk.rows(RUNS, types=DAYS, case=case.id)), None)
    if granted is None or running is None or granted <= running:
        return
    closed = end_limits(desk, case, (STEP,), given.day, done=False)
    note_lines(desk, [*closed, *open_limits(desk, case, Opening((STEP,), granted, event_no))])
