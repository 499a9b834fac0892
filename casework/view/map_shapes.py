"""Outlines as they are drawn: simplified to what the scale shows, written as paths of SVG."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from casework.view.map_frame import Frame

FINEST = 0.7  # units of the picture below which nothing is told apart
SMALLEST = 3.0  # units; an area that is smaller is drawn as a mark


@lru_cache(maxsize=1024)
def outline(geometry: str, frame: Frame) -> tuple[str, float, float]:
    """The path of a division's boundary, and a place within it; the same text is drawn in the same frame once."""
    from shapely.geometry import shape
    drawn = _drawn([shape(json.loads(geometry))], frame)[0]
    within = drawn.representative_point()
    return _path(drawn), round(within.x, 1), round(within.y, 1)


def areas(rings: Sequence[str], frame: Frame) -> list[tuple[str, float, float]]:
    """Of each ring its path, nothing where it is too small to be drawn, and its middle on the picture."""
    from shapely import Polygon
    found = []
    for one in _drawn([Polygon(json.loads(ring)) for ring in rings], frame):
        west, south, east, north = one.bounds
        small = max(east - west, north - south) < SMALLEST
        found.append(("" if small else _path(one), round((west + east) / 2, 1), round((south + north) / 2, 1)))
    return found


def _drawn(shapes: Sequence[Any], frame: Frame) -> Any:
    from shapely import simplify, transform
    return simplify(transform(list(shapes), frame.places), FINEST)


def _path(shape: Any) -> str:
    from shapely import get_coordinates, get_parts, get_rings
    return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in get_coordinates(ring)[:-1]) + "Z"
                   for ring in get_rings(get_parts(shape)) if not ring.is_empty)
