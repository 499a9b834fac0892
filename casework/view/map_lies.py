"""What a map of clues is about: an office with all below it, or a clue with some kilometres around it; and where that lies."""

from dataclasses import dataclass
from typing import Any

from casework.access import reading_paths
from casework.clue.clues import LIES_AT, ClueRow
from casework.clue.ground import ground_at
from casework.clue.unseen import seen
from casework.desk import Desk
from casework.reach import Reach
from casework.view.map_frame import Box
from foundation.errors import NotFoundError

AROUND = (2, 5, 20)  # kilometres around a clue
OFFICE = "SELECT id, code, name, level, path FROM party WHERE level IN ('province', 'city', 'county') AND "
EXTENT = "SELECT min(west) AS west, max(east) AS east, min(south) AS south, max(north) AS north FROM ({boxes}) e"
OF_DIVISIONS = ("SELECT b.west, b.east, b.south, b.north FROM division_boundary b JOIN party p ON p.code = b.code"
                " WHERE p.path LIKE :under")
OF_RIGHTS = ("SELECT b.west, b.east, b.south, b.north FROM right_boundary b JOIN mineral_right r ON r.id = b.right_id"
             " JOIN party k ON k.id = r.county_id WHERE k.path LIKE :under AND {where}")
OF_CLUES = ("SELECT c.longitude AS west, c.longitude AS east, c.latitude AS south, c.latitude AS north FROM clue c"
            f" JOIN party p ON p.id = {LIES_AT} WHERE c.longitude IS NOT NULL AND p.path LIKE :under AND {{where}}")


@dataclass(frozen=True)
class Lies:
    """An office that a map is about, with those above it, the widest first."""

    code: str
    name: str
    level: str
    path: str
    above: tuple[tuple[str, str], ...]


def office_of(desk: Desk, code: str) -> Lies:
    """The office of a code; without one the widest at which the reader reads clues."""
    if code:
        rows = desk.rows(f"{OFFICE} code = :code", code=code[:20])
    else:
        paths = reading_paths(desk.actor, "clue.read")
        path = min(paths, key=len) if paths else ""
        rows = desk.rows(f"{OFFICE} path = :path", path=path) or desk.rows(f"{OFFICE} level = 'province'")
    if not rows:
        raise NotFoundError("There is no such province, city or county.", way_out="Choose one on the map.")
    one = rows[0]
    above = desk.rows("SELECT code, name FROM party WHERE :path LIKE path || '%' AND id <> :id AND level <> 'holder'"
                      " ORDER BY length(path)", path=one.path, id=one.id)
    return Lies(one.code, one.name, one.level, one.path, tuple((row.code, row.name) for row in above))


def county_of(desk: Desk, clue: ClueRow) -> Lies:
    """The county in which a clue lies, or the office that has it."""
    code = desk.scalar("SELECT code FROM party WHERE id = :id", id=clue.county_id or clue.office_id or 0)
    return office_of(desk, str(code or ""))


def extent_of(desk: Desk, office: Lies) -> Box | None:
    """Where an office's divisions lie; without boundaries its rights and clues, of what the reader sees; else nothing."""
    reach = Reach(desk.actor)
    rights = OF_RIGHTS.format(where=reach.of("clue.read", "k"))
    where, more = seen(reach)
    values = {**reach.values, **more}
    return (_extent(desk, OF_DIVISIONS, under=f"{office.path}%")
            or _extent(desk, f"{rights} UNION ALL {OF_CLUES.format(where=where)}", under=f"{office.path}%", **values))


def _extent(desk: Desk, boxes: str, **values: Any) -> Box | None:
    row = desk.rows(EXTENT.format(boxes=boxes), **values)[0]
    return None if row.west is None else Box(row.west, row.east, row.south, row.north).wider()


def around(clue: ClueRow, kilometres: int) -> Box | None:
    """Some kilometres to each side of a clue; nothing where it has no position."""
    if clue.longitude is None or clue.latitude is None:
        return None
    ground = ground_at(clue.latitude)
    east, north = kilometres * 1000 / ground.east, kilometres * 1000 / ground.north
    return Box(clue.longitude - east, clue.longitude + east, clue.latitude - north, clue.latitude + north)
