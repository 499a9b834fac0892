"""Whether corners in degrees enclose an area that can be one: in China, not swapped, closed, without crossing itself."""

from collections.abc import Sequence
from math import isfinite

from casework.act.places import EAST, NORTH, SOUTH, WEST

Corner = tuple[float, float]
Ring = tuple[Corner, ...]
DIGITS = 7  # of a degree: a centimetre
LEAST = 3  # corners


def rounded(corners: Sequence[Sequence[float]]) -> Ring:
    """Corners as they are kept, to the centimetre."""
    return tuple((round(one[0], DIGITS), round(one[1], DIGITS)) for one in corners)


def closed(ring: Ring) -> Ring:
    """The ring, its first corner once more at its end."""
    return ring if ring and ring[0] == ring[-1] else (*ring, *ring[:1])


def fault_of(ring: Ring) -> str | None:
    """What is wrong with a ring, in words; none where nothing is."""
    if len(set(ring)) < LEAST:
        return f"has {len(set(ring))} corners; an area has at least {LEAST}"
    if ring[0] != ring[-1]:
        return "is not closed: the last corner is not the first"
    return _fault_of_places(ring) or _fault_of_shape(ring)


def _fault_of_places(ring: Ring) -> str | None:
    for longitude, latitude in ring:
        if not (isfinite(longitude) and isfinite(latitude)):
            return "has a corner that is no number"
        if WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH:
            continue
        if WEST <= latitude <= EAST and SOUTH <= longitude <= NORTH:
            return f"has longitude and latitude swapped: {longitude:g}, {latitude:g}"
        return f"has a corner outside China: {longitude:g}, {latitude:g}"
    return None


def _fault_of_shape(ring: Ring) -> str | None:
    from shapely import Polygon
    from shapely.validation import explain_validity
    shape = Polygon(ring)
    if shape.convex_hull.area == 0:
        return "encloses nothing"
    return None if shape.is_valid else f"crosses itself at {explain_validity(shape).partition('[')[2].rstrip(']')}"
