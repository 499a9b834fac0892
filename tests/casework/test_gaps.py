"""任务到矿、责任到人: whatever lacks its person is shown where it is missing, and no longer when it is there."""

from datetime import date, timedelta

import pytest

from casework.account.accounts import open_account
from casework.account.api_tokens import issue_for_officer
from casework.desk import open_desk
from casework.record.absences import set_absence
from casework.record.gaps import KINDS, gaps_at
from casework.record.leaving import officer_leaves
from casework.record.officers import actor_of
from casework.record.people import change_address, give_post
from casework.record.responsibility import answer_for_mine, answer_for_rule, inspect_mine
from casework.view.gaps import gaps_below, gaps_counted
from casework.view.listing import Asked
from tests.casework.builders import a_party, an_officer
from tests.casework.town import at, go_to, settle_in

DAY = date(2024, 3, 4)


@pytest.fixture
def town(house):
    return settle_in(house, DAY)


def found(house, *, below="/1/", kind=""):
    with at(house) as desk:
        return [(gap.kind, gap.code, gap.about) for gap in gaps_below(desk, f"{below}%", Asked(filters={"kind": kind})).rows]


def test_a_province_where_every_task_has_its_person_has_no_gap(house, town):
    assert found(house) == []


def test_an_office_without_leader_handler_or_anybody_to_write_to_says_so(house, town):
    with at(house) as desk:
        bare = a_party(desk, "220281", "蛟河市", "county", town.city)
        an_officer(desk, bare, "patroller")
    assert found(house) == [("no_handler", "220281", ""), ("no_leader", "220281", ""), ("unreachable", "220281", "")]
    with at(house) as desk:
        an_officer(desk, bare, "deputy")
        an_officer(desk, bare, "handler", email=None)
    assert found(house) == [("no_address", "220281", "张三")]
    with at(house) as desk:
        desk.run("UPDATE party SET valid_to = :last WHERE id = :id", last=DAY - timedelta(days=1), id=bare)
    assert found(house) == []  # abolished, it lacks nothing


def test_a_mine_lacks_its_inspector_also_where_the_one_named_serves_no_more(house, town):
    with at(house) as desk:
        inspect_mine(desk, town.mine, None)
    assert found(house) == [("no_inspector", "220221", "口前铁矿")]
    with at(house) as desk:
        inspect_mine(desk, town.mine, town.inspector)
        desk.run("UPDATE post SET valid_to = :last WHERE officer_id = :id", last=DAY, id=town.inspector)
    assert found(house, kind="no_inspector") == []
    go_to(house, DAY + timedelta(days=1))
    assert found(house, kind="no_inspector") == [("no_inspector", "220221", "口前铁矿")]
    with at(house) as desk:
        desk.run("UPDATE mine SET valid_to = :last", last=DAY)
    assert found(house, kind="no_inspector") == []


def test_an_address_that_is_missing_or_fails_is_one_gap_however_many_posts(house, town):
    clerk = town.officer(town.county)
    with at(house) as desk:
        give_post(desk, clerk, office_id=town.county, role="clerk")
        change_address(desk, clerk, None)
    assert found(house) == [("no_address", "220221", f"{town.county}号handler")]
    with at(house) as desk:
        change_address(desk, clerk, "a@b.cn")
        desk.run("UPDATE officer SET email_fails = true WHERE id = :id", id=town.officer(town.holder, "holder"))
    assert found(house) == [("no_address", "912202210000000001", f"{town.holder}号holder"),
                            ("unreachable", "912202210000000001", "")]


def test_a_post_that_ends_within_a_month_wants_a_successor(house, town):
    handler = town.officer(town.county)
    with at(house) as desk:
        desk.run("UPDATE post SET valid_to = :last WHERE officer_id = :id", last=DAY + timedelta(days=31), id=handler)
    assert found(house) == []
    with at(house) as desk:
        desk.run("UPDATE post SET valid_to = :last WHERE officer_id = :id", last=DAY + timedelta(days=30), id=handler)
        gaps = gaps_at(desk, [town.county])
    assert [(gap.kind, gap.about_id, gap.day) for gap in gaps] == [("post_ending", handler, DAY + timedelta(days=30))]
    with at(house) as desk:
        give_post(desk, town.officer(town.county, "head"), office_id=town.county, role="handler",
                  since=DAY + timedelta(days=31))
    assert found(house) == []


