"""By its token no program makes anybody a keeper of accounts, for longer or as a stand-in, nor its own officer anything."""

from datetime import date, timedelta

import pytest

from casework.account.api_tokens import bearer, issue_for_officer
from casework.desk import open_desk
from casework.record.absences import set_absence
from casework.record.leaving import officer_leaves
from casework.record.officer_rows import import_officers
from casework.record.officers import actor_of
from casework.record.offices import abolish_office
from casework.record.people import add_officer, end_post, give_post
from foundation.errors import RefusedError
from tests.casework.builders import a_party, an_officer
from tests.casework.town import at, settle_in
from workbooks.reading import Row

DAY, SOON, LATER = date(2024, 3, 4), date(2024, 3, 20), date(2024, 6, 30)


@pytest.fixture
def town(house):
    return settle_in(house, DAY)


@pytest.fixture
def people(house, town):
    """An administrator of the county until soon, one of the township, who is away and stood in for, and the stand-in."""
    with at(house) as desk:
        county = an_officer(desk, town.county, "administrator", name="县管理员", valid_to=SOON)
        township = an_officer(desk, town.township, "administrator", name="所管理员")
        stand_in = an_officer(desk, town.township, "clerk", name="代理人")
        set_absence(desk, township, first=DAY, last=LATER, substitute_id=stand_in)
    return county, township, stand_in


@pytest.fixture
def token(house, town):
    """Who acts by a token of the province's administrator."""
    with at(house) as desk:
        issued = issue_for_officer(desk, town.officer(town.province, "administrator"), "人事系统",
                                   actions=("records.change", "office.read"), days=9)
        found = bearer(desk, issued.token)
    assert found is not None
    return found[0]


def post_of(desk, officer):
    return int(desk.scalar("SELECT id FROM post WHERE officer_id = :id", id=officer))


WAYS = {
    "a post": lambda desk, town, _people: give_post(
        desk, town.officer(town.county), office_id=town.county, role="administrator"),
    "a new officer": lambda desk, town, _people: add_officer(desk, office_id=town.county, role="administrator", name="王五"),
    "a sheet": lambda desk, _town, _people: import_officers(desk, [Row(2, {
        "office": "220221", "name": "赵六", "role": "管理员", "title": "", "email": "z@jl.example.cn", "since": ""})]),
    "a successor": lambda desk, town, people: officer_leaves(
        desk, people[0], since=DAY, successor_id=town.officer(town.county), despite=True),
    "a stand-in": lambda desk, town, people: set_absence(
        desk, people[0], first=DAY, last=LATER, substitute_id=town.officer(town.county)),
    "a stand-in to come": lambda desk, town, people: set_absence(
        desk, people[0], first=SOON, last=LATER, substitute_id=town.officer(town.county)),
    "a stand-in's successor": lambda desk, town, people: officer_leaves(
        desk, people[2], since=DAY, successor_id=town.officer(town.township), despite=True),
    "a longer post": lambda desk, _town, people: end_post(desk, post_of(desk, people[0]), LATER),
    "its own officer": lambda desk, town, _people: give_post(
        desk, desk.actor.officer_id, office_id=town.county, role="head"),
    "its own officer as a stand-in": lambda desk, town, _people: set_absence(
        desk, town.officer(town.county, "head"), first=DAY, last=LATER, substitute_id=desk.actor.officer_id),
}


@pytest.mark.parametrize("way", WAYS)
def test_no_way_leads_by_a_token_to_more_rights_and_each_is_open_to_who_has_signed_in(house, town, people, token, way):
    with open_desk(house, token) as desk:
        before = desk.rows("SELECT * FROM post ORDER BY id"), desk.rows("SELECT * FROM absence ORDER BY id")
        with pytest.raises(RefusedError, match="A token makes nobody an administrator"):
            WAYS[way](desk, town, people)
        assert (desk.rows("SELECT * FROM post ORDER BY id"), desk.rows("SELECT * FROM absence ORDER BY id")) == before
    with at(house) as desk:
        signed_in = actor_of(desk, town.officer(town.province, "administrator"))
    with open_desk(house, signed_in) as desk:
        WAYS[way](desk, town, people)


@pytest.mark.parametrize("prolong", [
    lambda desk, _town, stand_in: end_post(desk, post_of(desk, stand_in), LATER),
    lambda desk, town, stand_in: give_post(desk, stand_in, office_id=town.county, role="clerk", since=SOON)])
def test_whoever_stands_in_for_an_administrator_serves_no_longer_by_a_token(house, town, people, token, prolong):
    with at(house) as desk:
        end_post(desk, post_of(desk, people[2]), SOON)  # who serves nowhere stands in for nobody
    with open_desk(house, token) as desk:
        give_post(desk, people[2], office_id=town.county, role="clerk", until=SOON)
        with pytest.raises(RefusedError, match="nor for longer"):
            prolong(desk, town, people[2])


def test_what_gives_no_more_goes_by_a_token_as_ever(house, town, people, token):
    county, township, _ = people
    clerk, head = town.officer(town.county), town.officer(town.county, "head")
    with open_desk(house, token) as desk:
        give_post(desk, clerk, office_id=town.county, role="head")
        end_post(desk, post_of(desk, county), DAY + timedelta(days=1))
        set_absence(desk, clerk, first=DAY, last=LATER, substitute_id=head)
        set_absence(desk, county, first=SOON + timedelta(days=1), last=LATER, substitute_id=head)  # his post has ended by then
        set_absence(desk, desk.actor.officer_id, first=DAY, last=LATER)
        assert officer_leaves(desk, township, since=DAY, despite=True).posts_ended == 1
        assert {post.role for post in actor_of(desk, head).posts} == {"handler", "head"}


def test_an_office_goes_by_a_token_to_another_only_where_nobody_so_manages_more_accounts(house, town, token):
    with at(house) as desk:
        a_party(desk, "220283", "舒兰市", "county", town.city)
        beside = a_party(desk, "220300", "四平市", "city", town.province)
        a_party(desk, "220322", "梨树县", "county", beside)
        an_officer(desk, beside, "administrator")
        heads = an_officer(desk, town.city, "administrator")  # over the old and the new alike
    with open_desk(house, token) as desk:
        with pytest.raises(RefusedError, match="gives nobody more accounts to manage"):
            abolish_office(desk, "220221", DAY, "220322")
        assert heads and abolish_office(desk, "220221", DAY, "220283").code == "220221"
