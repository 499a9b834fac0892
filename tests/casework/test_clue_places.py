"""三（二）: a clue goes to the county in which its position lies, by imported boundaries; never more than a few queries."""

import json
from datetime import date

from sqlalchemy import event

from casework.bulk import add_rows
from casework.clue.places import Lies, divisions_at
from casework.desk import Desk, House
from models import DivisionBoundary
from tests.casework.clues import as_it_stands, taken_in
from tests.casework.town import at, settle_in

MONDAY = date(2024, 3, 4)


def square(desk: Desk, code: str, west: float, south: float, side: float) -> None:
    """A division in the shape of a square."""
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    add_rows(desk, DivisionBoundary, [{"code": code, "geometry": json.dumps({"type": "Polygon", "coordinates": [ring]}),
                                       "west": west, "east": east, "south": south, "north": north}])


def test_the_smallest_division_around_a_position_is_taken_and_nothing_beyond_them(house: House) -> None:
    settle_in(house, MONDAY)
    with at(house) as desk:
        square(desk, "220221100", 126.5, 43.5, 0.1)
        square(desk, "220221", 126.0, 43.0, 1.0)
        found = divisions_at(desk, {1: (126.55, 43.55), 2: (126.2, 43.2), 3: (128.0, 43.2)})
    assert found == {1: Lies("220221100", "按坐标所在县"), 2: Lies("220221", "按坐标所在县")}


def test_a_clue_with_a_position_goes_to_the_county_around_it_even_if_it_names_another_division(house: House) -> None:
    town = settle_in(house, MONDAY)
    with at(house) as desk:
        square(desk, "220221", 126.0, 43.0, 1.0)
    found = as_it_stands(house, taken_in(house, division="220200", longitude=126.5, latitude=43.5))
    assert (found.office_id, found.routed_by) == (town.county, "按坐标所在县")


def test_ten_thousand_positions_are_placed_by_two_queries(sqlite_house: House) -> None:
    settle_in(sqlite_house, MONDAY)
    with at(sqlite_house) as desk:
        for n in range(100):
            square(desk, f"22{n:04d}", 122 + n % 10, 40 + n // 10, 1.0)
    asked: list[str] = []
    event.listen(sqlite_house.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    with at(sqlite_house) as desk:
        found = divisions_at(desk, {n: (122.05 + n % 100 / 10, 40.05 + n // 100 / 10) for n in range(10_000)})
    assert (len(found), sum(one.startswith("SELECT") for one in asked)) == (10_000, 2)
    assert found[0].division == "220000"
    assert found[9999].division == "220099"