def test_whoever_is_away_wants_a_stand_in_who_is_there(house, town):
    handler, head = town.officer(town.county), town.officer(town.county, "head")
    with at(house) as desk:
        set_absence(desk, handler, first=DAY, last=DAY + timedelta(days=2))
    assert found(house) == [("not_represented", "220221", f"{town.county}号handler")]
    with at(house) as desk:
        set_absence(desk, handler, first=DAY, last=DAY + timedelta(days=1), substitute_id=head)
    assert found(house) == []
    with at(house) as desk:
        set_absence(desk, head, first=DAY, last=DAY)
    assert found(house) == [("not_represented", "220221", f"{town.county}号head"),
                            ("not_represented", "220221", f"{town.county}号handler")]


def test_whoever_answers_for_something_and_has_left_is_a_gap(house, town):
    handler = town.officer(town.county)
    with at(house) as desk:
        second = an_officer(desk, town.county, "handler", name="李四")
        answer_for_mine(desk, town.mine, town.county, second)
        answer_for_rule(desk, town.county, "county_patrol", second)
        desk.run("UPDATE post SET valid_to = :last WHERE officer_id = :id", last=DAY, id=second)
    assert found(house, kind="responsible_left") == []
    go_to(house, DAY + timedelta(days=1))
    with at(house) as desk:
        gaps = gaps_at(desk, [town.county])
    assert {(gap.kind, gap.about, gap.about_kind, gap.about_id) for gap in gaps} == {
        ("responsible_left", "李四", "mine", town.mine), ("responsible_left", "李四", "office", town.county),
        ("serves_nowhere", "李四", "officer", second)}
    with at(house) as desk:
        answer_for_mine(desk, town.mine, town.county, handler)
        answer_for_rule(desk, town.county, "county_patrol", None)
    assert found(house) == []


@pytest.mark.parametrize("what", ["account", "token", "mine", "task", "nothing"])
def test_whoever_serves_nowhere_any_more_and_has_not_left_is_a_gap_where_he_served_last(house, town, what):
    with at(house) as desk:
        clerk = an_officer(desk, town.township, "clerk", name="王五", valid_to=DAY - timedelta(days=9))
        give_post(desk, clerk, office_id=town.county, role="clerk", since=DAY - timedelta(days=8), until=DAY)
        if what == "account":
            open_account(desk, clerk, "wangwu")
        elif what == "token":
            issue_for_officer(desk, clerk, "手机", actions=("duty.read",), days=9)
        elif what == "mine":
            desk.run("UPDATE mine SET inspector_id = :id", id=clerk)
        elif what == "task":
            answer_for_rule(desk, town.county, "county_patrol", clerk)
    assert found(house, kind="serves_nowhere") == []
    go_to(house, DAY + timedelta(days=1))
    assert found(house, kind="serves_nowhere") == ([] if what == "nothing" else [("serves_nowhere", "220221", "王五")])
    if what != "nothing":
        with at(house) as desk:
            officer_leaves(desk, clerk, since=desk.today, despite=True)
        assert found(house, kind="serves_nowhere") == []


def test_gaps_are_those_of_a_subtree_counted_and_cut_into_pages(house, town):
    with at(house) as desk:
        beside = a_party(desk, "220281", "蛟河市", "county", town.city)
        for n in range(3):
            an_officer(desk, town.county, "patroller", name=f"巡{n}", email=None)
        head = actor_of(desk, town.officer(town.city, "head"))
    with open_desk(house, head) as desk:
        assert gaps_counted(desk, "/1/2/%") == {"no_address": 3, "no_leader": 1, "no_handler": 1, "unreachable": 1}
        assert gaps_counted(desk, f"/1/2/{town.county}/%") == {"no_address": 3}
        pages = [gaps_below(desk, "/1/2/%", Asked("kind", page), size=4) for page in (1, 2)]
        rows = [gap for one in pages for gap in one.rows]
        assert (len(rows), pages[0].more, pages[1].more) == (6, True, False) and len(set(rows)) == 6
        assert [gap.kind for gap in rows] == sorted(gap.kind for gap in rows) and set(gaps_counted(desk, "/%")) <= set(KINDS)
        assert [gap.code for gap in gaps_at(desk, [beside])] == ["220281"] * 3
