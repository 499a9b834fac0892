"""What was closed because its debtor or subject was gone comes back when it stands again; a successor repeats nothing."""

from dataclasses import replace
from datetime import date

import pytest

from casework.act.acts import NewAct, record
from casework.desk import House
from casework.duty import moving
from casework.duty.ending import close_gone
from casework.duty.opening import open_duties
from casework.duty.standing import bring_back
from casework.record.offices import abolish_office, mark_rich
from casework.record.people import give_post
from foundation.errors import ConflictError
from regulation.loading import documents, parse
from tests.casework.builders import Province, a_party
from tests.casework.town import at, duty_id, duty_of, filled, go_to, settle_in, watch_on

JUNE = date(2024, 6, 3)


def ready(house: House, since: date = date(2024, 1, 1), today: date = JUNE) -> Province:
    town = settle_in(house, since)
    go_to(house, today)
    with at(house) as desk:
        open_duties(desk)
    return town


def night(house: House) -> None:
    with at(house) as desk:
        close_gone(desk)
        bring_back(desk)
        open_duties(desk)


def status(house: House, number: int) -> str:
    return str(duty_of(house, number).status)


def test_a_late_renewal_brings_back_what_its_end_had_closed(house: House) -> None:
    ready(house)
    inspections = duty_id(house, "mine_inspection", "2024")
    with at(house) as desk:
        desk.run("UPDATE mine SET valid_to = :last", last=date(2024, 6, 30))
    go_to(house, date(2024, 7, 2))
    night(house)
    assert status(house, inspections) == "closed"
    with at(house) as desk:
        desk.run("UPDATE mine SET valid_to = :last", last=date(2034, 6, 30))
    night(house)
    back = duty_of(house, inspections)
    assert (back.status, back.ended_on, back.end_reason, back.due) == ("open", None, None, date(2024, 12, 31))
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM journal WHERE action = 'duty.brought_back' AND entity_id = :id",
                           id=inspections) == 1
        assert desk.scalar("SELECT chase_on FROM duty WHERE id = :id", id=inspections) is not None


def test_a_holder_mistyped_and_mended_leaves_things_as_they_were(house: House) -> None:
    town = ready(house)
    maps = duty_id(house, "mining_maps_surface", "2024H1")
    with at(house) as desk:
        other = a_party(desk, "912202210000000002", "口前矿业有限公司", "holder", town.county)
        desk.run("UPDATE mine SET holder_id = :other", other=other)
    night(house)
    theirs = duty_id(house, "mining_maps_surface", "2024H1", other)
    assert (status(house, maps), status(house, theirs)) == ("closed", "open")
    with at(house) as desk:
        desk.run("UPDATE mine SET holder_id = :holder", holder=town.holder)
    night(house)
    assert (status(house, maps), status(house, theirs)) == ("open", "closed")


def test_what_was_overdue_when_the_holder_changed_stays_with_the_old_one(house: House) -> None:
    town = ready(house, today=date(2024, 2, 20))
    report = duty_id(house, "reserve_report", "2024")  # due on 01-31
    with at(house) as desk:
        desk.run("UPDATE mine SET holder_id = :other",
                 other=a_party(desk, "912202210000000002", "口前矿业有限公司", "holder", town.county))
    night(house)
    assert status(house, report) == "open"


def test_a_county_taken_off_the_list_owes_no_joint_action_and_owes_it_again_when_put_back(house: House) -> None:
    """五（一）: the list of mineral-rich counties is the province's."""
    ready(house)
    action = duty_id(house, "joint_action", "2024H1")
    for rich, expected in ((False, "closed"), (True, "open")):
        with at(house) as desk:
            mark_rich(desk, "220221", rich=rich)
        night(house)
        assert status(house, action) == expected


