"""In which division a position lies: by the boundaries that were imported, or where there are none by the nearest right."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casework.clue.ground import ground_at, metres_outside
from casework.desk import Desk

WITHIN = "west <= :east AND east >= :west AND south <= :north AND north >= :south"
BOXES = f"SELECT code, geometry FROM division_boundary WHERE {WITHIN} ORDER BY length(code), code"
NEAR_RIGHTS = ("SELECT r.licence_no, p.code, b.ring FROM right_boundary b JOIN mineral_right r ON r.id = b.right_id"
               f" JOIN party p ON p.id = r.county_id WHERE {WITHIN} ORDER BY r.id")
SLACK = 1.1
Positions = Mapping[int, tuple[float, float]]


@dataclass(frozen=True)
class Lies:
    """The division of a position, and by what it was found."""

    division: str
    how: str


def divisions_at(desk: Desk, positions: Positions) -> dict[int, Lies]:
    """The smallest division in which each position lies; where no boundaries are imported, that of a right that lies near.

    Positions for which neither is known are left out.
    """
    if not positions:
        return {}
    if desk.scalar("SELECT 1 FROM division_boundary LIMIT 1"):
        rows = desk.rows(BOXES, **_box(positions, 0))
        return _within(rows, positions) if rows else {}
    return _nearest(desk, positions)


def _box(positions: Positions, metres: float) -> dict[str, Any]:
    longitudes, latitudes = zip(*positions.values(), strict=True)
    ground = ground_at(max(latitudes))  # the farther north, the more degrees a metre is
    east, north = metres / ground.east, metres / ground.north
    return {"west": min(longitudes) - east, "east": max(longitudes) + east,
            "south": min(latitudes) - north, "north": max(latitudes) + north}


def _within(rows: list[Any], positions: Positions) -> dict[int, Lies]:
    from shapely import STRtree, points
    from shapely.geometry import shape
    shapes = [shape(json.loads(row.geometry)) for row in rows]
    numbers = list(positions)
    at, which = STRtree(shapes).query(points(list(positions.values())), predicate="intersects")
    # A township lies in its county: the longer code, which stands later, is the smaller division.
    return {numbers[place]: Lies(rows[one].code, "按坐标所在县")
            for place, one in sorted(zip(at.tolist(), which.tolist(), strict=True), key=lambda pair: pair[1])}


def _nearest(desk: Desk, positions: Positions) -> dict[int, Lies]:
    import numpy as np
    from shapely import STRtree, points
    most = desk.rulebook.figures["clue_right_near_metres"].on(desk.today)
    rows = desk.rows(NEAR_RIGHTS, **_box(positions, most * SLACK))
    if not rows:
        return {}
    numbers, given = list(positions), np.array(list(positions.values()))
    ground = ground_at(float(given[:, 1].mean()))
    rings = [json.loads(row.ring) for row in rows]
    # Far to the north and south of the middle a plane is some percent off: it finds the right, the metres are measured anew.
    at, which = STRtree([ground.ring(ring) for ring in rings]).query_nearest(
        points(ground.flat(given)), max_distance=most * SLACK, all_matches=False)
    found = {}
    for place, one in zip(at.tolist(), which.tolist(), strict=True):
        metres = metres_outside(rings[one], *positions[numbers[place]])
        if metres <= most:
            found[numbers[place]] = Lies(rows[one].code, f"按最近的矿业权{rows[one].licence_no}（约{metres}米）所在县")
    return found
