"""任务到矿、责任到人: a reminder reaches whoever was named for the matter, his stand-in, or else whoever it reached before."""

from datetime import date, timedelta

import pytest

from casework.record.absences import set_absence
from casework.record.people import change_address, end_post
from casework.record.responsibility import answer_for_mine, answer_for_rule, inspect_mine
from casework.view.responsible import Responsible, responsible_for
from tests.casework.builders import an_officer
from tests.casework.town import at, settle_in, watch_on

DAY = date(2024, 11, 29)  # thirty days before the year's end, less the rest days
BEFORE = DAY - timedelta(days=60)
PLAN, INSPECTION, ARCHIVE = "plan_supervision", "mine_inspection", "holder_archive"


@pytest.fixture
def town(house):
    return settle_in(house, date(2024, 1, 1))


def told(house, rule, debtor, day=DAY):
    """Whom the reminder of a duty went to, and in whose stead."""
    watch_on(house, day)
    with at(house) as desk:
        rows = desk.rows("SELECT DISTINCT x.recipient_id, l.stands_in_for_id FROM letter_line l"
                         " JOIN letter x ON x.id = l.letter_id JOIN duty d ON d.id = l.duty_id"
                         " WHERE d.rule = :rule AND d.debtor_id = :debtor"
                         " AND l.audience = 'debtor' AND x.day = :day", rule=rule, debtor=debtor, day=day)
    assert len(rows) == 1, rows
    return tuple(rows[0])


def named(house, town, **more):
    """An officer of the county, named for the yearly check of its archive since long."""
    with at(house) as desk:
        officer = an_officer(desk, town.county, "statistician", **{"name": "被指定的人", **more})
        answer_for_rule(desk, town.county, ARCHIVE, officer, since=BEFORE)
    return officer


def test_without_anybody_named_the_office_s_handler_is_told(house, town):
    assert told(house, ARCHIVE, town.county) == (town.officer(town.county), None)


def test_whoever_was_named_for_a_kind_of_duty_is_told_and_the_rest_goes_to_the_handler(house, town):
    officer = named(house, town)
    assert told(house, ARCHIVE, town.county) == (officer, None)
    with at(house) as desk:
        others = desk.rows("SELECT DISTINCT x.recipient_id FROM letter_line l JOIN letter x ON x.id = l.letter_id"
                           " JOIN duty d ON d.id = l.duty_id WHERE d.debtor_id = :id AND d.rule <> :rule"
                           " AND l.audience = 'debtor'", id=town.county, rule=ARCHIVE)
    assert [row.recipient_id for row in others] == [town.officer(town.county)]


def test_about_a_mine_whoever_answers_for_it_goes_before_whoever_answers_for_the_kind(house, town):
    with at(house) as desk:
        head, clerk = town.officer(town.county, "head"), an_officer(desk, town.county, "clerk")
        answer_for_rule(desk, town.county, PLAN, head, since=BEFORE)
    assert told(house, PLAN, town.county) == (head, None)
    with at(house) as desk:
        desk.run("DELETE FROM letter_line")
        desk.run("DELETE FROM letter")
        desk.run("DELETE FROM rung")
        desk.run("UPDATE duty SET chase_on = :day WHERE rule = :rule", day=DAY, rule=PLAN)
        answer_for_mine(desk, town.mine, town.county, clerk, since=BEFORE)
    assert told(house, PLAN, town.county) == (clerk, None)


def test_of_the_inspection_of_a_mine_its_inspector_is_told(house, town):
    assert told(house, INSPECTION, town.city) == (town.inspector, None)


def test_a_mine_without_an_inspector_stays_the_city_s_handler_s(house, town):
    with at(house) as desk:
        inspect_mine(desk, town.mine, None)
    assert told(house, INSPECTION, town.city) == (town.officer(town.city), None)


def test_one_named_who_is_away_is_stood_in_for(house, town):
    officer, head = named(house, town), town.officer(town.county, "head")
    with at(house) as desk:
        set_absence(desk, officer, first=DAY, last=DAY, substitute_id=head)
    assert told(house, ARCHIVE, town.county) == (head, officer)


@pytest.mark.parametrize("ground", ["away and nobody stands in", "no address", "address fails", "serves no more", "not yet"])
def test_where_the_one_named_cannot_be_told_the_office_s_own_order_holds(house, town, ground):
    officer = named(house, town)
    with at(house) as desk:
        if ground == "away and nobody stands in":
            set_absence(desk, officer, first=DAY, last=DAY)
        elif ground == "no address":
            change_address(desk, officer, None)
        elif ground == "address fails":
            desk.run("UPDATE officer SET email_fails = true WHERE id = :id", id=officer)
        elif ground == "serves no more":
            desk.run("UPDATE post SET valid_to = :last WHERE officer_id = :id", last=DAY - timedelta(days=1), id=officer)
        else:
            desk.run("UPDATE responsibility SET valid_from = :day", day=DAY + timedelta(days=1))
    assert told(house, ARCHIVE, town.county) == (town.officer(town.county), None)


def test_an_inspector_who_is_none_any_more_is_not_told(house, town):
    with at(house) as desk:
        post = int(desk.scalar("SELECT id FROM post WHERE officer_id = :id", id=town.inspector))
        end_post(desk, post, date(2024, 6, 1))
        an_officer(desk, town.city, "clerk")
        desk.run("UPDATE post SET role = 'clerk', valid_to = NULL WHERE id = :id", id=post)
    assert told(house, INSPECTION, town.city) == (town.officer(town.city), None)


def test_the_page_of_a_duty_names_whom_the_letter_reaches(house, town):
    officer, head = named(house, town), town.officer(town.county, "head")
    watch_on(house, DAY)
    with at(house) as desk:
        ids = {row.rule: row.id for row in desk.rows("SELECT rule, min(id) AS id FROM duty WHERE debtor_id = CASE rule"
                                                     " WHEN 'mine_inspection' THEN :city ELSE :county END GROUP BY rule",
                                                     county=town.county, city=town.city)}
        assert responsible_for(desk, ids[ARCHIVE], town.county) == Responsible(officer, "被指定的人", None, named=True)
        assert responsible_for(desk, ids[PLAN], town.county) == Responsible(
            town.officer(town.county), f"{town.county}号handler", None, named=False)
        assert responsible_for(desk, ids[INSPECTION], town.city) == Responsible(
            town.inspector, f"{town.city}号inspector", None, named=True)
        for one in (officer, town.officer(town.county)):
            set_absence(desk, one, first=DAY, last=DAY, substitute_id=head)
        assert responsible_for(desk, ids[ARCHIVE], town.county) == Responsible(
            officer, "被指定的人", f"{town.county}号head", named=True)
        assert responsible_for(desk, ids[PLAN], town.county) == Responsible(
            town.officer(town.county), f"{town.county}号handler", f"{town.county}号head", named=False)


def test_the_superior_is_told_as_ever(house, town):
    named(house, town)
    late = date(2025, 1, 10)  # seven working days after
    watch_on(house, DAY)
    watch_on(house, late)
    with at(house) as desk:
        rows = desk.rows("SELECT DISTINCT x.recipient_id FROM letter_line l JOIN letter x ON x.id = l.letter_id JOIN duty d"
                         " ON d.id = l.duty_id WHERE d.rule = :rule AND d.debtor_id = :county AND l.audience = 'superior'"
                         " AND d.period = '2024'", rule=ARCHIVE, county=town.county)
    assert [row.recipient_id for row in rows] == [town.officer(town.city)]
