"""Where the demo's counties and rights lie: made up, as cells round made-up seats; nothing is where it really is."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, radians, sin, sqrt
from random import Random
from typing import Any

from casework.desk import Desk
from casework.record.boundaries import set_areas, set_divisions
from casework.record.rings import Ring, closed, rounded

# Roughly where the cities of Jilin are, in degrees; the counties of each are strewn round them.
CITIES = {"2201": (125.3, 44.2), "2202": (126.8, 43.7), "2203": (124.3, 43.4), "2204": (125.3, 42.7), "2205": (125.9, 41.7),
          "2206": (127.1, 42.0), "2207": (124.6, 44.9), "2208": (123.0, 45.4), "2224": (129.2, 43.0)}
ELSEWHERE = (128.0, 42.3)
APART = 0.3  # degrees between the seats of counties
TURN = 2.39996  # radians from one seat to the next: so they lie like the seeds of a sunflower
REACH = 0.45  # of the way to the nearest other seat, within which a county's mines lie: in its own cell
RIM = 0.35  # degrees round all seats at which the province ends
HALF_WIDTH = {"large": 0.012, "medium": 0.007, "small": 0.003}  # of a mine's area, in degrees
OF_EXPLORATION = 0.02
WITHOUT_AREA = 30  # one right in so many has none, as where its corners were never imported
COUNTIES = ("SELECT c.id, c.code, c.level, p.code AS city FROM party c JOIN party p ON p.id = c.parent_id"
            " WHERE c.level = 'county' OR (c.level = 'city' AND NOT EXISTS"
            " (SELECT 1 FROM party d WHERE d.parent_id = c.id AND d.level = 'county')) ORDER BY c.code")
RIGHTS = ("SELECT r.id, r.kind, r.county_id, coalesce(m.scale, 'small') AS scale FROM mineral_right r"
          " LEFT JOIN mine m ON m.right_id = r.id ORDER BY r.id")


@dataclass(frozen=True)
class Seat:
    """A county's made-up seat, and how far from it a place is in its own cell."""

    longitude: float
    latitude: float
    reach: float  # degrees of latitude

    def near(self, rng: Random) -> tuple[float, float]:
        """Some place in the county."""
        far, turn = self.reach * sqrt(rng.random()), 2 * pi * rng.random()
        return self.longitude + far * cos(turn) / cos(radians(self.latitude)), self.latitude + far * sin(turn)


def add_places(desk: Desk, rng: Random) -> None:
    """Make up where the counties lie, and an area within its county for nearly every right."""
    counties = desk.rows(COUNTIES)
    seats = seats_of(counties)
    set_divisions(desk, _divisions(counties, seats))
    rights = desk.rows(RIGHTS)
    set_areas(desk, {row.id: _area(rng, seats[row.county_id], OF_EXPLORATION if row.kind == "exploration"
                                   else HALF_WIDTH[row.scale]) for row in rights if row.id % WITHOUT_AREA})


def seats_of(counties: Sequence[Any]) -> dict[int, Seat]:
    """The seat of each county, by its number; the same for the same counties."""
    spots: dict[int, tuple[float, float]] = {}
    before: dict[str, int] = defaultdict(int)
    for row in counties:
        region = row.code[:4] if row.code[:4] in CITIES else ""
        longitude, latitude = CITIES.get(region, ELSEWHERE)
        far, turn = APART * sqrt(before[region]), TURN * before[region]
        spots[row.id] = (longitude + far * cos(turn) / cos(radians(latitude)), latitude + far * sin(turn))
        before[region] += 1
    return {number: Seat(*spot, REACH * min(_apart(spot, other) for one, other in spots.items() if one != number))
            for number, spot in spots.items()}


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    return hypot((one[0] - other[0]) * cos(radians(one[1])), one[1] - other[1])


def _area(rng: Random, seat: Seat, half: float) -> Ring:
    """An area of four to seven corners, seen from its middle one after the other."""
    longitude, latitude = seat.near(rng)
    corners = rng.randint(4, 7)
    turns = [2 * pi * (n + 0.8 * rng.random()) / corners for n in range(corners)]
    return closed(rounded([(longitude + half * rng.uniform(0.7, 1.2) * cos(turn) / cos(radians(latitude)),
                            latitude + half * rng.uniform(0.7, 1.2) * sin(turn)) for turn in turns]))


def _divisions(counties: Sequence[Any], seats: Mapping[int, Seat]) -> dict[str, list[list[Ring]]]:
    """The cells of the counties, those of a city together, and all of them."""
    from shapely import MultiPoint, Point, union_all, voronoi_polygons
    points = [Point(seats[row.id].longitude, seats[row.id].latitude) for row in counties]
    rim = MultiPoint(points).convex_hull.buffer(RIM, quad_segs=2)
    cells = voronoi_polygons(MultiPoint(points), extend_to=rim, ordered=True).geoms
    shapes: dict[str, list[Any]] = defaultdict(list)
    for row, cell in zip(counties, cells, strict=True):
        own = cell.intersection(rim)
        for code in {row.code, row.city}:
            shapes[code].append(own)
        shapes["220000"].append(own)
    return {code: _polygons(union_all(parts, grid_size=1e-7)) for code, parts in shapes.items()}


def _polygons(shape: Any) -> list[list[Ring]]:
    parts = shape.geoms if shape.geom_type == "MultiPolygon" else [shape]
    return [[rounded(ring.coords) for ring in (part.exterior, *part.interiors)] for part in parts]
