"""Mines that are opened and closed in the course of a year, through the sheet of holders."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from casework.desk import Desk
from casework.record.holders import import_holders
from deployments.rehearsal.stage import Stage
from workbooks.reading import Row

CLOSED, OPENED = 0.005, 8  # of the mines; and so many new ones
SHEET = """
SELECT r.licence_no AS code, r.licence_no,
       h.name AS holder, h.code AS credit_code, m.name, m.code AS mine_code, r.mineral, m.method, m.scale,
       c.code AS county, i.code AS issuer, r.valid_from, r.valid_to
FROM mine m JOIN mineral_right r ON r.id = m.right_id JOIN party h ON h.id = m.holder_id JOIN party c ON c.id = m.county_id
JOIN party i ON i.id = r.issuer_id
WHERE r.kind = 'mining' AND (r.valid_to IS NULL OR r.valid_to > :today) AND c.valid_to IS NULL ORDER BY m.id
"""


def _sheet(desk: Desk, rows: Sequence[Any], **changed: Callable[[Any], str]) -> None:
    """Import rows of the holders' sheet as they stand, with some columns changed."""
    import_holders(desk, [Row(n, {**{name: "" if value is None else str(value) for name, value in row._asdict().items()},
                                  "kind": "采矿权", **{name: change(row) for name, change in changed.items()}})
                          for n, row in enumerate(rows, 2)])


def close_mines(desk: Desk, stage: Stage) -> None:
    """Some rights end in a few days."""
    rows = desk.rows(SHEET, today=desk.today)
    closing = stage.chosen(rows, max(1, int(len(rows) * CLOSED)), "closed")
    end = (desk.today + timedelta(days=10)).isoformat()
    _sheet(desk, closing, valid_to=lambda row: max(end, str(row.valid_from)))


def open_mines(desk: Desk, stage: Stage) -> None:
    """Holders get new rights beside the old ones."""
    chosen = stage.chosen(desk.rows(SHEET, today=desk.today), OPENED, "opened")
    _sheet(desk, chosen, valid_from=lambda _: desk.today.isoformat(), name=lambda row: f"{row.name}二坑",
           licence_no=lambda row: f"C220000{desk.today:%Y%m}7119{row.licence_no[-6:]}",
           mine_code=lambda row: f"NEW{row.mine_code}",
           valid_to=lambda _: desk.today.replace(year=desk.today.year + 10, day=28).isoformat())
