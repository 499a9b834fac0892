"""五（三）: who answers for a mine and for a kind of duty, from which day; a mine that moves takes along what it can."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import Date

from casework.changes import last_change, refuse_changed
from casework.desk import open_desk
from casework.duty.opening import open_duties
from casework.record.mines import move_mine
from casework.record.officers import actor_of
from casework.record.offices import abolish_office
from casework.record.people import give_post
from casework.record.responsibility import answer_for_mine, answer_for_rule, inspect_mine
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from tests.casework.builders import a_party, an_officer
from tests.casework.town import at, duty_id, duty_of, settle_in

DAY = date(2024, 3, 4)


@pytest.fixture
def town(house):
    return settle_in(house, DAY)


def answering(house):
    with at(house) as desk:
        return [tuple(row) for row in desk.rows(
            "SELECT officer_id, office_id, coalesce(rule, 'mine'), valid_from, valid_to FROM responsibility ORDER BY id",
            types={"valid_from": Date(), "valid_to": Date()})]


def test_one_answers_after_the_other_and_a_slip_leaves_no_trace(house, town):
    handler, head = town.officer(town.county), town.officer(town.county, "head")
    later = DAY + timedelta(days=10)
    with at(house) as desk:
        answer_for_rule(desk, town.county, "county_patrol", handler)
        answer_for_rule(desk, town.county, "county_patrol", head, since=later)
    assert answering(house) == [(handler, town.county, "county_patrol", DAY, later - timedelta(days=1)),
                                (head, town.county, "county_patrol", later, None)]
    with at(house) as desk:
        answer_for_rule(desk, town.county, "county_patrol", handler, since=DAY + timedelta(days=5))
        answer_for_rule(desk, town.county, "patrol_timetable", head)
        answer_for_rule(desk, town.county, "patrol_timetable", None)
    assert answering(house) == [(handler, town.county, "county_patrol", DAY, DAY + timedelta(days=4)),
                                (handler, town.county, "county_patrol", DAY + timedelta(days=5), None)]


@pytest.mark.parametrize("since", [date(2024, 1, 10), date(2024, 2, 1), date(2024, 2, 15), date(2024, 2, 29)])
def test_who_answered_once_stays_written_down(house, town, since):
    handler, head = town.officer(town.county), town.officer(town.county, "head")
    with at(house) as desk:  # the handler in January, the head in February, nobody in particular since
        answer_for_rule(desk, town.county, "county_patrol", handler, since=date(2024, 1, 1))
        answer_for_rule(desk, town.county, "county_patrol", head, since=date(2024, 2, 1))
        answer_for_rule(desk, town.county, "county_patrol", None, since=date(2024, 3, 1))
    was = answering(house)
    assert was == [(handler, town.county, "county_patrol", date(2024, 1, 1), date(2024, 1, 31)),
                   (head, town.county, "county_patrol", date(2024, 2, 1), date(2024, 2, 29))]
    for one in (handler, None):
        with pytest.raises(ConflictError, match=f"Somebody was named for it since {since}"), at(house) as desk:
            answer_for_rule(desk, town.county, "county_patrol", one, since=since)
    assert answering(house) == was
    with at(house) as desk:  # what nobody answered for is filled in afterwards, and a succession told late
        answer_for_rule(desk, town.county, "county_patrol", handler, since=date(2024, 3, 1))
        answer_for_rule(desk, town.county, "county_patrol", head, since=date(2024, 3, 2))
    assert answering(house)[2:] == [(handler, town.county, "county_patrol", date(2024, 3, 1), date(2024, 3, 1)),
                                    (head, town.county, "county_patrol", date(2024, 3, 2), None)]
    with pytest.raises(ConflictError, match="Somebody was named for it"), at(house) as desk:
        answer_for_rule(desk, town.county, "county_patrol", handler, since=date(2024, 3, 2))


def test_only_whoever_serves_there_answers_and_only_for_what_is_owed_there(house, town):
    township = town.officer(town.township)
    with at(house) as desk:
        with pytest.raises(ConflictError, match="does not serve"):
            answer_for_rule(desk, town.county, "county_patrol", township)
        with pytest.raises(ConflictError, match="does not serve"):
            answer_for_rule(desk, town.county, "county_patrol", town.officer(town.county), since=date(2000, 1, 1))
        with pytest.raises(InvalidError, match="owes nothing by"):
            answer_for_rule(desk, town.county, "township_patrol", town.officer(town.county))
        with pytest.raises(InvalidError, match="does not lie there"):
            answer_for_mine(desk, town.mine, town.city, town.officer(town.city))
        with pytest.raises(InvalidError, match="cannot be meant"):
            answer_for_mine(desk, town.mine, town.county, None, since=date(1, 1, 1))
        answer_for_mine(desk, town.mine, town.township, township)
    assert answering(house) == [(township, town.township, "mine", DAY, None)]


def test_an_inspector_is_one_of_an_office_above_the_mine(house, town):
    with at(house) as desk:
        beside = a_party(desk, "220300", "四平市", "city", town.province)
        stranger, handler = an_officer(desk, beside, "inspector"), town.officer(town.city)
        for wrong in (stranger, handler):
            with pytest.raises(ConflictError, match="no inspector of an office above"):
                inspect_mine(desk, town.mine, wrong)
        give_post(desk, handler, office_id=town.city, role="inspector")
        inspect_mine(desk, town.mine, handler)
        assert desk.scalar("SELECT inspector_id FROM mine") == handler
        assert f'"new":{handler},"old":{town.inspector}' in desk.scalar(
            "SELECT detail FROM journal WHERE action = 'mine.inspector'")


def test_only_whoever_keeps_the_records_assigns_and_others_hear_of_no_such_mine(house, town):
    with at(house) as desk:
        beside = a_party(desk, "220281", "蛟河市", "county", town.city)
        stranger = actor_of(desk, an_officer(desk, beside, "administrator"))
        handler = actor_of(desk, town.officer(town.county))
    with open_desk(house, stranger) as desk:
        for do in (lambda: inspect_mine(desk, town.mine, None), lambda: move_mine(desk, town.mine, county="220281"),
                   lambda: answer_for_mine(desk, town.mine, town.county, None),
                   lambda: answer_for_rule(desk, town.county, "county_patrol", None)):
            with pytest.raises(NotFoundError):
                do()
    with open_desk(house, handler) as desk, pytest.raises(RefusedError):
        answer_for_rule(desk, town.county, "county_patrol", None)


def test_a_mine_moves_with_its_right_and_what_it_owes_and_frees_who_cannot_follow(house, town):
    with at(house) as desk:
        open_duties(desk)
        other = a_party(desk, "220300", "四平市", "city", town.province)
        county = a_party(desk, "220322", "梨树县", "county", other)
        a_party(desk, "220322100", "梨树镇", "township", county)
        answer_for_mine(desk, town.mine, town.county, town.officer(town.county))
    maps, sign = (duty_id(house, "mining_maps_surface", "2024H1"), duty_id(house, "county_patrol", "2024-03"))
    with at(house) as desk:
        seen = last_change(desk, "duty", maps)
        with pytest.raises(InvalidError, match="does not lie in 梨树县"):
            move_mine(desk, town.mine, county="220322", township="220221100")
        with pytest.raises(InvalidError, match="is no county"):
            move_mine(desk, town.mine, county="220300")
        moved = move_mine(desk, town.mine, county="220322", township="220322100")
        assert (moved.right_moved, moved.inspector_freed, moved.responsibilities_ended) == (True, True, 1)
        assert moved.duties_moved >= 1
        assert desk.rows("SELECT m.county_id, r.county_id, m.inspector_id, m.area_code FROM mine m JOIN mineral_right r"
                         " ON r.id = m.right_id") == [(county, county, None, "220322100")]
        with pytest.raises(ConflictError, match="lies there already"):
            move_mine(desk, town.mine, county="220322", township="220322100")
    with at(house) as desk:  # the duty's own page is out of date, and its history tells why
        told = desk.rows("SELECT entity_id, office_id, detail FROM journal WHERE action = 'duty.moved' ORDER BY entity_id")
        assert len(told) == moved.duties_moved and maps in {row.entity_id for row in told}
        assert {row.office_id for row in told} == {town.holder}
        assert json.loads(next(row.detail for row in told if row.entity_id == maps)) == {
            "rule": "mining_maps_surface", "period": "2024H1", "mine": town.mine, "old_county": town.county, "county": county}
        with pytest.raises(ConflictError, match="This duty was changed meanwhile"):
            refuse_changed(desk, maps, seen)
    assert (duty_of(house, maps).creditor_id, duty_of(house, sign).creditor_id) == (county, town.city)
    assert answering(house) == []  # begun today, taken back


def test_a_right_stays_while_another_of_its_mines_lies_elsewhere_and_a_near_inspector_stays(house, town):
    with at(house) as desk:
        beside = a_party(desk, "220281", "蛟河市", "county", town.city)
        desk.run("INSERT INTO mine (code, name, right_id, holder_id, county_id, method, scale, valid_from, demo) SELECT 'JL2',"
                 " name, right_id, holder_id, county_id, method, scale, valid_from, demo FROM mine")
        moved = move_mine(desk, town.mine, county="蛟河市")
        assert (moved.right_moved, moved.inspector_freed) == (False, False)
        assert desk.scalar("SELECT county_id FROM mineral_right WHERE kind = 'mining'") == town.county
        assert desk.scalar("SELECT count(*) FROM mine WHERE county_id = :id", id=beside) == 1


def test_with_an_office_end_what_was_answered_for_there(house, town):
    with at(house) as desk:
        a_party(desk, "220281", "蛟河市", "county", town.city)
        answer_for_rule(desk, town.county, "county_patrol", town.officer(town.county), since=DAY - timedelta(days=9))
        abolish_office(desk, "220221", DAY - timedelta(days=1), successor="220281")
    assert answering(house) == [(town.officer(town.county), town.county, "county_patrol", DAY - timedelta(days=9),
                                 DAY - timedelta(days=1))]


def test_an_officer_of_elsewhere_is_told_like_one_who_does_not_exist(house, town):
    with at(house) as desk:
        beside = a_party(desk, "220281", "蛟河市", "county", town.city)
        keeper = actor_of(desk, an_officer(desk, beside, "administrator"))
        mine_beside = replace_county(desk, town.mine, beside)
        others = (town.officer(town.county), 9999, 2**40)
    with open_desk(house, keeper) as desk:
        for do in (lambda one: answer_for_rule(desk, beside, "county_patrol", one),
                   lambda one: answer_for_mine(desk, mine_beside, beside, one),
                   lambda one: inspect_mine(desk, mine_beside, one)):
            told = set()
            for one in others:
                with pytest.raises(ConflictError) as refused:
                    do(one)
                told.add(str(refused.value))
            assert len(told) == 1


def replace_county(desk, mine, county):
    desk.run("UPDATE mine SET county_id = :county, area_code = NULL WHERE id = :mine", county=county, mine=mine)
    return mine


def test_a_mine_moves_to_no_party_that_its_keeper_cannot_see_and_he_hears_of_none(house, town):
    with at(house) as desk:
        beside = a_party(desk, "220281", "蛟河市", "county", town.city)
        keeper = actor_of(desk, an_officer(desk, town.county, "administrator"))
        there = a_party(desk, "912202810000000009", "蛟河矿业", "holder", beside)
        assert there
    with open_desk(house, keeper) as desk:
        for code in ("912202810000000009", "220281", "蛟河市", "912202810000000008"):
            with pytest.raises(NotFoundError) as refused:
                move_mine(desk, town.mine, county=code)
            assert str(refused.value).startswith(f"No office or holder is called {code}.") and "蛟河" not in str(
                refused.value).removeprefix(f"No office or holder is called {code}.")
