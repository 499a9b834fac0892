"""The ends that no act brings: waived from above, closed with rule, debtor or subject, lapsed on the day (三（一）, domain §9)."""

import copy
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Date

from casework.access import Actor
from casework.acts import NewAct, record
from casework.chasing import chase
from casework.desk import House, open_desk
from casework.ending import close_gone, lapse, waive
from casework.offices import abolish_office
from casework.opening import open_duties
from casework.people import actor_of, officer_leaves
from casework.submissions import accept, give_back, hand_in
from foundation.errors import ConflictError, InvalidError, RefusedError
from regulation.loading import documents, parse
from tests.casework.builders import Province, a_party
from tests.casework.town import at, duty_id, duty_of, filled, go_to, rungs_of, settle_in, watch_on

TODAY = date(2024, 6, 3)


def ready(house: House, since: date = date(2024, 5, 1)) -> Province:
    town = settle_in(house, since)
    go_to(house, TODAY)
    with at(house) as desk:
        open_duties(desk)
    return town


def close(house: House) -> dict[int, tuple[str, str]]:
    """Close what is gone: rule and reason by duty, each with one line of JSON in the journal, none with a day to be chased."""
    with at(house) as desk:
        count = close_gone(desk)
        rows = desk.rows("SELECT id, rule, period, done, ended_on, end_reason, chase_on FROM duty WHERE status = 'closed'",
                         types={"ended_on": Date(), "chase_on": Date()})
        lines = desk.rows("SELECT entity_id, office_id, detail FROM journal WHERE action = 'duty.closed' ORDER BY entity_id")
        assert {(row.ended_on, row.chase_on) for row in rows} <= {(desk.today, None)}
    told = {line.entity_id: json.loads(line.detail) for line in lines}
    assert count == len(rows) == len(lines)
    assert told == {row.id: {"rule": row.rule, "period": row.period, "done": row.done, "reason": row.end_reason} for row in rows}
    return {row.id: (row.rule, row.end_reason) for row in rows}


def chased(house: House, number: int) -> int:
    """Rungs of a duty after a chase."""
    with at(house) as desk:
        chase(desk)
    return len(rungs_of(house, number))


def status(house: House, number: int) -> str:
    return str(duty_of(house, number).status)


def person(house: House, officer_id: int) -> Actor:
    with at(house) as desk:
        return actor_of(desk, officer_id)


@pytest.mark.parametrize(("reason", "approver"), [("", "王厅长"), ("  ", "王厅长"), ("辖区无矿山", ""), ("辖区无矿山", " ")])
def test_a_waiver_needs_a_reason_and_who_approved_it(house: House, reason: str, approver: str) -> None:
    duty = duty_id(house, "work_summary_half", "2024", ready(house).city)
    with at(house) as desk, pytest.raises(InvalidError, match=r"needs a reason and who approved it"):
        waive(desk, duty, reason=reason, approver=approver)
    assert status(house, duty) == "open"


def test_only_a_leader_above_waives_and_nobody_his_own_offices_duty(house: House) -> None:
    town = ready(house)
    county = duty_id(house, "joint_action", "2024H1", town.county)
    for office, role in ((town.county, "head"), (town.township, "head"), (town.city, "handler"), (town.city, "inspector")):
        with open_desk(house, person(house, town.officer(office, role))) as desk, pytest.raises(RefusedError):
            waive(desk, county, reason="辖区无矿山", approver="本人")
    deputy = person(house, town.officer(town.city, "deputy"))
    with open_desk(house, deputy) as desk:
        assert waive(desk, county, reason="辖区无矿山", approver="李局长").end_reason == "辖区无矿山（批准：李局长）"
    with at(house) as desk:
        line = desk.rows("SELECT actor, office_id, detail FROM journal WHERE action = 'duty.waived'")[0]
    assert (line.actor, line.office_id, json.loads(line.detail)) == (deputy.label, town.county, {
        "rule": "joint_action", "period": "2024H1", "reason": "辖区无矿山", "approver": "李局长"})
    go_to(house, date(2024, 7, 2))
    assert chased(house, county) == 0


def test_what_was_waived_while_its_report_waited_is_not_returned_to_life(house: House) -> None:
    duty = duty_id(house, "work_summary_half", "2024", ready(house).city)
    with at(house) as desk:
        submission = hand_in(desk, duty, filled(house, "work_summary_half")).submission_id
        waive(desk, duty, reason="辖区无矿山", approver="王厅长")
    with at(house) as desk, pytest.raises(ConflictError):
        give_back(desk, submission, reasons="缺附件")
    assert status(house, duty) == "waived"


