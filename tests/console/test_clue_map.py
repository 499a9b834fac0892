"""The map of clues and rights: drawn on the server, scoped and narrowed as the register is, the same said by tables."""

import json
import re
from datetime import date

import pytest

from casework.bulk import add_rows
from casework.clue.accepting import Accepted
from casework.desk import House
from casework.record.boundaries import set_areas
from casework.view.clue_map import clue_map
from casework.view.map_frame import WIDTH, Box, frame_of
from models import ClueNamed, DivisionBoundary
from regulation.clue import Offence
from tests.casework.builders import Province, a_party, a_right, an_officer
from tests.casework.clues import taken_in
from tests.casework.town import at, go_to, settle_in
from tests.console.browser import Browser, account

MONDAY = date(2024, 3, 4)
MARK = re.compile(r'<a href="/clues/(XS\d+)" tabindex="-1"><use class="([\w ]+)" href="#(\w+)" x="([\d.]+)" y="([\d.]+)"/>')
LISTED = re.compile(r'<td class="code" data-label="编号"><a href="/clues/(XS\d+)">')


def bounded(house: House, code: str, west: float, south: float, east: float, north: float) -> None:
    """A division in the shape of a rectangle."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    with at(house) as desk:
        add_rows(desk, DivisionBoundary, [{"code": code, "geometry": json.dumps({"type": "Polygon", "coordinates": [ring]}),
                                           "west": west, "east": east, "south": south, "north": north}])


@pytest.fixture
def town(house: House) -> Province:
    found = settle_in(house, MONDAY)
    go_to(house, MONDAY)
    with at(house) as desk:
        other = a_party(desk, "220281", "蛟河市", "county", found.city)
        a_right(desk, licence_no="C2", holder_id=found.holder, issuer_id=found.city, county_id=other, name="蛟河金矿")
        set_areas(desk, {found.right: ((126.5, 43.6), (126.6, 43.6), (126.6, 43.7), (126.5, 43.7), (126.5, 43.6))})
    for office, login in ((found.city, "city"), (found.county, "county")):
        with at(house) as desk:
            who = an_officer(desk, office, "handler", name=f"{login}某")
        account(house, who, login)
    return found


def here(house: House, longitude: float | None = 126.55, latitude: float | None = 43.65, **given: object) -> Accepted:
    return taken_in(house, longitude=longitude, latitude=latitude, **given)


async def test_clues_and_rights_are_drawn_where_they_lie_and_told_by_a_table(house: House, town: Province) -> None:
    bounded(house, "220221", 126.0, 43.0, 127.0, 44.0)
    bounded(house, "220281", 127.0, 43.0, 128.0, 44.0)
    first = here(house).number
    beside = here(house, 127.5, 43.5, offence=Offence.ENVIRONMENT, text="尾矿水").number
    nowhere = here(house, None, None, text="没有坐标").number
    async with Browser(house) as city:
        await city.sign_in("city")
        page = (await city.get("/clues/map")).text
        marks = {number: (tone, form, float(x), float(y)) for number, tone, form, x, y in MARK.findall(page)}
        assert {number: mark[:2] for number, mark in marks.items()} == {
            first: ("waiting", "round"), beside: ("waiting", "turned")}
        assert LISTED.findall(page) == [nowhere, beside, first]
        # Two degrees are as wide as the picture but for a margin of 4 % on each side; north is up.
        assert marks[beside][2] - marks[first][2] == pytest.approx(0.95 / 2.16 * WIDTH, rel=0.02)
        assert marks[first][3] < marks[beside][3]
        assert page.count('class="county" d="M') == 2
        assert f'<a href="/mines/{town.mine}" tabindex="-1"><path d="M' in page
        assert "<title>口前铁矿 C2200002009012110000001</title>" in page
        row = re.search(r'<a href="/clues/map\?at=220221">永吉县</a></th>(.*)', page)
        assert row is not None
        assert re.findall(r">(\d+)</td>", row[1]) == ["2", "1", "1"]  # clues, those without a position, rights without an area
        assert "没有范围的矿业权1个，没有坐标的线索0条" in page  # of 蛟河市, at its place
    with at(house) as desk:  # as the province sees it: a city counts what lies in its counties
        among = {one.code: one.within for one in clue_map(desk, at="220000").divisions}
    assert (among["220200"], among["220221"], among["220281"]) == ((3, 1, 2), (2, 1, 1), (1, 0, 1))


async def test_it_is_narrowed_as_the_register_is_and_its_links_keep_that(house: House, town: Province) -> None:
    bounded(house, "220221", 126.0, 43.0, 127.0, 44.0)
    here(house)
    other = here(house, offence=Offence.ENVIRONMENT, text="尾矿水").number
    async with Browser(house) as city:
        await city.sign_in("city")
        page = (await city.get("/clues/map?at=220200&offence=environment&wants=register")).text
        assert LISTED.findall(page) == [other]
        assert 'href="/clues/map?at=220221&amp;offence=environment' in page.replace("wants=register&amp;", "")
        assert LISTED.findall((await city.get("/clues/map?wants=late")).text) == []
        assert (await city.get("/clues/map?since=gestern")).status_code == 422
        assert (await city.get("/clues/map?at=999999")).status_code == 404


async def test_around_a_clue_only_what_is_near_is_shown(house: House, town: Province) -> None:
    near, far = here(house).number, here(house, 126.58, 43.65, text="三公里外").number
    bare = here(house, None, None, text="没有坐标").number
    async with Browser(house) as county:
        await county.sign_in("county")
        page = (await county.get(f"/clues/map?clue={near}&km=2")).text
        assert LISTED.findall(page) == [near]
        assert MARK.findall(page)[0][:3] == (near, "waiting chosen", "round")
        assert LISTED.findall((await county.get(f"/clues/map?clue={near}")).text) == [far, near]  # five kilometres
        assert "这条线索没有坐标，地图显示所在县。" in (await county.get(f"/clues/map?clue={bare}")).text


async def test_what_one_may_not_see_is_not_on_ones_map(house: House, town: Province) -> None:
    bounded(house, "220221", 126.0, 43.0, 127.0, 44.0)
    bounded(house, "220281", 127.0, 43.0, 128.0, 44.0)
    mine, about = here(house), here(house, text="关于县里的人")
    beside = here(house, 127.5, 43.5, text="尾矿水").number
    with at(house) as desk:
        who = desk.scalar("SELECT id FROM officer WHERE name = 'county某'")
        add_rows(desk, ClueNamed, [{"clue_id": about.clue_id, "party_id": None, "officer_id": who}])
    async with Browser(house) as county:
        await county.sign_in("county")
        for path in ("/clues/map", "/clues/map?at=220200", f"/clues/map?clue={mine.number}&km=20"):
            assert LISTED.findall((await county.get(path)).text) == [mine.number], path
        for number in (about.number, beside):
            assert (await county.get(f"/clues/map?clue={number}")).status_code == 404
        page = (await county.get("/clues/map?at=220200")).text
        assert ("永吉县：没有范围的矿业权1个" in page, "蛟河市：没有范围的矿业权" in page) == (True, False)


async def test_without_boundaries_it_is_drawn_around_clues_and_rights_or_said_why_not(house: House, town: Province) -> None:
    async with Browser(house) as county, Browser(house) as city:
        await county.sign_in("county")
        await city.sign_in("city")
        assert "<title>口前铁矿" in (await county.get("/clues/map")).text
        assert "画不出地图" in (await city.get("/clues/map?at=220281")).text


def test_a_frame_keeps_areas_true_and_north_up() -> None:
    frame = frame_of(Box(121.6, 131.3, 40.8, 46.3))  # Jilin
    import numpy as np
    (west, south), (east, north) = frame.places(np.array([(121.6, 40.8), (131.3, 46.3)])).tolist()
    assert (round(west), south > north, east > west, frame.height < WIDTH) == (0, True, True, True)
    square = frame.places(np.array([(126.0, 43.0), (126.1, 43.0), (126.1, 43.1), (126.0, 43.1)])) / frame.scale
    x, y = square[:, 0], square[:, 1]
    area = abs(sum(x[one] * y[one - 1] - x[one - 1] * y[one] for one in range(4))) / 2
    assert area == pytest.approx(8149.6 * 11110.9, rel=0.002)  # a tenth of a degree each way at 43.05° north
