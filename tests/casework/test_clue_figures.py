"""三（二）: no figure about clues stands in the code: change it in a copy of the rulebook, and casework does otherwise."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from casework.bulk import add_rows
from casework.desk import House
from models import RightBoundary
from tests.casework.clues import as_it_stands, taken_in
from tests.casework.rulebooks import rulebook_with
from tests.casework.town import at, go_to, settle_in

MONDAY = date(2024, 3, 4)


def under(house: House, code: str, value: int) -> House:
    """The same installation under a rulebook in which one figure is another."""
    def change(_: object, figure: dict[str, Any]) -> None:
        assert figure["value"][0]["value"] != value
        figure["value"][0]["value"] = value
    return replace(house, source=rulebook_with("figure", code, change))


def suggested(house: House) -> int:
    with at(house) as desk:
        return int(desk.scalar("SELECT count(*) FROM clue_link WHERE state = 'suggested'"))


@pytest.mark.parametrize(("value", "found"), [(None, 1), (99, 0)])
def test_from_which_likeness_on_a_clue_is_suggested(sqlite_house: House, value: int | None, found: int) -> None:
    house = under(sqlite_house, "clue_alike_percent", value) if value else sqlite_house
    settle_in(house, MONDAY)
    taken_in(house)
    taken_in(house, text="东山北坡夜里有人用挖掘机采铁矿，口前镇的。")
    assert suggested(house) == found


@pytest.mark.parametrize(("value", "found"), [(None, 1), (5, 0)])
def test_for_how_many_days_clues_are_compared(sqlite_house: House, value: int | None, found: int) -> None:
    house = under(sqlite_house, "clue_alike_days", value) if value else sqlite_house
    settle_in(house, MONDAY)
    taken_in(house)
    go_to(house, MONDAY + timedelta(days=10))
    taken_in(house)
    assert suggested(house) == found


@pytest.mark.parametrize(("value", "likeness"), [(None, 97), (100, 75)])
def test_how_far_apart_is_still_the_same_place(sqlite_house: House, value: int | None, likeness: int) -> None:
    house = under(sqlite_house, "clue_alike_metres", value) if value else sqlite_house
    settle_in(house, MONDAY)
    for latitude in (43.600, 43.605):  # some 550 metres
        taken_in(house, longitude=126.5, latitude=latitude)
    with at(house) as desk:
        assert desk.scalar("SELECT likeness FROM clue_link") == likeness


@pytest.mark.parametrize(("value", "county"), [(None, True), (500, False)])
def test_how_near_a_right_must_lie_for_its_county_to_be_taken(sqlite_house: House, value: int | None, county: bool) -> None:
    house = under(sqlite_house, "clue_right_near_metres", value) if value else sqlite_house
    town = settle_in(house, MONDAY)
    ring = [[126.50, 43.60], [126.51, 43.60], [126.51, 43.61], [126.50, 43.61], [126.50, 43.60]]
    with at(house) as desk:
        add_rows(desk, RightBoundary, [{"right_id": town.right, "ring": json.dumps(ring), "west": 126.50, "east": 126.51,
                                        "south": 43.60, "north": 43.61}])
    found = as_it_stands(house, taken_in(house, division="", longitude=126.52, latitude=43.605))
    assert (found.office_id, found.stage, found.routed_by) == (
        (town.county, "routed", "按最近的矿业权C2200002009012110000001（约808米）所在县") if county
        else (town.province, "unrouted", "未写明许可证、坐标或行政区划，需人工确定承办单位"))
