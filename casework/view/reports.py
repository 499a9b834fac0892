"""The reports handed in for a duty, the newest first, with what was said to each."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.desk import Desk
from casework.file.files import Paper, papers_of
from casework.journal import officer_in


@dataclass(frozen=True)
class Report:
    """A report as handed in, and the reasons with which it was returned."""

    id: int
    handed_in_on: date
    handed_in_by: str
    state: str
    reasons: str | None
    fields: dict[str, Any]
    papers: dict[str, Paper]  # by the name the act kind wants


def reports_of(desk: Desk, duty_id: int) -> list[Report]:
    """The reports of a duty that the actor was allowed to see."""
    rows = desk.rows(
        "SELECT s.id, s.handed_in_on, coalesce(o.name, s.handed_in_by) AS handed_in_by, s.state, s.reasons, s.fields"
        f" FROM submission s LEFT JOIN officer o ON o.id = {officer_in('s.handed_in_by')}"
        " WHERE s.duty_id = :id ORDER BY s.id DESC", types={"handed_in_on": Date()}, id=duty_id)
    papers = papers_of(desk, [row.id for row in rows])
    return [Report(row.id, row.handed_in_on, row.handed_in_by, row.state, row.reasons, json.loads(row.fields),
                   {paper.wanted: paper for paper in papers[row.id]}) for row in rows]
