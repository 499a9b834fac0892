"""Nothing is stranded when an office, an officer or a mine goes while a report waits for its review (六（三）)."""

from datetime import date

import pytest

from casework.act.reviews import accept, give_back
from casework.act.submissions import hand_in
from casework.desk import Desk, House, open_desk
from casework.duty import moving
from casework.duty.ending import close_gone, waive
from casework.duty.opening import open_duties
from casework.record.leaving import officer_leaves
from casework.record.officers import actor_of
from casework.record.offices import abolish_office
from casework.record.people import give_post
from foundation.errors import ConflictError
from tests.casework.builders import Province, a_party
from tests.casework.town import at, duty_id, duty_of, filled, go_to, settle_in

TODAY, YESTERDAY = date(2024, 6, 3), date(2024, 6, 2)


def ready(house: House) -> Province:
    town = settle_in(house, date(2024, 5, 1))
    go_to(house, TODAY)
    with at(house) as desk:
        open_duties(desk)
    return town


def status(house: House, number: int) -> str:
    return str(duty_of(house, number).status)


def close(house: House) -> None:
    with at(house) as desk:
        close_gone(desk)


def test_what_is_handed_in_waits_for_its_reviewer_whatever_ends(house: House) -> None:
    town = ready(house)
    found = [duty_id(house, rule, "2024H1") for rule in ("mining_maps_surface", "mining_maps_underground")]
    with at(house) as desk:
        first, second = (hand_in(desk, duty, filled(house, "mining_maps_surface")).submission_id for duty in found)
        desk.run("UPDATE mine SET valid_to = :last", last=YESTERDAY)
        desk.run("UPDATE party SET valid_to = :last WHERE id = :id", last=YESTERDAY, id=town.holder)
    close(house)
    assert [status(house, duty) for duty in found] == ["handed_in", "handed_in"]
    with at(house) as desk:
        accept(desk, first)
        give_back(desk, second, reasons="缺图例")
    close(house)
    assert [status(house, duty) for duty in found] == ["discharged", "closed"]


def test_a_report_handed_in_to_an_office_since_abolished_is_reviewed_by_its_successor(house: House) -> None:
    town = ready(house)
    duty, reviewer = duty_id(house, "mining_maps_surface", "2024H1"), town.officer(town.county)
    with at(house) as desk:
        submission = hand_in(desk, duty, filled(house, "mining_maps_surface")).submission_id
        give_post(desk, reviewer, office_id=a_party(desk, "220222", "舒兰市", "county", town.city), role="handler")
        abolish_office(desk, "220221", YESTERDAY, successor="220222")
        successor = actor_of(desk, reviewer)
    with open_desk(house, successor) as desk:
        accept(desk, submission)
    assert status(house, duty) == "discharged"


def test_the_training_of_an_officer_who_left_is_owed_no_more(house: House) -> None:
    town = ready(house)
    with at(house) as desk:
        training = int(desk.scalar("SELECT id FROM duty WHERE rule = 'staff_training' AND subject_id = :id",
                                   id=town.officer(town.county)))
        officer_leaves(desk, town.officer(town.county), since=TODAY, despite=True)
    close(house)
    assert status(house, training) == "closed"


def test_what_was_waived_while_its_report_waited_is_not_returned_to_life(house: House) -> None:
    duty = duty_id(house, "work_summary_half", "2024", ready(house).city)
    with at(house) as desk:
        submission = hand_in(desk, duty, filled(house, "work_summary_half")).submission_id
        waive(desk, duty, reason="辖区无矿山", approver="王厅长")
    with at(house) as desk, pytest.raises(ConflictError):
        give_back(desk, submission, reasons="缺附件")
    assert status(house, duty) == "waived"


def test_a_report_returned_that_was_handed_in_while_its_clock_stood_loses_none_of_those_days(house: House) -> None:
    duty = duty_id(house, "work_summary_half", "2024", ready(house).city)
    with at(house) as desk:
        moving.suspend(desk, duty, reason="机构改革")
    go_to(house, date(2024, 6, 13))
    with at(house) as desk:
        submission = hand_in(desk, duty, filled(house, "work_summary_half")).submission_id
        give_back(desk, submission, reasons="缺附件")
        if status_at(desk, duty) == "suspended":
            moving.resume(desk, duty)
    assert duty_of(house, duty).due == date(2024, 7, 10)  # 06-03 to 06-12 are ten days


def status_at(desk: Desk, number: int) -> str:
    return str(desk.scalar("SELECT status FROM duty WHERE id = :id", id=number))