def test_a_rule_that_a_decree_ends_closes_its_duties_the_day_after_its_last(house: House) -> None:
    ready(house)
    ended: dict[str, Any] = {"duty": "township_patrol", "from": date(2024, 6, 10), "until": date(2024, 6, 16), "times": 2,
                             "due": {"at": "period_end"}, "roll": False, "reports_on": "none", "confidence": "V",
                             "source": "吉自然资发〔2024〕1号"}
    changed = replace(house, rulebook=parse({**documents(), "decree.toml": {"duty_value": [ended]}}))
    go_to(changed, date(2024, 6, 16))
    assert close(changed) == {}
    go_to(changed, date(2024, 6, 17))
    closed = close(changed)
    assert set(closed.values()) == {("township_patrol", "规则已于2024-06-16终止")}
    assert duty_id(house, "township_patrol", "2024-W25") in closed
    with at(changed) as desk:
        assert "township_patrol" not in open_duties(desk).by_rule


def test_a_rule_withdrawn_from_the_rulebook_closes_its_duties_and_stops_no_letter(house: House) -> None:
    town = ready(house)
    files = copy.deepcopy(documents())
    for document in files.values():
        document["duty"] = [one for one in document.get("duty", []) if one["code"] != "work_summary_half"]
    changed = replace(house, rulebook=parse(files))
    duty = duty_id(house, "work_summary_half", "2024", town.city)
    watch_on(changed, date(2024, 6, 28))
    assert (status(house, duty), len(rungs_of(house, duty)), duty_of(house, duty).end_reason) != ("closed", 0, None)
    assert (status(house, duty), len(rungs_of(house, duty))) == ("closed", 0)


def test_a_debtor_abolished_owes_to_its_last_day_and_no_longer(house: House) -> None:
    town = ready(house)
    with at(house) as desk:
        desk.run("UPDATE party SET valid_to = :last WHERE id = :id", last=date(2024, 6, 4), id=town.township)
    go_to(house, date(2024, 6, 4))
    assert close(house) == {}
    go_to(house, date(2024, 6, 5))
    closed = close(house)
    week = duty_id(house, "township_patrol", "2024-W23")
    assert closed[week] == ("township_patrol", "义务主体已撤销") and {reason for _, reason in closed.values()} == {"义务主体已撤销"}
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM duty WHERE debtor_id = :id AND status = 'open'", id=town.township) == 0
    go_to(house, date(2024, 6, 7))
    assert chased(house, week) == 0


def test_a_report_handed_in_to_an_office_since_abolished_is_reviewed_by_its_successor(house: House) -> None:
    town = ready(house)
    duty = duty_id(house, "mining_maps_surface", "2024H1")
    with at(house) as desk:
        submission = hand_in(desk, duty, filled(house, "mining_maps_surface")).submission_id
        heir = a_party(desk, "220222", "舒兰市", "county", town.city)
        desk.run("INSERT INTO post (officer_id, office_id, role, title, valid_from) VALUES (:who, :heir, 'handler', '', :since)",
                 who=town.officer(town.county), heir=heir, since=TODAY)
        abolish_office(desk, "220221", date(2024, 6, 2), successor="220222")
    with open_desk(house, person(house, town.officer(town.county))) as desk:
        accept(desk, submission)
    assert status(house, duty) == "discharged"


@pytest.mark.parametrize(("table", "rule", "period", "reviewed"), [
    ("mine", "mining_maps_surface", "2024H1", True), ("mineral_right", "exploration_annual_report", "2024", True)])
def test_what_falls_due_after_a_right_or_mine_ended_is_closed_and_what_fell_due_before_stays_owed(
        house: House, table: str, rule: str, period: str, reviewed: bool) -> None:
    ready(house)
    duty = duty_id(house, rule, period)
    due = duty_of(house, duty).due
    for last, expected in ((due, "open"), (date(2024, 6, 2), "closed")):
        with at(house) as desk:
            desk.run(f"UPDATE {table} SET valid_to = :last", last=last)
        go_to(house, max(TODAY, date.fromordinal(last.toordinal() + 1)))
        closed = close(house)
        assert status(house, duty) == expected
    assert closed[duty] == (rule, "矿业权或矿山已终止")
    go_to(house, date(2025, 1, 2))
    assert chased(house, duty) == 0


