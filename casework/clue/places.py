"""In which division a position lies, by the boundaries that were imported."""

import json
from collections.abc import Mapping
from typing import Any

from casework.desk import Desk

BOXES = ("SELECT code, geometry, west, east, south, north FROM division_boundary"
         " WHERE west <= :east AND east >= :west AND south <= :north AND north >= :south")


def divisions_at(desk: Desk, positions: Mapping[int, tuple[float, float]]) -> dict[int, str]:
    """The smallest division in which each position lies; positions outside all of them are left out."""
    if not positions:
        return {}
    longitudes, latitudes = zip(*positions.values(), strict=True)
    rows = desk.rows(BOXES, west=min(longitudes), east=max(longitudes), south=min(latitudes), north=max(latitudes))
    return _within(rows, positions) if rows else {}


def _within(rows: list[Any], positions: Mapping[int, tuple[float, float]]) -> dict[int, str]:
    from shapely import STRtree, points
    from shapely.geometry import shape
    shapes = [shape(json.loads(row.geometry)) for row in rows]
    numbers = list(positions)
    at, which = STRtree(shapes).query(points([positions[number] for number in numbers]), predicate="intersects")
    found: dict[int, str] = {}
    # A township lies in its county: the longer code is the smaller division.
    for place, one in sorted(zip(at, which, strict=True), key=lambda pair: (len(rows[pair[1]].code), rows[pair[1]].code)):
        found[numbers[place]] = rows[one].code
    return found
