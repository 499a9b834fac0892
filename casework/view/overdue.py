"""Who is late, from an office downwards: counts of each office next below, and the rows behind them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date

from casework.access import allowed
from casework.desk import Desk
from casework.view.board import SOON
from casework.view.listing import ALL, SIZE, Asked, Filter, Part, Table, containing, part
from casework.view.today import LINE, line_of
from foundation.errors import NotFoundError

EXPORTED = 20_000  # rows of a workbook at most
# What offices owe, and what holders owe to offices, each at the office it counts for.
OWED = """
SELECT p.path AS path, d.status, d.ended_on, k.due FROM duty d JOIN party p ON p.id = d.debtor_id AND p.level <> 'holder'
JOIN reckoning k ON k.id = d.reckoning_id WHERE p.path LIKE :below AND {which}
UNION ALL
SELECT o.path, d.status, d.ended_on, k.due FROM duty d JOIN party o ON o.id = d.creditor_id
JOIN party p ON p.id = d.debtor_id AND p.level = 'holder'
JOIN reckoning k ON k.id = d.reckoning_id WHERE o.path LIKE :below AND {which}
"""
WHICH = "(d.status = 'open' OR (d.status = 'lapsed' AND d.ended_on >= :year))"
COUNTS = f"""
SELECT c.code, c.name, count(CASE WHEN x.status = 'open' THEN 1 END) AS open,
    count(CASE WHEN x.status = 'open' AND x.due BETWEEN :today AND :soon THEN 1 END) AS due_soon,
    count(CASE WHEN x.status = 'open' AND x.due < :today THEN 1 END) AS overdue,
    count(CASE WHEN x.status = 'lapsed' THEN 1 END) AS lapsed,
    min(CASE WHEN x.status = 'open' AND x.due < :today THEN x.due END) AS oldest
FROM party c LEFT JOIN ({OWED.format(which=WHICH)}) x ON x.path LIKE c.path || '%' AND (c.id <> :office OR x.path = c.path)
WHERE (c.parent_id = :office OR c.id = :office) AND c.level <> 'holder'
    AND (c.valid_to IS NULL OR c.valid_to >= :today)
GROUP BY c.id, c.code, c.name ORDER BY c.id <> :office, overdue DESC, c.code
"""
ROWS = Table(
    f"{LINE} WHERE d.status = 'open' AND k.due < :today"
    " AND (d.debtor_id = :office OR (p.level = 'holder' AND d.creditor_id = :office))",
    sorts={"due": "k.due", "rule": "d.rule", "debtor": "p.name", "period": "d.period"}, order="due", key="d.id",
    filters={"debtor": Filter("p.name LIKE :debtor ESCAPE '!'", containing), "rule": Filter("d.rule = :rule")},
    types={"due": Date()})


@dataclass(frozen=True)
class OfficeCounts:
    """An office with all below it; the first of a list is the office asked for, by itself with its holders."""

    code: str
    name: str
    open: int
    due_soon: int
    overdue: int
    lapsed: int  # since the first of January
    oldest: date | None


@dataclass(frozen=True)
class Overdue:
    """An office's board: where it stands in the tree, the counts, and its own rows."""

    code: str
    name: str
    above: list[tuple[str, str]]  # codes and names of the offices above that the reader may see
    counts: list[OfficeCounts]
    rows: Part  # of `Line`


def overdue_at(desk: Desk, code: str, asked: Asked = ALL, *, size: int = SIZE) -> Overdue:
    """The board of an office and a part of its rows; one that the actor may not see is as one that does not exist."""
    found = desk.rows("SELECT id, code, name, path FROM party WHERE code = :code AND level <> 'holder'", code=code)
    if not found or not allowed(desk.actor, "duty.read", found[0].path):
        raise NotFoundError(f"There is no office {code} here.", way_out="Open it from the board above it.")
    office = found[0]
    counts = desk.rows(COUNTS, types={"oldest": Date()}, office=office.id, below=f"{office.path}%", today=desk.today,
                       soon=desk.today + timedelta(days=SOON), year=date(desk.today.year, 1, 1))
    rows = part(desk, ROWS, asked, size=size, office=office.id, today=desk.today)
    return Overdue(office.code, office.name, _above(desk, office), [_counts(row) for row in counts],
                   replace(rows, rows=[line_of(desk, row) for row in rows.rows]))


def top_of(desk: Desk) -> list[str]:
    """The codes of the offices at which the actor reads: where the board begins."""
    offices = sorted({post.office_id for post in desk.actor.posts if allowed(desk.actor, "duty.read", post.path)})
    listed = ", ".join(map(str, offices)) or "0"
    return [row.code for row in desk.rows(f"SELECT code FROM party WHERE id IN ({listed}) AND level <> 'holder' ORDER BY path")]


def _counts(row: Any) -> OfficeCounts:
    return OfficeCounts(row.code, row.name, int(row.open), int(row.due_soon), int(row.overdue), int(row.lapsed), row.oldest)


def _above(desk: Desk, office: Any) -> list[tuple[str, str]]:
    ids = [int(part) for part in office.path.strip("/").split("/")[:-1]]
    if not ids:
        return []
    rows = desk.rows(f"SELECT code, name, path FROM party WHERE id IN ({', '.join(map(str, ids))}) ORDER BY path")
    return [(row.code, row.name) for row in rows if allowed(desk.actor, "duty.read", row.path)]
