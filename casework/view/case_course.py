"""What was done in a case: its moves and records in their order, as its readers see them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date

from casework.desk import Desk
from casework.journal import officer_in
from foundation.database import Instant

EVENTS = f"""
SELECT e.no, e.action, e.day, e.at, coalesce(o.name, e.by) AS name, e.stage, e.given FROM case_event e
LEFT JOIN officer o ON o.id = {officer_in('e.by')} WHERE e.case_id = :id ORDER BY e.no
"""


@dataclass(frozen=True)
class CaseEvent:
    """A move made or a thing recorded, with what was filled in."""

    no: int
    action: str
    title: str
    title_en: str
    day: date
    at: datetime
    name: str  # who recorded it
    stage: str  # after it
    fields: Mapping[str, Any]


def events_of(desk: Desk, case_id: int) -> list[CaseEvent]:
    """What was done in a case that the caller may see, the oldest first."""
    return [_event(desk, row) for row in desk.rows(EVENTS, types={"day": Date(), "at": Instant()}, id=case_id)]


def _event(desk: Desk, row: Any) -> CaseEvent:
    law = desk.rulebook.procedure
    one = law.move.get(row.action) or law.record.get(row.action)
    title, title_en = (one.title, one.title_en) if one else (row.action, row.action)
    return CaseEvent(row.no, row.action, title, title_en, row.day, row.at, row.name, row.stage, json.loads(row.given)["fields"])
