"""One box finds whatever the reader may see, and nothing else: by name, by code, by number; in a handful of statements."""

from datetime import date

import pytest
from sqlalchemy import event

from casework.access import OPERATOR, Actor, Post
from casework.desk import House, open_desk
from casework.view import nearby, searching
from casework.view.searching import SHOWN, search
from foundation.errors import InvalidError
from tests.casework.builders import Province, a_mine, a_party, a_right, an_officer
from tests.casework.town import at, duty_id, patrol, settle_in, watch_on
from tests.scenes import remembered

FRIDAY = date(2024, 5, 31)


def who(role: str, path: str) -> Actor:
    return Actor("某人", 1, (Post(role, int(path.strip("/").split("/")[-1]), path),))


PROVINCE, CITY, COUNTY, TOWNSHIP = "/1/", "/1/2/", "/1/2/3/", "/1/2/3/4/"
HOLDER, BESIDE = "/1/2/3/5/", "/1/6/"
# The holder is registered in 永吉县: whoever sees its duties there sees what it mines elsewhere.
BOTH = {"mine": ["口前铁矿", "铁东铁矿"], "right": ["口前铁矿", "铁东铁矿", "口前铁矿普查"]}
ADMINISTRATOR = who("administrator", PROVINCE)


@pytest.fixture
@remembered
def town(house: House) -> Province:
    """The mini-province with a city beside, where the same holder has a second mine."""
    found = settle_in(house, date(2024, 5, 1))
    with at(house) as desk:
        beside = a_party(desk, "220300", "四平市", "city", found.province)
        county = a_party(desk, "220303", "铁东区", "county", beside)
        right = a_right(desk, licence_no="C2200002010012110000009", holder_id=found.holder, issuer_id=found.province,
                        county_id=county, name="铁东铁矿")
        a_mine(desk, code="JL0009", right_id=right, holder_id=found.holder, county_id=county, name="铁东铁矿",
               area_code=None, valid_to=date(2023, 12, 31))
        an_officer(desk, county, name="100%王_五")
    watch_on(house, FRIDAY)
    patrol(house, found.township, FRIDAY)
    return found


def hits(house: House, actor: Actor, words: str) -> dict[str, list[str]]:
    with open_desk(house, actor, reads=True) as desk:
        return {group.kind: [hit.name for hit in group.hits] for group in search(desk, words)}


def test_names_and_codes_are_found_the_best_first(house: House, town: Province) -> None:
    assert hits(house, ADMINISTRATOR, "铁矿") == BOTH
    assert hits(house, ADMINISTRATOR, "口前铁矿普查") == {"right": ["口前铁矿普查"]}
    assert hits(house, ADMINISTRATOR, "吉林") == {"office": ["吉林省", "吉林市"]}
    assert hits(house, ADMINISTRATOR, "2202") == {"office": ["吉林市", "永吉县", "口前镇"]}
    assert hits(house, ADMINISTRATOR, " C22000020090121  ") == {"right": ["口前铁矿"]}
    assert hits(house, ADMINISTRATOR, "91220221") == {"holder": ["永吉矿业有限公司"]}
    assert hits(house, ADMINISTRATOR, "永吉") == {"office": ["永吉县"], "holder": ["永吉矿业有限公司"]}
    assert hits(house, ADMINISTRATOR, "JL0009") == {"mine": ["铁东铁矿"]}


@pytest.mark.parametrize(("actor", "found"), [
    (who("handler", PROVINCE), BOTH), (who("handler", CITY), BOTH), (who("holder", HOLDER), BOTH),
    (who("handler", BESIDE), {"mine": ["铁东铁矿"], "right": ["铁东铁矿"]}), (who("handler", TOWNSHIP), {"mine": ["口前铁矿"]}),
    (Actor("谁"), {})], ids=["province", "city", "holder", "beside", "township", "nobody"])
def test_a_mine_is_found_from_its_county_its_township_and_its_holder(house: House, town: Province, actor: Actor,
                                                                     found: dict[str, list[str]]) -> None:
    assert hits(house, actor, "铁矿") == found


