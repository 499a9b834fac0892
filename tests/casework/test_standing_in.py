"""Whoever stands in for somebody holds that one's posts: only while he serves himself, and only by leave of that office."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Date

from casework.account.accounts import give_link, open_account
from casework.desk import open_desk
from casework.letter.work import settle
from casework.record.absences import set_absence
from casework.record.leaving import officer_leaves
from casework.record.officers import actor_of, may_about
from casework.record.people import change_address, end_post
from casework.view.rights import own_posts
from foundation.errors import RefusedError
from tests.casework.builders import an_officer
from tests.casework.town import at, go_to, settle_in

DAY, LAST = date(2024, 3, 4), date(2024, 4, 30)


@pytest.fixture
def town(house):
    return settle_in(house, DAY)


@pytest.fixture
def keeper(house, town):
    """The county's administrator, who keeps no records of the city."""
    with at(house) as desk:
        return actor_of(desk, an_officer(desk, town.county, "administrator"))


def away(house, town, substitute, *, who=None):
    """Somebody, the city's deputy unless told otherwise, is away and stood in for."""
    with at(house) as desk:
        set_absence(desk, who or town.officer(town.city, "deputy"), first=DAY - timedelta(days=3), last=LAST,
                    substitute_id=substitute, reason="培训")


def absences(desk):
    return desk.rows("SELECT first, last, substitute_id FROM absence ORDER BY first, coalesce(substitute_id, 0)",
                     types={"first": Date(), "last": Date()})


def test_a_substitution_goes_on_only_where_the_absent_ones_records_are_kept_and_that_office_is_asked(house, town, keeper):
    clerk, head = town.officer(town.county), town.officer(town.county, "head")
    away(house, town, clerk)
    away(house, town, clerk, who=town.officer(town.township, "head"))
    with open_desk(house, keeper) as desk:
        left = officer_leaves(desk, clerk, since=DAY, successor_id=head)
        assert (left.substitutions_handed_over, left.absences_uncovered) == (1, 1)
    with at(house) as desk:
        assert {(post.role, post.office_id) for post in actor_of(desk, head).posts} == {
            ("head", town.county), ("handler", town.county), ("head", town.township)}
        until = DAY - timedelta(days=1)
        assert absences(desk) == [(DAY - timedelta(days=3), until, clerk), (DAY - timedelta(days=3), until, clerk),
                                  (DAY, LAST, None), (DAY, LAST, head)]
        items = desk.rows("SELECT id, office_id, kind, text FROM work_item")
        assert [tuple(item)[1:] for item in items] == [
            (town.city, "not-represented", f"{town.city}号deputy（吉林市）的代理人已离任，外出期间无人代理，请另行指定。")]
        city = actor_of(desk, town.officer(town.city))
    with open_desk(house, city) as desk:
        settle(desk, items[0].id, note="已另行指定")


def test_that_office_hears_of_it_without_a_successor_too_and_a_holders_contact_through_the_office_above(house, town):
    clerk, contact = town.officer(town.county), town.officer(town.holder, "holder")
    away(house, town, clerk, who=contact)
    with at(house) as desk:
        keeper = actor_of(desk, an_officer(desk, town.township, "administrator"))
        leaver = an_officer(desk, town.township, "clerk")
        desk.run("UPDATE absence SET substitute_id = :id", id=leaver)
    with open_desk(house, keeper) as desk:
        assert officer_leaves(desk, leaver, since=DAY).absences_uncovered == 1
        assert [tuple(row) for row in desk.rows("SELECT office_id, kind FROM work_item")] == [(town.county, "not-represented")]


def test_an_office_that_does_it_itself_is_told_nothing(house, town):
    clerk = town.officer(town.county)
    away(house, town, clerk)
    with at(house) as desk:
        assert officer_leaves(desk, clerk, since=DAY, despite=True).absences_uncovered == 1
        assert desk.scalar("SELECT count(*) FROM work_item") == 0


def test_whoever_serves_nowhere_today_stands_in_for_nobody(house, town):
    clerk = town.officer(town.county)
    away(house, town, clerk)
    with at(house) as desk:
        assert [post.role for post in actor_of(desk, clerk).posts] == ["deputy", "handler"]
        assert [(post.role, post.instead_of) for post in own_posts(desk, clerk)] == [
            ("deputy", f"{town.city}号deputy"), ("handler", None)]
        post = int(desk.scalar("SELECT id FROM post WHERE officer_id = :id", id=clerk))
        end_post(desk, post, DAY)
    go_to(house, DAY + timedelta(days=1))
    with at(house) as desk:
        assert actor_of(desk, clerk).posts == () and own_posts(desk, clerk) == []


def test_an_account_is_managed_by_whoever_manages_those_its_officer_stands_in_for_today(house, town, keeper):
    clerk = town.officer(town.county)
    with at(house) as desk:
        open_account(desk, clerk, "clerk")
    with open_desk(house, keeper) as desk:
        assert may_about(desk, clerk, "account.manage")
        give_link(desk, clerk)
        change_address(desk, clerk, "a@jl.example.cn")
    away(house, town, clerk)
    for do in (lambda desk: give_link(desk, clerk), lambda desk: change_address(desk, clerk, "b@jl.example.cn")):
        with open_desk(house, keeper) as desk:
            assert may_about(desk, clerk, "records.change") and not may_about(desk, clerk, "account.manage")
            with pytest.raises(RefusedError, match="may not manage accounts here"):
                do(desk)
    with at(house) as desk:
        desk.run("UPDATE absence SET last = :last", last=DAY - timedelta(days=1))
    with open_desk(house, keeper) as desk:
        give_link(desk, clerk)
