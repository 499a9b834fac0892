"""Degrees as metres on the ground, exact enough within some hundred kilometres of the place it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, cos, radians
from typing import Any


@dataclass(frozen=True)
class Ground:
    """How many metres a degree to the east and one to the north are, at a latitude."""

    east: float
    north: float

    def flat(self, points: Any) -> Any:
        """Degrees, an array of pairs, as metres of a plane."""
        return points * [self.east, self.north]

    def ring(self, corners: Sequence[Sequence[float]]) -> Any:
        """The area within corners, as a polygon in metres."""
        from shapely import Polygon
        return Polygon([(longitude * self.east, latitude * self.north) for longitude, latitude in corners])


def ground_at(latitude: float) -> Ground:
    """The ground at a latitude, by the series of the ellipsoid that CGCS2000 and WGS 84 share."""
    at = radians(latitude)
    return Ground(111412.84 * cos(at) - 93.5 * cos(3 * at) + 0.118 * cos(5 * at),
                  111132.954 - 559.822 * cos(2 * at) + 1.175 * cos(4 * at))


def metres_outside(ring: Sequence[Sequence[float]], longitude: float, latitude: float) -> int:
    """How many metres outside an area a place lies, 0 within it; rounded up, so that 0 says within or on its edge."""
    from shapely import Point
    ground = ground_at(latitude)
    return ceil(float(ground.ring(ring).distance(Point(longitude * ground.east, latitude * ground.north))))
