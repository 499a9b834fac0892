"""What can be recorded where, and about what: the kinds that fit an office, the subjects in its reach."""

from dataclasses import replace

import pytest

from casework.access import Actor
from casework.act.acts import NewAct, record
from casework.act.offering import kinds_at, recorders, subject_kinds
from casework.desk import open_desk
from casework.duty.opening import open_duties
from casework.record.absences import set_absence
from casework.record.officers import actor_of
from casework.record.people import give_post
from casework.view.listing import Asked
from casework.view.subjects import in_reach, subjects_of
from foundation.errors import NotFoundError
from models import Area
from tests.casework.builders import a_mine, a_party, a_right, an_officer
from tests.casework.town import at, filled, settle_in


@pytest.fixture
def town(house):
    return settle_in(house, house.clock.now().date())


def kinds(house, level):
    return {kind.kind for kind in kinds_at(house.rulebook, level)}


def test_each_office_records_what_it_owes_and_what_anybody_may_find(house):
    free = {"daily_supervision", "case_filed", "violation_found", "licence_issued"}
    assert kinds(house, "township") > {"patrol", "staff_training", *free}
    assert not kinds(house, "township") & {"mine_inspection", "assessment", "annual_inspection", "sign_board"}
    assert kinds(house, "city") > {"patrol", "mine_inspection", *free} and "annual_inspection" not in kinds(house, "city")
    assert kinds(house, "holder") == {"sign_board", "mining_start_planned", "exploration_started", "geological_survey_staff"}


def test_what_is_reviewed_is_handed_in_and_every_other_kind_is_recorded_somewhere(house):
    offered = set().union(*(kinds(house, level) for level in ("province", "city", "county", "township", "holder")))
    assert offered == {kind.kind for kind in house.rulebook.acts.values() if not kind.reviewed and not kind.own_way}


@pytest.mark.parametrize(("kind", "about"), [
    ("patrol", ("self", "mine", "mining_right", "exploration_right")),  # something may be found there
    ("liaison_meeting", ("self",)), ("recovery_indicators", ("mine",)), ("staff_training", ("officer",)),
    ("inspector_evaluation", ("inspector",)), ("licence_issued", ("mining_right",)), ("internal_hand_over", ("act",)),
    ("case_filed", ("self",)), ("exploration_started", ("exploration_right",)), ("plan_received", ("mining_right",)),
    ("daily_supervision", ("self", "mine", "mining_right", "exploration_right", "officer"))])
def test_an_act_is_about_what_its_duties_are_about(house, kind, about):
    found = subject_kinds(house.rulebook, house.rulebook.acts[kind])
    assert found[:len(about)] == about


def at_office(house, officer):
    with at(house) as desk:
        actor = actor_of(desk, officer)
    with open_desk(house, actor) as desk:
        return recorders(desk)


def test_one_records_for_the_offices_of_ones_posts_also_in_anothers_stead(house, town):
    officer = town.officer(town.county)
    assert [one.code for one in at_office(house, officer)] == ["220221"]
    with at(house) as desk:
        give_post(desk, officer, office_id=town.township, role="patroller")
        give_post(desk, officer, office_id=town.city, role="auditor")  # who records nothing
        away = town.officer(town.holder, "holder")
        set_absence(desk, away, first=desk.today, last=desk.today, substitute_id=officer)
    assert {one.code for one in at_office(house, officer)} == {"220221", "220221100", "912202210000000001"}
    with open_desk(house, Actor("无岗人员", 999)) as desk:
        assert recorders(desk) == []


def names(house, office, *kinds, **asked):
    with at(house) as desk:
        row = desk.rows("SELECT id, code, name, level, path FROM party WHERE id = :id", id=office)[0]
        found = subjects_of(desk, type("R", (), row._asdict()), kinds, Asked(**asked)).rows
    return [one.subject for one in found]


