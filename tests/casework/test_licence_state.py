"""三（二）: what licence there is where a clue points, on the day it is looked at; in words, with the basis."""

import json
from datetime import date

import pytest

from casework.bulk import add_rows
from casework.clue.licence_state import Standing, licence_state
from casework.desk import House
from models import RightBoundary
from tests.casework.builders import Province, a_right
from tests.casework.town import at, settle_in

DAY = date(2024, 3, 4)
MINING, EXPLORATION = "C2200002009012110000001", "T22120090102000001"
WEST, EAST, SOUTH, NORTH = 126.50, 126.51, 43.60, 43.61


def area(house: House, right: int, west: float = WEST, east: float = EAST) -> None:
    """A right's area, a rectangle."""
    ring = [[west, SOUTH], [east, SOUTH], [east, NORTH], [west, NORTH], [west, SOUTH]]
    with at(house) as desk:
        add_rows(desk, RightBoundary, [{"right_id": right, "ring": json.dumps(ring), "west": west, "east": east,
                                        "south": SOUTH, "north": NORTH}])


@pytest.fixture
def town(house: House) -> Province:
    town = settle_in(house, DAY)
    area(house, town.right)
    return town


def test_a_place_within_the_named_right_is_told_with_the_rights_state_and_the_basis(house: House, town: Province) -> None:
    area(house, town.exploration_right, west=126.505, east=126.52)
    with at(house) as desk:
        found = licence_state(desk, 126.506, 43.605, MINING, DAY)
    assert found.named is not None
    assert (found.standing, found.named.inside, found.named.metres) == (Standing.IN_FORCE, True, 0)
    assert [one.licence_no for one in found.covering] == [MINING, EXPLORATION]
    assert found.words == (
        f"采矿权{MINING}（口前铁矿，永吉矿业有限公司）当日有效（自2009-01-01长期），位置在其范围内；位置落入："
        f"采矿权{MINING}（口前铁矿，永吉矿业有限公司）当日有效（自2009-01-01长期）、"
        f"探矿权{EXPLORATION}（口前铁矿普查，永吉矿业有限公司）当日有效（自2009-01-01长期）")
    assert found.basis == "依据：矿业权登记的有效期；导入的矿区（勘查区）范围拐点坐标（CGCS2000）；按2024-03-04核对"


@pytest.mark.parametrize(("longitude", "latitude", "metres"), [
    pytest.param(126.52, 43.605, 808, id="a hundredth of a degree to the east"),
    pytest.param(126.505, 43.62, 1112, id="a hundredth of a degree to the north"),
    pytest.param(EAST, 43.605, 0, id="on the edge"),
])
def test_a_place_outside_is_told_with_the_metres(house: House, town: Province, longitude: float, latitude: float,
                                                 metres: int) -> None:
    with at(house) as desk:
        found = licence_state(desk, longitude, latitude, MINING, DAY)
    assert found.named is not None
    assert found.named.metres == metres
    assert (f"位置在其范围外约{metres}米；位置不在任何已导入范围的矿业权内" in found.words) is (metres > 0)


@pytest.mark.parametrize(("day", "standing", "said"), [
    pytest.param(date(2014, 12, 31), Standing.NOT_YET, "尚未生效", id="the day before the first"),
    pytest.param(date(2015, 1, 1), Standing.IN_FORCE, "有效", id="the first day"),
    pytest.param(date(2019, 12, 31), Standing.IN_FORCE, "有效", id="the last day"),
    pytest.param(date(2020, 1, 1), Standing.EXPIRED, "已过期", id="the day after the last"),
])
def test_the_state_is_that_of_the_day_asked_for(house: House, town: Province, day: date, standing: Standing, said: str) -> None:
    with at(house) as desk:
        a_right(desk, licence_no="C2200002015012110000002", holder_id=town.holder, issuer_id=town.county,
                county_id=town.county, valid_from=date(2015, 1, 1), valid_to=date(2019, 12, 31))
        found = licence_state(desk, 126.505, 43.605, "C2200002015012110000002", day)
    assert found.standing is standing
    assert f"当日{said}（自2015-01-01至2019-12-31），其范围未导入，无法判断位置在内或在外" in found.words
    assert [one.licence_no for one in found.covering] == [MINING]


def test_without_a_licence_or_with_one_that_is_not_registered_there_is_none(house: House, town: Province) -> None:
    with at(house) as desk:
        assert licence_state(desk, 127.0, 43.0, None, DAY).words == "未写明许可证；位置不在任何已导入范围的矿业权内"
        unknown = licence_state(desk, 127.0, 43.0, " C1 ", DAY)
    assert (unknown.standing, unknown.named) == (Standing.NONE, None)
    assert unknown.words.startswith("许可证C1未在登记中找到；")


def test_without_a_position_the_named_right_is_told_all_the_same(house: House, town: Province) -> None:
    with at(house) as desk:
        found = licence_state(desk, None, None, MINING, DAY)
    assert (found.standing, found.covering) == (Standing.IN_FORCE, ())
    assert found.words.endswith("没有位置坐标；没有位置坐标，无法核对所在范围")