def test_everybody_finds_what_lies_in_his_reach_and_nothing_else(house: House, town: Province) -> None:
    assert hits(house, who("handler", COUNTY), "吉林") == {} == hits(house, who("holder", HOLDER), "永吉县")
    assert hits(house, who("handler", BESIDE), "永吉") == {}
    county = f"{town.county}号handler"
    assert hits(house, ADMINISTRATOR, county) == {"officer": [county], "letter": [county]}
    assert hits(house, who("auditor", BESIDE), county) == {}
    assert hits(house, who("handler", CITY), county) == {"officer": [county]}  # he reads no letters
    assert hits(house, who("holder", HOLDER), county) == {}


def test_too_many_near_to_be_listed_are_asked_for_alike(house: House, town: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    readers = [who("administrator", path) for path in (CITY, COUNTY, TOWNSHIP, BESIDE)] + [who("holder", HOLDER)]
    asked = [(reader, words) for reader in readers for words in ("铁矿", "handler", "永吉", "王_五", "22", "口前")]
    listed = [hits(house, *one) for one in asked]
    for where in (nearby, searching):
        monkeypatch.setattr(where, "LISTED", 0)
    assert [hits(house, *one) for one in asked] == listed and any("officer" in one for one in listed)


def test_duties_and_acts_are_found_by_number(house: House, town: Province) -> None:
    week, mine = duty_id(house, "township_patrol", "2024-W22"), duty_id(house, "mining_maps_surface", "2024H1")
    with open_desk(house, ADMINISTRATOR, reads=True) as desk:
        told = [(group.kind, hit.code, hit.name, hit.place) for group in search(desk, f" {week} ") for hit in group.hits]
    assert ("duty", "乡（镇）所每周巡查", "口前镇", "2024-W22") in told
    assert hits(house, who("handler", TOWNSHIP), str(week))["duty"] == ["口前镇"]
    assert "duty" not in hits(house, who("handler", BESIDE), str(week))
    assert hits(house, who("handler", COUNTY), str(mine))["duty"] == ["永吉矿业有限公司"]  # it owes the county
    with open_desk(house, who("handler", TOWNSHIP), reads=True) as desk:
        acts = [hit for group in search(desk, "1") if group.kind == "act" for hit in group.hits]
    assert [(hit.id, hit.code, hit.place) for hit in acts] == [(1, "巡查", "2024-05-31")]
    assert hits(house, who("handler", BESIDE), "1") == {}


def test_signs_of_a_pattern_are_looked_for_as_they_are(house: House, town: Province) -> None:
    assert hits(house, OPERATOR, "100%") == {"officer": ["100%王_五"], "letter": ["100%王_五"]}
    for words in ("%%", "__", "'--", "王%五", ":own1"):
        assert hits(house, OPERATOR, words) == {}


def test_what_ended_says_so_and_an_owner_is_led_home(house: House, town: Province) -> None:
    with open_desk(house, who("holder", HOLDER), reads=True) as desk:
        mines = next(group.hits for group in search(desk, "铁矿") if group.kind == "mine")
    assert [(hit.name, hit.ended, hit.open, hit.owner) for hit in mines] == [
        ("口前铁矿", False, False, "912202210000000001"), ("铁东铁矿", True, False, "912202210000000001")]


@pytest.mark.parametrize("words", ["", " ", "吉", "x" * 81, "0"])
def test_too_little_or_too_much_is_refused(house: House, words: str) -> None:
    with open_desk(house, OPERATOR, reads=True) as desk, pytest.raises(InvalidError, match="too little"):
        search(desk, words)


def test_a_number_too_large_is_none(house: House, town: Province) -> None:
    for words in ("9999999999", "99999999999999999999", "4294967296"):
        assert hits(house, OPERATOR, words) == {}


def test_a_group_is_cut_and_says_that_there_is_more(house: House, town: Province) -> None:
    with at(house) as desk:
        for number in range(SHOWN):
            an_officer(desk, town.county, name=f"李四{number}")
    for more, count in ((False, SHOWN), (True, SHOWN)):
        with open_desk(house, OPERATOR, reads=True) as desk:
            (group,) = search(desk, "李四")
        assert (len(group.hits), group.more) == (count, more)
        with at(house) as desk:
            an_officer(desk, town.county, name="李四")


def test_it_takes_at_most_seven_statements(house: House, town: Province) -> None:
    asked: list[str] = []
    event.listen(house.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    hits(house, ADMINISTRATOR, "2202")
    assert len([one for one in asked if one.startswith(("SELECT", "WITH"))]) == 7
