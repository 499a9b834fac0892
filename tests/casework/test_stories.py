"""The story of a duty, the acts and the offices, each for whoever may read them (四（二）)."""

import json
from datetime import date

import pytest

from casework.access import Actor
from casework.act.acts import correct, withdraw
from casework.act.submissions import hand_in
from casework.desk import House, open_desk
from casework.duty.opening import open_duties
from casework.record.founding import make_office
from casework.record.officers import actor_of
from casework.record.people import give_post
from casework.view.acts import acts_listed
from casework.view.board import due
from casework.view.listing import Asked
from casework.view.rosters import OfficeLine, offices_listed
from casework.view.stories import story
from foundation.errors import NotFoundError, RefusedError
from models import Area
from tests.casework.builders import a_party, an_officer, build_province
from tests.casework.town import at, duty_id, filled, go_to, patrol, settle_in, watch_on

TODAY = date(2024, 3, 4)  # where `house` stands
NOBODY = Actor("无岗人员", 999)


def person(house: House, officer: int) -> Actor:
    with at(house) as desk:
        return actor_of(desk, officer)


def test_the_story_of_a_duty_tells_its_date_its_rungs_and_its_history(house: House) -> None:
    town = settle_in(house, date(2024, 5, 1))
    watch_on(house, date(2024, 6, 28))
    duty = duty_id(house, "work_summary_half", "2024", town.city)
    with at(house) as desk:
        submission = hand_in(desk, duty, filled(house, "work_summary_half")).submission_id
    reader = person(house, town.officer(town.city, "inspector"))
    with open_desk(house, reader) as desk:
        told = story(desk, duty)
        line = next(line for line in due(desk, by=told.due, review=True) if line.duty == duty)
    assert (told.debtor, told.creditor, told.status, told.due, told.times, told.done) == (
        "吉林市", "吉林省", "handed_in", date(2024, 6, 30), 1, 0)
    assert told.quote in "".join(house.rulebook.provisions[told.provision].quotes) and "2024-06-30" in told.explanation
    assert [(rung["no"], rung["state"]) for rung in told.rungs] == [
        (1, "passed_over"), (2, "passed_over"), (3, "passed_over"), (4, "sent")]
    assert [(one.actor, one.action, json.loads(one.detail)["submission"]) for one in told.history] == [
        ("operator", "duty.handed_in", submission)]
    assert (line.submission, line.status, line.rule, line.debtor) == (submission, "handed_in", "work_summary_half", "吉林市")
    for officer in (town.officer(town.county), town.officer(town.holder, "holder")):
        with open_desk(house, person(house, officer)) as desk, pytest.raises(NotFoundError, match="There is no duty"):
            story(desk, duty)
    with at(house) as desk, pytest.raises(NotFoundError, match=r"There is no duty 999999"):
        story(desk, 999999)


def test_acts_are_listed_newest_first_with_what_became_of_them(house: House) -> None:
    town = settle_in(house, TODAY)
    go_to(house, date(2024, 3, 8))
    with at(house) as desk:
        open_duties(desk)
    numbers = [patrol(house, office, date(2024, 3, 5)).act_id for office in (town.township, town.county, town.city)]
    with at(house) as desk:
        withdraw(desk, numbers[1], reason="录错所")
        again = correct(desk, numbers[2], reason="日期录错", done_on=date(2024, 3, 6)).act_id
        assert [(line.id, line.done_on, line.party, line.state, line.counted_for) for line in listed(desk)] == [
            (again, date(2024, 3, 6), "吉林市", "standing", 1), (numbers[2], date(2024, 3, 5), "吉林市", "corrected", 0),
            (numbers[1], date(2024, 3, 5), "永吉县", "withdrawn", 0), (numbers[0], date(2024, 3, 5), "口前镇", "standing", 1)]
        county = str(desk.scalar("SELECT path FROM party WHERE id = :id", id=town.county))
        assert [line.id for line in listed(desk, path=county)] == [numbers[1], numbers[0]]
    for officer, seen in ((town.officer(town.county), [numbers[1], numbers[0]]), (town.officer(town.holder, "holder"), [])):
        with open_desk(house, person(house, officer)) as desk:
            assert [line.id for line in listed(desk)] == seen
    with open_desk(house, NOBODY) as desk, pytest.raises(RefusedError, match="may not read acts"):
        listed(desk)


def listed(desk, **more):
    return acts_listed(desk, Asked("-number"), **more).rows


def test_offices_are_listed_as_they_stand_today_with_how_many_serve_there(house: House) -> None:
    with at(house) as desk:
        town = build_province(desk)
        an_officer(desk, town.county, "clerk", valid_to=date(2024, 3, 3))  # left yesterday
        give_post(desk, town.officer(town.county), office_id=town.county, role="clerk")  # a second post, no second person
        a_party(desk, "220222", "舒兰市", "county", town.city, valid_to=date(2024, 3, 3))
        everything = [
            OfficeLine("220000", "吉林省", "province", None, 3), OfficeLine("220200", "吉林市", "city", "吉林省", 4),
            OfficeLine("220221", "永吉县", "county", "吉林市", 2), OfficeLine("220221100", "口前镇", "township", "永吉县", 2)]
        assert offices_listed(desk) == everything
        assert offices_listed(desk, below="永吉县") == everything[2:]
        with pytest.raises(NotFoundError):
            offices_listed(desk, below="无此局")
    with open_desk(house, person(house, town.officer(town.county))) as desk:
        assert offices_listed(desk) == offices_listed(desk, below="永吉县") == everything[2:]
        with pytest.raises(NotFoundError):
            offices_listed(desk, below="吉林市")  # above them: not theirs to look at
    with open_desk(house, NOBODY) as desk:
        assert offices_listed(desk) == []


def test_an_office_that_begins_next_month_does_not_stand_today(house: House) -> None:
    with at(house) as desk:
        town = build_province(desk)
        desk.session.add(Area(code="220221001", name="经济开发区", kind="zone", office_id=town.county))
        desk.session.flush()
        make_office(desk, "220221001", since=date(2024, 4, 1))
        assert "220221001" not in [line.code for line in offices_listed(desk)]
    go_to(house, date(2024, 4, 1))
    with at(house) as desk:
        assert "220221001" in [line.code for line in offices_listed(desk)]
