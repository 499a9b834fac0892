"""What offices and all below them owe today: from the tally where there is one to go by, counted out where not."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Date

from casework.bulk import rows_among
from casework.desk import Desk
from casework.duty.tallying import OWN, days
from casework.view import tallied
from casework.view.sums import Sums

# Each office asked for by itself, then each office next below it with all under that.
NEXT = ("SELECT c.id, c.code, c.name, c.path, c.parent_id FROM party c WHERE c.id IN :offices"
        " OR (c.parent_id IN :offices AND c.level <> 'holder' AND (c.valid_to IS NULL OR c.valid_to >= :today))")
COUNTED_OUT = f"""
WITH RECURSIVE part(id, child, parent) AS (
    SELECT id, id, parent_id FROM party WHERE parent_id IN :offices AND level <> 'holder'
        AND (valid_to IS NULL OR valid_to >= :today)
    UNION ALL SELECT p.id, part.child, part.parent FROM party p JOIN part ON p.parent_id = part.id WHERE p.level <> 'holder'),
asked AS (SELECT id FROM part UNION SELECT id FROM party WHERE id IN :offices), own AS ({OWN})
SELECT part.child AS id, 0 AS by_itself, sum(own.open) AS open, sum(own.due_soon) AS due_soon, sum(own.overdue) AS overdue,
    sum(own.lapsed) AS lapsed, min(own.oldest) AS oldest FROM part JOIN own ON own.office_id = part.id GROUP BY part.child
UNION ALL
SELECT own.office_id, 1, own.open, own.due_soon, own.overdue, own.lapsed, own.oldest FROM own WHERE own.office_id IN :offices
"""


@dataclass(frozen=True)
class OfficeCounts(Sums):
    """An office with all below it; the first of a list is the office asked for, by itself with its holders."""

    code: str = ""
    name: str = ""


def counts_below(desk: Desk, offices: list[int]) -> dict[int, list[OfficeCounts]]:
    """For each office: itself alone, then those next below it with all under them, the most overdue first."""
    if not offices:
        return {}
    rows = rows_among(desk, NEXT, {"offices": offices}, today=desk.today)
    kept = tallied.sums(desk, offices, {row.id: row.path for row in rows})
    by_itself, with_all = kept if kept is not None else _counted_out(desk, offices)
    found: dict[int, list[OfficeCounts]] = {}
    for office in offices:
        below = [_counts(row, with_all.get(row.id)) for row in rows if row.parent_id == office]
        own = [_counts(row, by_itself.get(row.id)) for row in rows if row.id == office]
        found[office] = own + sorted(below, key=lambda one: (-one.overdue, one.code))
    return found


def _counts(row: Any, sums: Sums | None) -> OfficeCounts:
    known = sums or Sums()
    return OfficeCounts(known.open, known.due_soon, known.overdue, known.lapsed, known.oldest, row.code, row.name)


def _counted_out(desk: Desk, offices: list[int]) -> tuple[dict[int, Sums], dict[int, Sums]]:
    """Without a tally to go by."""
    rows = rows_among(desk, COUNTED_OUT, {"offices": offices}, types={"oldest": Date()}, **days(desk))
    return ({row.id: Sums.of(row) for row in rows if row.by_itself},
            {row.id: Sums.of(row) for row in rows if not row.by_itself})
