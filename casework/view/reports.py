"""The reports handed in for a duty, the newest first, with what was said to each."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.desk import Desk
from casework.file.files import Paper, papers_of
from casework.journal import officer_in
from regulation.act_kind import ActKind


@dataclass(frozen=True)
class Report:
    """A report as handed in, and the reasons with which it was returned."""

    id: int
    handed_in_on: date
    handed_in_by: str
    state: str
    reasons: str | None
    fields: dict[str, Any]
    papers: tuple[Paper, ...]

    def under(self, name: str) -> list[Paper]:
        """Its files under one of the names that the kind wants."""
        return [paper for paper in self.papers if paper.wanted == name]

    def carried(self, sent: Sequence[tuple[str, int]], kind: ActKind, left: Collection[str] = ()) -> list[tuple[str, int]]:
        """The files of the report that is handed in after it: what is not sent anew is carried over, but what is left out."""
        anew = {name for name, _ in sent} & {file.name for file in kind.files}
        return [(one.wanted, one.id) for one in self.papers if one.wanted not in anew and str(one.id) not in left] + list(sent)


def reports_of(desk: Desk, duty_id: int) -> list[Report]:
    """The reports of a duty that the actor was allowed to see."""
    rows = desk.rows(
        "SELECT s.id, s.handed_in_on, coalesce(o.name, s.handed_in_by) AS handed_in_by, s.state, s.reasons, s.fields"
        f" FROM submission s LEFT JOIN officer o ON o.id = {officer_in('s.handed_in_by')}"
        " WHERE s.duty_id = :id ORDER BY s.id DESC", types={"handed_in_on": Date()}, id=duty_id)
    papers = papers_of(desk, [row.id for row in rows])
    return [Report(row.id, row.handed_in_on, row.handed_in_by, row.state, row.reasons, json.loads(row.fields),
                   tuple(papers[row.id])) for row in rows]
