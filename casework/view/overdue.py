"""Who is late, from an office downwards: counts of each office next below, and the rows behind them."""

from dataclasses import dataclass, replace
from typing import Any

from casework.access import allowed
from casework.desk import Desk
from casework.view.counts import OfficeCounts, counts_below
from casework.view.lines import CORE, DATES, FILTERS, LINE, SORTS, line_of
from casework.view.listing import ALL, SIZE, Asked, Part, Table, part
from foundation.errors import NotFoundError

# What is late at the office itself, and what holders owe it. A level is looked up for what is late alone.
ROWS = Table(
    LINE, core=f"{CORE} WHERE d.status = 'open' AND k.due < :today AND (d.debtor_id = :office OR d.creditor_id = :office)"
    " AND (d.debtor_id = :office"
    " OR (SELECT h.level FROM party h WHERE h.id = d.debtor_id AND k.due < :today) = 'holder')",
    sorts=SORTS, order="due", key="d.id", filters=FILTERS, types=DATES)


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
    rows = part(desk, ROWS, asked, size=size, office=office.id, today=desk.today)
    return Overdue(office.code, office.name, _above(desk, office), counts_below(desk, [office.id])[office.id],
                   replace(rows, rows=[line_of(desk, row) for row in rows.rows]))


def top_of(desk: Desk) -> list[str]:
    """The codes of the offices at which the actor reads: where the board begins."""
    offices = sorted({post.office_id for post in desk.actor.posts if allowed(desk.actor, "duty.read", post.path)})
    listed = ", ".join(map(str, offices)) or "0"
    return [row.code for row in desk.rows(f"SELECT code FROM party WHERE id IN ({listed}) AND level <> 'holder' ORDER BY path")]


def _above(desk: Desk, office: Any) -> list[tuple[str, str]]:
    ids = [int(part) for part in office.path.strip("/").split("/")[:-1]]
    if not ids:
        return []
    rows = desk.rows(f"SELECT code, name, path FROM party WHERE id IN ({', '.join(map(str, ids))}) ORDER BY path")
    return [(row.code, row.name) for row in rows if allowed(desk.actor, "duty.read", row.path)]
