"""An office is abolished while somebody else is at it on PostgreSQL: he waits, and is told what has become of it."""

from datetime import date

import pytest

from casework.access import OPERATOR
from casework.account.api_tokens import issue_for_office
from casework.account.invitations import invite
from casework.record.founding import found_office
from casework.record.holders import import_holders
from casework.record.leaving import officer_leaves
from casework.record.mines import move_mine
from casework.record.officer_rows import import_officers
from casework.record.offices import abolish_office
from casework.record.people import give_post
from foundation.errors import ConflictError, InvalidError
from tests.casework.builders import a_party
from tests.casework.test_holders import MINE, sheet
from tests.casework.together import at_a_desk, meanwhile
from tests.casework.town import at, settle_in
from workbooks.reading import Row

LAST = date(2024, 2, 29)
WAYS = {
    "abolished too": (
        "220221", lambda desk, _town: abolish_office(desk, "220221", LAST, "220284"), "abolished already"),
    "a successor": ("220283", lambda desk, _town: abolish_office(desk, "220221", LAST, "220283"), "cannot take over"),
    "an office below": ("220221", lambda desk, _town: found_office(
        desk, "220221", code="220221300", name="新立镇", level="township"), "is abolished"),
    "a post": ("220221", lambda desk, town: give_post(
        desk, town.inspector, office_id=town.county, role="clerk"), "was abolished before"),
    "a system's token": ("220221", lambda desk, town: issue_for_office(
        desk, town.county, "矿山系统", actions=("duty.read",), days=9), "is abolished"),
    "a sheet of holders": ("220221", lambda desk, _town: import_holders(desk, sheet(MINE)), "no office has the code 220221"),
    "a sheet of officers": ("220221", lambda desk, _town: import_officers(desk, [Row(2, {
        "office": "220221", "name": "赵六", "role": "承办人", "title": "", "email": "z@jl.example.cn", "since": ""})]),
        "no office has the code 220221"),
    "a mine": ("220283", lambda desk, town: move_mine(desk, town.mine, county="220283"), "no county that stands"),
}


@pytest.fixture
def town(postgres_house):
    town = settle_in(postgres_house, date(2024, 3, 4))
    with at(postgres_house) as desk:
        for code, name in (("220283", "舒兰市"), ("220284", "磐石市")):
            a_party(desk, code, name, "county", town.city)
    return town


@pytest.mark.parametrize("way", WAYS)
def test_whoever_counts_on_an_office_that_is_being_abolished_waits_and_is_told(postgres_house, town, way):
    code, do, told = WAYS[way]
    heir = "220284" if code == "220283" else "220283"
    with pytest.raises((ConflictError, InvalidError), match=told):
        meanwhile(postgres_house, lambda desk: abolish_office(desk, code, LAST, heir),
                  at_a_desk(postgres_house, lambda desk: do(desk, town), OPERATOR))


def test_an_office_that_moves_meanwhile_leaves_what_hangs_on_it_below_its_new_place(postgres_house, town):
    with at(postgres_house) as desk:
        other = a_party(desk, "220300", "四平市", "city", town.province)
    meanwhile(postgres_house, lambda desk: abolish_office(desk, "220200", LAST, "220300"),
              at_a_desk(postgres_house, lambda desk: abolish_office(desk, "220221", LAST, "220283"), OPERATOR))
    with at(postgres_house) as desk:
        heir = desk.scalar("SELECT id FROM party WHERE code = '220283'")
        assert desk.scalar("SELECT path FROM party WHERE id = :id", id=town.township) == \
            f"/{town.province}/{other}/{heir}/{town.township}/"


def test_whoever_leaves_an_office_that_is_being_abolished_hands_on_no_post_there(postgres_house, town):
    clerk = town.officer(town.county)
    with at(postgres_house) as desk:
        invite(desk, clerk, "zhang.san")  # so that there is something to hand over
    meanwhile(postgres_house, lambda desk: abolish_office(desk, "220221", LAST, "220283"),
              at_a_desk(postgres_house, lambda desk: officer_leaves(
                  desk, clerk, since=desk.today, successor_id=town.inspector, despite=True), OPERATOR))
    with at(postgres_house) as desk:
        assert desk.rows("SELECT id FROM post WHERE office_id = :id AND (valid_to IS NULL OR valid_to > :last)",
                         id=town.county, last=LAST) == []
