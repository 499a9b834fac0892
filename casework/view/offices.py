"""The tree of offices as far as one may read it: a level at a time with counts, or looked for by name and code."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.access import allowed, reading_paths
from casework.bulk import rows_among
from casework.desk import Desk
from casework.in_force import in_force, standing
from casework.record.parties import PartyRef
from casework.scope import scope
from casework.view.listing import ALL, SIZE, Asked, Filter, Part, Table, containing, part
from foundation.errors import NotFoundError

STANDS = f"p.level <> 'holder' AND {standing('p')}"
LISTED = "SELECT p.id, p.code, p.name, p.level, s.name AS superior FROM party p LEFT JOIN party s ON s.id = p.parent_id"
SORTS = {"code": "p.code", "name": "p.name", "level": "p.level"}
FILTERS = {"q": Filter("(p.name LIKE :q ESCAPE '!' OR p.code LIKE :q ESCAPE '!')", containing),
           "level": Filter("p.level = :level")}
# What lies below each office of a page: its own, and all below it, found by going down from parent to child. A township's
# mines are those that lie in it.
COUNTS = f"""
WITH RECURSIVE below (id, top, depth) AS (
    SELECT id, id, 0 FROM party WHERE id IN :offices
    UNION ALL
    SELECT p.id, b.top, b.depth + 1 FROM party p JOIN below b ON p.parent_id = b.id WHERE {STANDS})
SELECT x.top, sum(x.offices) AS offices, sum(x.officers) AS officers, sum(x.mines) AS mines FROM (
    SELECT top, 1 AS offices, 0 AS officers, 0 AS mines FROM below WHERE depth > 0
    UNION ALL SELECT b.top, 0, count(DISTINCT s.officer_id), 0 FROM below b
        JOIN post s ON s.office_id = b.id AND {in_force('s')} GROUP BY b.top
    UNION ALL SELECT b.top, 0, 0, count(*) FROM below b JOIN mine m ON m.county_id = b.id AND {in_force('m')} GROUP BY b.top
    UNION ALL SELECT b.top, 0, 0, count(*) FROM below b JOIN party t ON t.id = b.id AND t.level = 'township'
        JOIN mine m ON m.county_id = t.parent_id AND m.area_code = t.code AND {in_force('m')} WHERE b.depth = 0 GROUP BY b.top
) x GROUP BY x.top
"""


@dataclass(frozen=True)
class OfficeLine:
    """An office in a list, with what stands there and below: other offices, officers who serve, mines."""

    code: str
    name: str
    level: str
    superior: str | None
    offices: int
    officers: int
    mines: int


@dataclass(frozen=True)
class Office:
    """An office, its place in the tree, and whether the reader keeps its records and its accounts."""

    id: int
    code: str
    name: str
    level: str
    path: str
    superior: str | None
    valid_from: date | None
    valid_to: date | None
    mineral_rich: bool
    above: tuple[tuple[str, str], ...]  # codes and names of the offices above that the reader may see
    may_change: bool
    may_manage: bool


def office_of(desk: Desk, code: str) -> Office:
    """The office of this code; one that the reader may not see is as one that does not exist."""
    found = desk.rows("SELECT p.id, p.code, p.name, p.level, p.path, s.name AS superior, p.valid_from, p.valid_to,"
                      " p.mineral_rich FROM party p LEFT JOIN party s ON s.id = p.parent_id"
                      " WHERE p.code = :code AND p.level <> 'holder'",
                      types={"valid_from": Date(), "valid_to": Date()}, code=code)
    if not found or not allowed(desk.actor, "office.read", found[0].path):
        raise NotFoundError(f"There is no office {code} here.", way_out="Look for it by its name on the page of the offices.")
    row = found[0]._asdict() | {"mineral_rich": bool(found[0].mineral_rich)}
    may_change, may_manage = (allowed(desk.actor, action, found[0].path) for action in ("records.change", "account.manage"))
    return Office(**row, above=_above(desk, found[0].path), may_change=may_change, may_manage=may_manage)


def party_kept(desk: Desk, code: str) -> PartyRef:
    """The office or holder of this code, for whoever keeps its records."""
    found = desk.rows("SELECT id, code, name, level, parent_id, path FROM party WHERE code = :code", code=code)
    if not found or not allowed(desk.actor, "office.read", found[0].path):
        raise NotFoundError(f"There is no office {code} here.", way_out="Look for it by its name on the page of the offices.")
    desk.permit("records.change", found[0].path)
    return PartyRef(**found[0]._asdict())


def _above(desk: Desk, path: str) -> tuple[tuple[str, str], ...]:
    ids = [int(piece) for piece in path.strip("/").split("/")[:-1]]
    rows = rows_among(desk, "SELECT code, name, path FROM party WHERE id IN :ids ORDER BY path", {"ids": ids})
    return tuple((row.code, row.name) for row in rows if allowed(desk.actor, "office.read", row.path))


def offices_below(desk: Desk, office: Office, asked: Asked = ALL, *, size: int = SIZE) -> Part:
    """A part of the offices next below one."""
    table = Table(f"{LISTED} WHERE p.parent_id = :parent AND {STANDS}", sorts=SORTS, order="code", key="p.id", filters=FILTERS)
    return _counted(desk, part(desk, table, asked, size=size, parent=office.id, today=desk.today))


FOUND = Table(LISTED, sorts=SORTS, order="code", key="p.id", filters=FILTERS)


def offices_found(desk: Desk, asked: Asked = ALL, *, size: int = SIZE) -> Part:
    """A part of all offices that the reader may see, as far as they are looked for; else of those where his reading begins."""
    where, values = scope(desk, "office.read", None)
    paths = reading_paths(desk.actor, "office.read")
    if paths == ():
        desk.permit("office.read")
    if not asked.filters.get("q"):
        # Not looked for: the highest office of each subtree.
        tops = [path for path in paths or () if not any(path != other and path.startswith(other) for other in paths or ())]
        where, values = _tops(tops) if paths is not None else ("p.parent_id IS NULL", {})
    table = replace(FOUND, select=f"{LISTED} WHERE {STANDS} AND {where}")
    return _counted(desk, part(desk, table, asked, size=size, today=desk.today, **values))


def _tops(tops: list[str]) -> tuple[str, dict[str, Any]]:
    values = {f"top{n}": path for n, path in enumerate(tops)}
    return f"p.path IN ({', '.join(f':{name}' for name in values) or 'NULL'})", values


def _counted(desk: Desk, found: Part) -> Part:
    counts = office_counts(desk, [row.id for row in found.rows])
    return replace(found, rows=[OfficeLine(row.code, row.name, row.level, row.superior, *counts[row.id]) for row in found.rows])


def office_counts(desk: Desk, offices: list[int]) -> Mapping[int, tuple[int, int, int]]:
    """By office: how many offices stand below it, and how many officers and mines there are at it and below."""
    if not offices:
        return {}
    rows = rows_among(desk, COUNTS, {"offices": offices}, today=desk.today)
    return dict.fromkeys(offices, (0, 0, 0)) | {row.top: (int(row.offices), int(row.officers), int(row.mines)) for row in rows}
