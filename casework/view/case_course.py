"""What was done in a case: its moves and records in their order, as its readers see them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date

from casework.case.allowing import may_read_papers
from casework.case.cases import CaseRow
from casework.desk import Desk
from casework.journal import officer_in
from foundation.database import Instant

EVENTS = f"""
SELECT e.no, e.action, e.day, e.at, coalesce(o.name, e.by) AS name, e.stage, e.given, e.officer_id FROM case_event e
LEFT JOIN officer o ON o.id = {officer_in('e.by')} WHERE e.case_id = :id ORDER BY e.no
"""


@dataclass(frozen=True)
class CaseEvent:
    """A move made or a thing recorded; with what was filled in for whoever may read the papers, none for others."""

    no: int
    action: str
    title: str
    title_en: str
    day: date
    at: datetime
    name: str  # who recorded it
    stage: str  # after it
    fields: Mapping[str, Any] | None
    officer_id: int | None = None  # who recorded it


def events_of(desk: Desk, case: CaseRow) -> list[CaseEvent]:
    """What was done in a case that the caller may see, the oldest first."""
    whole = may_read_papers(desk, case)
    return [_event(desk, row, whole=whole) for row in desk.rows(EVENTS, types={"day": Date(), "at": Instant()}, id=case.id)]


def _event(desk: Desk, row: Any, *, whole: bool) -> CaseEvent:
    law = desk.rulebook.procedure
    one = law.move.get(row.action) or law.record.get(row.action)
    title, title_en = (one.title, one.title_en) if one else (row.action, row.action)
    return CaseEvent(row.no, row.action, title, title_en, row.day, row.at, row.name, row.stage,
                     json.loads(row.given)["fields"] if whole else None, row.officer_id)