def test_mines_and_rights_are_offered_to_their_holder_township_county_and_all_above(house, town):
    mine, right, exploration = "mine:JL0001", "right:C2200002009012110000001", "right:T22120090102000001"
    with at(house) as desk:
        beside = a_party(desk, "220281", "蛟河市", "county", town.city)
        other = a_party(desk, "912202810000000002", "蛟河矿业", "holder", beside)
        licence = a_right(desk, licence_no="C2", holder_id=other, issuer_id=town.city, county_id=beside, name="蛟河铜矿")
        a_mine(desk, code="JL0002", right_id=licence, holder_id=other, county_id=beside, name="蛟河铜矿", area_code="220281500")
        farm = a_party(desk, "220281100", "白石山镇", "township", beside)
        desk.session.add(Area(code="220281500", name="白石山林场", kind="farm", office_id=farm))
    for office in (town.holder, town.township, town.county):
        assert names(house, office, "mine") == [mine], office
        assert names(house, office, "mining_right") == [right], office
    assert names(house, town.county, "exploration_right") == [exploration] == names(house, town.holder, "exploration_right")
    assert names(house, farm, "mine") == ["mine:JL0002"] and names(house, farm, "mining_right") == ["right:C2"]
    assert names(house, town.city, "mine", "mining_right") == [mine, right, "mine:JL0002", "right:C2"]
    assert names(house, town.city, "mine", filters={"about": "铜"}) == ["mine:JL0002"] == names(
        house, town.city, "mine", sort="-mark")[:1]


def test_what_ended_long_ago_is_offered_no_more(house, town):
    with at(house) as desk:
        desk.run("UPDATE mine SET valid_to = :day", day=desk.today.replace(year=2023, day=5))
    assert names(house, town.county, "mine") == ["mine:JL0001"]
    with at(house) as desk:
        desk.run("UPDATE mine SET valid_to = :day", day=desk.today.replace(year=2023, day=1))
    assert names(house, town.county, "mine") == []


def test_people_are_offered_where_they_serve_and_acts_where_they_are_owed_about(house, town):
    assert names(house, town.city, "inspector") == [f"inspector:{town.inspector}"]
    assert f"officer:{town.officer(town.township)}" in names(house, town.county, "officer")
    assert f"officer:{town.inspector}" not in names(house, town.county, "officer")
    with at(house) as desk:
        an_officer(desk, town.county, name="已离任", valid_to=desk.today.replace(year=2022))
        open_duties(desk)
        found = record(desk, NewAct("violation_found", town.county, desk.today, fields=filled(house, "violation_found")))
    assert "已离任" not in str(names(house, town.county, "officer", filters={"about": "已离任"}))
    assert names(house, town.county, "act") == [f"act:{found.act_id}"] and names(house, town.city, "act") == []


def test_what_is_out_of_reach_is_as_what_does_not_exist(house, town):
    with at(house) as desk:
        rows = desk.rows("SELECT id, code, name, level, path FROM party WHERE id IN (:a, :b)", a=town.township, b=town.county)
        township, county = [next(row for row in rows if row.id == one) for one in (town.township, town.county)]
        assert in_reach(desk, county, "mine:JL0001") == ("mine", town.mine, "口前铁矿")
        assert in_reach(desk, county, "") == in_reach(desk, county, "self") == ("self", 0, None)
        said = []
        for subject in (f"officer:{town.inspector}", "officer:999999", "act:1", "mine:XX", "officer:x", "'; --"):
            with pytest.raises(NotFoundError) as caught:
                in_reach(desk, township, subject)
            said.append(caught.value.message.replace(subject, "…"))
        assert len(set(said)) == 1


def test_a_kind_of_a_later_decree_is_offered_by_what_it_discharges(house):
    kind = replace(house.rulebook.acts["patrol"], discharges=("mine_inspection",), findings=())
    assert subject_kinds(house.rulebook, kind) == ("mine",)
