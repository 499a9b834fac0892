"""The ends that no act brings: waived from above with reason and approver, lapsed on the very day (三（一）, 六（一）)."""

import json
from datetime import date, timedelta

import pytest

from casework.access import Actor
from casework.act.acts import NewAct, record
from casework.desk import House, open_desk
from casework.duty.chasing import chase
from casework.duty.ending import lapse, waive
from casework.duty.moving import extend
from casework.duty.opening import open_duties
from casework.record.officers import actor_of
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from regulation.terms import Unit
from tests.casework.builders import Province
from tests.casework.town import at, duty_id, duty_of, filled, go_to, rungs_of, settle_in

TODAY = date(2024, 6, 3)


def ready(house: House, since: date = date(2024, 5, 1)) -> Province:
    town = settle_in(house, since)
    go_to(house, TODAY)
    with at(house) as desk:
        open_duties(desk)
    return town


def person(house: House, officer_id: int) -> Actor:
    with at(house) as desk:
        return actor_of(desk, officer_id)


def noted(house: House, action: str, duty: int) -> list[tuple[str, int, dict[str, object]]]:
    """Who noted what at which office, the detail read as JSON."""
    with at(house) as desk:
        return [(row.actor, row.office_id, json.loads(row.detail)) for row in desk.rows(
            "SELECT actor, office_id, detail FROM journal WHERE action = :action AND entity_id = :id", action=action, id=duty)]


def test_a_waiver_needs_a_reason_and_who_approved_it(house: House) -> None:
    duty = duty_id(house, "work_summary_half", "2024", ready(house).city)
    for reason, approver in (("", "王厅长"), ("  ", "王厅长"), ("辖区无矿山", ""), ("辖区无矿山", " ")):
        with at(house) as desk, pytest.raises(InvalidError, match=r"needs a reason and who approved it"):
            waive(desk, duty, reason=reason, approver=approver)
    assert (duty_of(house, duty).status, noted(house, "duty.waived", duty)) == ("open", [])


def test_only_a_leader_above_waives_and_nobody_his_own_offices_duty(house: House) -> None:
    town = ready(house)
    duty = duty_id(house, "joint_action", "2024H1", town.county)
    for office, role in ((town.county, "head"), (town.township, "head"), (town.city, "handler"), (town.city, "inspector")):
        # Whoever may not even see it is told that there is none.
        told = NotFoundError if office == town.township else RefusedError
        with open_desk(house, person(house, town.officer(office, role))) as desk, pytest.raises(told):
            waive(desk, duty, reason="辖区无矿山", approver="本人")
    deputy = person(house, town.officer(town.city, "deputy"))
    with open_desk(house, deputy) as desk:
        waived = waive(desk, duty, reason="辖区无矿山", approver="李局长")
    assert (waived.status, waived.ended_on, waived.end_reason) == ("waived", TODAY, "辖区无矿山（批准：李局长）")
    assert noted(house, "duty.waived", duty) == [(deputy.label, town.county, {
        "rule": "joint_action", "period": "2024H1", "reason": "辖区无矿山", "approver": "李局长"})]


def test_what_was_waived_is_chased_no_more_and_waived_no_second_time(house: House) -> None:
    duty = duty_id(house, "work_summary_half", "2024", ready(house).city)
    with at(house) as desk:
        waive(desk, duty, reason="辖区无矿山", approver="王厅长")
        with pytest.raises(ConflictError, match=r"has ended \(waived on 2024-06-03\); it cannot be waived"):
            waive(desk, duty, reason="辖区无矿山", approver="王厅长")
    go_to(house, date(2024, 7, 2))
    with at(house) as desk:
        chase(desk)
        assert desk.scalar("SELECT chase_on FROM duty WHERE id = :id", id=duty) is None
    assert rungs_of(house, duty) == []


def test_what_cannot_be_made_good_lapses_on_its_day_and_not_before(house: House) -> None:
    town = settle_in(house, date(2023, 12, 1))
    for begins, office, rule, period, day in (
            (date(2023, 12, 1), town.city, "mine_inspection", "2023", date(2024, 1, 4)),  # three working days, without 01-01
            (date(2024, 3, 4), town.township, "township_patrol", "2024-W10", date(2024, 3, 11)),
            (date(2024, 9, 30), town.township, "township_patrol", "2024-W40", date(2024, 10, 8))):  # over the National Day
        go_to(house, begins)
        with at(house) as desk:
            open_duties(desk)
        duty = duty_id(house, rule, period)
        after = day + timedelta(days=1)  # the whole of `day` is left to record what was done
        for today, expected in ((day, "open"), (after, "lapsed"), (after, "lapsed")):
            go_to(house, today)
            with at(house) as desk:
                lapse(desk)
            assert duty_of(house, duty).status == expected
        assert (duty_of(house, duty).ended_on, duty_of(house, duty).end_reason) == (after, "期限届满，不能补办")
        assert noted(house, "duty.lapsed", duty) == [
            ("operator", office, {"rule": rule, "period": period, "done": 0, "reason": "期限届满，不能补办"})]


def test_a_day_granted_moves_the_day_of_the_lapse(house: House) -> None:
    ready(house)
    duty = duty_id(house, "township_patrol", "2024-W23")
    with at(house) as desk:
        extend(desk, duty, n=3, unit=Unit.DAY, reason="汛情", approver="李局长")
    # Sunday 06-09 and three days: Wednesday; Thursday is left to record what was done.
    for today, lapsed in ((date(2024, 6, 13), 0), (date(2024, 6, 14), 1)):
        go_to(house, today)
        with at(house) as desk:
            lapse(desk)
        assert len(noted(house, "duty.lapsed", duty)) == lapsed


def test_training_done_on_the_day_it_is_counted_from_is_owed_again_three_years_later(house: House) -> None:
    town = ready(house, TODAY)
    officer = town.officer(town.county)
    with at(house) as desk:
        record(desk, NewAct("staff_training", town.county, TODAY, "officer", officer, fields=filled(house, "staff_training")))
    with at(house) as desk:
        opened = open_duties(desk).by_rule
        found = desk.rows("SELECT id, status FROM duty WHERE rule = 'staff_training' AND subject_id = :id ORDER BY id",
                          id=officer)
    assert [row.status for row in found] == ["discharged", "open"]
    assert (duty_of(house, found[1].id).due, opened) == (date(2027, 6, 3), {"staff_training": 1})