def test_a_successor_does_not_do_again_what_his_predecessor_did(house: House) -> None:
    town = ready(house)
    with at(house) as desk:
        record(desk, NewAct("plan_supervision", town.county, date(2024, 3, 5), "mine", town.mine,
                            fields=filled(house, "plan_supervision")))
        heir = a_party(desk, "220222", "舒兰市", "county", town.city)
        abolish_office(desk, "220221", date(2024, 6, 2), successor="220222")
    night(house)
    with at(house) as desk:
        owed = {(row.rule, row.status) for row in desk.rows("SELECT rule, status FROM duty WHERE debtor_id = :heir", heir=heir)}
    assert ("recovery_indicators", "open") in owed
    assert not {rule for rule, _ in owed} & {"plan_supervision"}


def test_a_mine_that_begins_within_the_half_year_owes_its_maps_and_no_four_inspections(house: House) -> None:
    """一（三）, 一（二）: who begins later joins where the rule says so."""
    town = settle_in(house, date(2024, 1, 1))
    with at(house) as desk:
        desk.run("UPDATE mine SET valid_from = :day", day=date(2024, 3, 15))
    watch_on(house, date(2024, 3, 18))
    with at(house) as desk:
        rules = {row.rule for row in desk.rows("SELECT rule FROM duty WHERE subject_kind = 'mine' AND subject_id = :mine"
                                               " AND period LIKE '2024%'", mine=town.mine)}
    assert {"mining_maps_surface", "mining_maps_underground"} <= rules
    assert not rules & {"mine_inspection", "reserve_report", "plan_supervision"}


def test_what_stood_suspended_comes_back_suspended_and_its_days_are_counted_once(house: House) -> None:
    ready(house)
    inspections = duty_id(house, "mine_inspection", "2024")
    with at(house) as desk:
        moving.suspend(desk, inspections, reason="停产整顿")
        desk.run("UPDATE mine SET valid_to = :last", last=date(2024, 6, 30))
    go_to(house, date(2024, 7, 2))
    night(house)
    with at(house) as desk:
        desk.run("UPDATE mine SET valid_to = NULL")
    night(house)
    assert status(house, inspections) == "suspended"
    go_to(house, date(2024, 7, 3))
    with at(house) as desk:
        assert moving.resume(desk, inspections).due == date(2025, 1, 30)  # 06-03 to 07-02 are thirty days


def test_a_rule_that_has_ended_rolls_on_no_more(house: House) -> None:
    ready(house)
    value = {"duty": "staff_training", "from": date(2024, 6, 1), "until": date(2024, 6, 16), "times": 1, "roll": False,
             "due": {"after": {"n": 36, "unit": "month"}}, "reports_on": "none", "confidence": "V", "source": "测试文件"}
    ended = replace(house, source=parse({**documents(), "decree.toml": {"duty_value": [value]}}))
    go_to(ended, date(2024, 6, 20))
    night(ended)
    with at(ended) as desk:
        before = desk.scalar("SELECT count(*) FROM duty WHERE rule = 'staff_training'")
        assert desk.scalar("SELECT count(*) FROM duty WHERE rule = 'staff_training' AND status = 'open'") == 0
    night(ended)
    with at(ended) as desk:
        assert desk.scalar("SELECT count(*) FROM duty WHERE rule = 'staff_training'") == before


def test_of_an_office_abolished_before_the_first_watch_nothing_is_opened(house: House) -> None:
    town = settle_in(house, date(2024, 1, 1))
    with at(house) as desk:
        desk.run("UPDATE party SET valid_to = :last WHERE id = :id", last=date(2024, 2, 15), id=town.township)
    watch_on(house, JUNE)
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM duty WHERE debtor_id = :id", id=town.township) == 0


def test_nobody_takes_a_post_at_an_office_that_is_gone(house: House) -> None:
    town = settle_in(house, date(2024, 1, 1))
    go_to(house, JUNE)
    with at(house) as desk:
        desk.run("UPDATE party SET valid_to = :last WHERE id = :id", last=date(2024, 2, 15), id=town.township)
        with pytest.raises(ConflictError, match=r"口前镇 was abolished before 2024-06-03"):
            give_post(desk, town.officer(town.county), office_id=town.township, role="handler")
