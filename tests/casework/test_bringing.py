"""What acts bring about: event duties are opened, kept through corrections, and closed with what caused them."""

import json
from datetime import date
from typing import Any

from casework.act.acts import NewAct, correct, record, withdraw
from casework.act.reviews import accept
from casework.act.subjects import resolve
from casework.act.submissions import hand_in
from casework.desk import House
from tests.casework.builders import Province
from tests.casework.town import at, duty_id, duty_of, filled, go_to, settle_in

FRIDAY = date(2024, 3, 8)


def town_on(house: House, day: date = FRIDAY) -> Province:
    town = settle_in(house, date(2024, 1, 1))
    go_to(house, day)
    return town


def done(house: House, kind: str, party: int, about: tuple[str, int] = ("self", 0), **fields: Any) -> Any:
    with at(house) as desk:
        return record(desk, NewAct(kind, party, desk.today, *about, fields={**filled(house, kind), **fields}))


def of_rule(house: House, rule: str) -> list[tuple[str, int, str]]:
    with at(house) as desk:
        rows = desk.rows("SELECT subject_kind, subject_id, status FROM duty WHERE rule = :rule ORDER BY id", rule=rule)
    return [tuple(row) for row in rows]


def test_two_findings_of_one_day_are_handed_over_each_by_itself(house: House) -> None:
    town = town_on(house)
    first, second = (done(house, "violation_found", town.county).act_id for _ in range(2))
    assert of_rule(house, "internal_hand_over") == [("act", first, "open"), ("act", second, "open")]
    with at(house) as desk:
        about = resolve(desk, f"act:{second}")
    done(house, "internal_hand_over", town.county, about)
    assert of_rule(house, "internal_hand_over") == [("act", first, "open"), ("act", second, "discharged")]


def test_withdrawing_one_finding_leaves_the_other_offices_alone(house: House) -> None:
    town = town_on(house)
    mine, theirs = done(house, "violation_found", town.county).act_id, done(house, "violation_found", town.city).act_id
    with at(house) as desk:
        withdraw(desk, mine, reason="误报")
    assert of_rule(house, "internal_hand_over") == [("act", mine, "closed"), ("act", theirs, "open")]


def test_only_an_inspector_found_unfit_is_to_be_dismissed_within_ten_working_days(house: House) -> None:
    """一（二）: 考核不称职和不能胜任工作的应当及时解聘."""
    town = town_on(house)
    about = ("inspector", town.inspector)
    assert done(house, "inspector_evaluation", town.city, about, result="称职").opened == ()
    assert done(house, "inspector_evaluation", town.city, about, result="不能胜任").opened == ("inspector_dismissal",)
    duty = duty_of(house, duty_id(house, "inspector_dismissal", "2024-03-08"))
    assert (duty.debtor_id, duty.creditor_id, duty.subject_id) == (town.city, town.province, town.inspector)
    assert duty.due == date(2024, 3, 22)


def test_a_major_case_is_owed_to_the_superior_within_five_working_days(house: House) -> None:
    """四（四）: 逐级上报省厅."""
    town = town_on(house)
    assert done(house, "case_filed", town.county, major="否").opened == ()
    filed = done(house, "case_filed", town.county, major="是")
    assert filed.opened == ("major_case_report",)
    duty = duty_of(house, duty_id(house, "major_case_report", "2024-03-08"))
    assert (duty.debtor_id, duty.creditor_id, duty.due) == (town.county, town.city, date(2024, 3, 15))


def test_a_slip_of_the_pen_corrected_leaves_what_was_brought_about(house: House) -> None:
    town = town_on(house)
    act = done(house, "violation_found", town.county).act_id
    with at(house) as desk:
        again = correct(desk, act, reason="笔误", fields={"summary": "越界开采"})
        assert again.opened == ()
    assert of_rule(house, "internal_hand_over") == [("act", act, "open")]
    with at(house) as desk:
        withdraw(desk, again.act_id, reason="误报")
    assert of_rule(house, "internal_hand_over") == [("act", act, "closed")]


def test_another_day_of_the_event_opens_the_duty_of_that_day(house: House) -> None:
    town = town_on(house)
    act = done(house, "licence_issued", town.province, ("mining_right", town.right)).act_id
    with at(house) as desk:
        assert "development_plan_forwarding" in correct(desk, act, reason="日期误写", done_on=date(2024, 3, 7)).opened
    of_8th = duty_of(house, duty_id(house, "development_plan_forwarding", "2024-03-08"))
    of_7th = duty_of(house, duty_id(house, "development_plan_forwarding", "2024-03-07"))
    assert (of_8th.status, of_7th.status, of_7th.due) == ("closed", "open", date(2024, 3, 21))


def test_of_one_event_recorded_twice_one_record_may_go(house: House) -> None:
    town = town_on(house)
    first, second = (done(house, "licence_issued", town.province, ("mining_right", town.right)).act_id for _ in range(2))
    number = duty_id(house, "development_plan_forwarding", "2024-03-08")
    with at(house) as desk:
        withdraw(desk, first, reason="重复")
        told = desk.rows("SELECT action, detail FROM journal WHERE entity = 'duty' AND entity_id = :id", id=number)
    assert duty_of(house, number).status == "open"
    assert [(row.action, json.loads(row.detail)) for row in told] == [("duty.attributed", {
        "rule": "development_plan_forwarding", "period": "2024-03-08", "old": first, "new": second})]
    with at(house) as desk:
        withdraw(desk, second, reason="未颁发")
    assert duty_of(house, number).status == "closed"
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM journal WHERE action = 'duty.closed' AND entity_id = :id", id=number) == 1


def test_a_county_case_passes_the_city_on_its_way_to_the_province(house: House) -> None:
    """四（四）: 逐级上报省厅."""
    town = town_on(house)
    filed = done(house, "case_filed", town.county, major="是").act_id
    with at(house) as desk:
        handed = hand_in(desk, duty_id(house, "major_case_report", "2024-03-08"), filled(house, "case_reported_up"))
    assert of_rule(house, "major_case_pass_on") == []
    go_to(house, date(2024, 3, 11))
    with at(house) as desk:
        reported = accept(desk, handed.submission_id)
    assert reported.opened == ("major_case_pass_on",)
    assert of_rule(house, "major_case_report") == [("act", filed, "discharged")]
    duty = duty_of(house, duty_id(house, "major_case_pass_on", "2024-03-08"))
    assert (duty.debtor_id, duty.creditor_id, duty.subject_id) == (town.city, town.province, reported.act_id)
    with at(house) as desk:
        again = hand_in(desk, duty.id, filled(house, "case_reported_up"))
        assert accept(desk, again.submission_id).opened == ()
    assert duty_of(house, duty.id).status == "discharged"
