"""The report of the period before: what a reviewer, and whoever fills in the next one, looks at beside it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.desk import Desk
from casework.duty import duties
from casework.duty.duties import DutyRow
from regulation.act_kind import ActKind
from regulation.comparing import Compared, compared
from regulation.periods import year_before

# What was accepted and stands, as it was corrected since; of a mine or right also from whoever held it then.
BEFORE = """
SELECT d.id, d.period, a.done_on, a.fields FROM duty d JOIN reckoning k ON k.id = d.reckoning_id
JOIN act_credit c ON c.duty_id = d.id JOIN act a ON a.id = c.act_id AND a.state = 'standing'
WHERE d.rule = :rule AND d.subject_kind = :about AND d.subject_id = :subject AND k.start < :start
    AND (d.debtor_id = :debtor OR :about <> 'self')
ORDER BY CASE WHEN d.period = :year_before THEN 0 ELSE 1 END, k.start DESC, a.id DESC LIMIT 1
"""


@dataclass(frozen=True)
class Before:
    """An accepted report of an earlier period: of the same one a year before, or else the last one there is."""

    duty: int
    period: str
    a_year_before: bool
    done_on: date
    fields: Mapping[str, Any]

    def beside(self, kind: ActKind, now: Mapping[str, Any]) -> list[Compared]:
        """Its fields beside those of a later report."""
        return list(compared(kind, self.fields, now))


def report_before(desk: Desk, duty: DutyRow) -> Before | None:
    """The report to look at beside this duty's, where there is one that the actor may see."""
    wanted = year_before(duty.period)
    rows = desk.rows(BEFORE, types={"done_on": Date()}, rule=duty.rule, about=duty.subject_kind, subject=duty.subject_id,
                     start=duty.start, debtor=duty.debtor_id, year_before=wanted or "")
    if not rows or not duties.may_read(desk, duties.fetch(desk, rows[0].id)):
        return None
    row = rows[0]
    return Before(row.id, row.period, row.period == wanted, row.done_on, json.loads(row.fields))