def test_a_new_holder_owes_what_the_old_one_owes_no_more(house: House) -> None:
    town = ready(house)
    before = duty_id(house, "mining_maps_surface", "2024H1")
    with at(house) as desk:
        heir = a_party(desk, "912202210000000002", "口前矿业有限公司", "holder", town.county, valid_from=date(2024, 6, 1))
        desk.run("UPDATE mine SET holder_id = :heir", heir=heir)
    closed = close(house)
    assert closed[before] == ("mining_maps_surface", "矿业权人已变更")
    with at(house) as desk:
        open_duties(desk)
    after = duty_of(house, duty_id(house, "mining_maps_surface", "2024H1", heir))
    assert (after.status, after.due, set(closed.values()) >= {("mining_maps_underground", "矿业权人已变更")}) == (
        "open", date(2024, 6, 30), True)


@pytest.mark.parametrize(("answer", "end"), [("accepted", "discharged"), ("returned", "closed")])
def test_what_is_handed_in_waits_for_its_reviewer_whatever_ends(house: House, answer: str, end: str) -> None:
    town = ready(house)
    duty = duty_id(house, "mining_maps_surface", "2024H1")
    with at(house) as desk:
        submission = hand_in(desk, duty, filled(house, "mining_maps_surface")).submission_id
        desk.run("UPDATE mine SET valid_to = :last", last=date(2024, 6, 2))
        desk.run("UPDATE party SET valid_to = :last WHERE id = :id", last=date(2024, 6, 2), id=town.holder)
    assert duty not in close(house) and status(house, duty) == "handed_in"
    with at(house) as desk:
        if answer == "accepted":
            accept(desk, submission)
        else:
            give_back(desk, submission, reasons="缺图例")
    close(house)
    assert status(house, duty) == end


def test_the_training_of_an_officer_who_left_is_owed_no_more(house: House) -> None:
    town = ready(house)
    leaver = town.officer(town.county)
    with at(house) as desk:
        training = int(desk.scalar("SELECT id FROM duty WHERE rule = 'staff_training' AND subject_id = :id", id=leaver))
        officer_leaves(desk, leaver, last_day=TODAY)
    go_to(house, date(2024, 6, 4))
    close(house)
    assert status(house, training) == "closed"


def test_training_done_on_the_day_it_is_counted_from_is_owed_again(house: House) -> None:
    town = ready(house, since=TODAY)
    with at(house) as desk:
        record(desk, NewAct("staff_training", town.county, TODAY, "officer", town.officer(town.county),
                            fields=filled(house, "staff_training")))
    with at(house) as desk:
        opened = open_duties(desk).by_rule
        rows = desk.rows("SELECT status FROM duty WHERE rule = 'staff_training' AND subject_id = :id ORDER BY id",
                         id=town.officer(town.county))
    assert ([row.status for row in rows], opened) == (["discharged", "open"], {"staff_training": 1})


@pytest.mark.parametrize(("since", "rule", "period", "day"), [
    (date(2024, 3, 4), "township_patrol", "2024-W10", date(2024, 3, 11)),
    (date(2024, 9, 30), "township_patrol", "2024-W40", date(2024, 10, 8)),
    (date(2024, 9, 30), "county_patrol", "2024-09", date(2024, 10, 8)),
    (date(2023, 12, 1), "mine_inspection", "2023", date(2024, 1, 4))])
def test_what_cannot_be_made_good_lapses_on_its_day_and_not_before(
        house: House, since: date, rule: str, period: str, day: date) -> None:
    settle_in(house, since)
    go_to(house, since)
    with at(house) as desk:
        open_duties(desk)
    duty = duty_id(house, rule, period)
    for today, expected in ((date.fromordinal(day.toordinal() - 1), "open"), (day, "lapsed")):
        go_to(house, today)
        with at(house) as desk:
            lapse(desk)
        assert status(house, duty) == expected
    with at(house) as desk:
        lines = desk.rows("SELECT detail FROM journal WHERE action = 'duty.lapsed' AND entity_id = :id", id=duty)
        assert lapse(desk) == 0
    assert [json.loads(line.detail) for line in lines] == [
        {"rule": rule, "period": period, "done": 0, "reason": "期限届满，不能补办"}]
