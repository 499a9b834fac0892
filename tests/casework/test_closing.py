"""Closed with its rule, its debtor or its subject, each with its reason and a line in the journal (domain §9)."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date

from casework.desk import House
from casework.duty.chasing import chase
from casework.duty.ending import close_gone
from casework.duty.opening import open_duties
from casework.letter import outbox
from tests.casework.builders import Province, a_party
from tests.casework.rulebooks import rulebook_and, rulebook_with
from tests.casework.town import at, duty_id, duty_of, go_to, rungs_of, settle_in, watch_on

TODAY = date(2024, 6, 3)


def ready(house: House) -> Province:
    town = settle_in(house, date(2024, 5, 1))
    go_to(house, TODAY)
    with at(house) as desk:
        open_duties(desk)
    return town


def closed(house: House) -> dict[int, tuple[str, str]]:
    """Close what is gone: rule and reason by duty; each ended today, is chased no more and stands in the journal as JSON."""
    query = "SELECT id, rule, period, done, ended_on, end_reason, chase_on FROM duty WHERE status = 'closed'"
    types = {"ended_on": Date(), "chase_on": Date()}
    with at(house) as desk:
        before = {row.id for row in desk.rows(query, types=types)}
        count = close_gone(desk)
        rows = [row for row in desk.rows(query, types=types) if row.id not in before]
        lines = {row.entity_id: json.loads(row.detail) for row in desk.rows(
            "SELECT entity_id, detail FROM journal WHERE action = 'duty.closed'") if row.entity_id not in before}
        assert (count, {(row.ended_on, row.chase_on) for row in rows} - {(desk.today, None)}) == (len(rows), set())
    assert lines == {row.id: {"rule": row.rule, "period": row.period, "done": row.done, "reason": row.end_reason}
                     for row in rows}
    return {row.id: (row.rule, row.end_reason) for row in rows}


def chased_on(house: House, day: date, number: int) -> int:
    go_to(house, day)
    with at(house) as desk:
        chase(desk)
    return len(rungs_of(house, number))


def test_a_rule_that_a_decree_ends_closes_its_duties_the_day_after_its_last(house: House) -> None:
    ready(house)
    ends: dict[str, Any] = {"duty": "township_patrol", "from": date(2024, 6, 10), "until": date(2024, 6, 16), "times": 2,
                            "due": {"at": "period_end"}, "roll": False, "reports_on": "none", "confidence": "V",
                            "source": "吉自然资发〔2024〕1号"}
    changed = replace(house, source=rulebook_and("decree.toml", {"duty_value": [ends]}))
    go_to(changed, date(2024, 6, 16))
    assert closed(changed) == {}
    go_to(changed, date(2024, 6, 17))
    week = duty_id(house, "township_patrol", "2024-W25")
    assert closed(changed)[week] == ("township_patrol", "规则已于2024-06-16终止")
    with at(changed) as desk:
        assert "township_patrol" not in open_duties(desk).by_rule
    assert chased_on(changed, date(2024, 6, 21), week) == 0


def test_a_rule_withdrawn_from_the_rulebook_closes_its_duties_and_stops_no_letter(house: House) -> None:
    duty = duty_id(house, "work_summary_half", "2024", ready(house).city)
    changed = replace(house, source=rulebook_with("duty", "work_summary_half", lambda rules, rule: rules.remove(rule)))
    watch_on(changed, date(2024, 6, 28))
    with at(changed) as desk:
        outbox.write(desk, outbox.claim(desk, batch=200))
    assert (duty_of(house, duty).status, rungs_of(house, duty)) == ("closed", [])
    assert duty_of(house, duty).end_reason


def test_a_debtor_abolished_owes_to_its_last_day_and_no_longer(house: House) -> None:
    town = ready(house)
    with at(house) as desk:
        desk.run("UPDATE party SET valid_to = :last WHERE id = :id", last=TODAY, id=town.township)
    # The weeks that would begin after it are owed no more at once; the one that runs, to the last day.
    ahead = closed(house)
    week = duty_id(house, "township_patrol", "2024-W23")
    assert set(ahead.values()) == {("township_patrol", "义务主体不再承担该事项")} and week not in ahead
    go_to(house, TODAY + timedelta(days=1))
    found = closed(house)
    assert found[week] == ("township_patrol", "义务主体已撤销")
    assert {reason for _, reason in found.values()} == {"义务主体已撤销"}
    with at(house) as desk:
        assert {*found, *ahead} == {row.id for row in desk.rows("SELECT id FROM duty WHERE debtor_id = :id", id=town.township)}
    assert chased_on(house, date(2024, 6, 7), week) == 0


def test_what_falls_due_after_a_right_or_mine_ended_is_closed_and_what_fell_due_by_then_stays_owed(house: House) -> None:
    ready(house)
    for table, rule, period in (("mine", "mining_maps_surface", "2024H1"),
                                ("mineral_right", "exploration_annual_report", "2024")):
        duty = duty_id(house, rule, period)
        due = duty_of(house, duty).due
        go_to(house, due + timedelta(days=1))
        for last, expected in ((due, None), (due - timedelta(days=1), (rule, "矿业权或矿山已终止"))):
            with at(house) as desk:
                desk.run(f"UPDATE {table} SET valid_to = :last", last=last)
            assert closed(house).get(duty) == expected
        assert chased_on(house, due + timedelta(days=10), duty) == 0


def test_a_new_holder_owes_what_the_old_one_owes_no_more(house: House) -> None:
    town = ready(house)
    before = duty_id(house, "mining_maps_surface", "2024H1")
    with at(house) as desk:
        heir = a_party(desk, "912202210000000002", "口前矿业有限公司", "holder", town.county, valid_from=date(2024, 6, 1))
        desk.run("UPDATE mine SET holder_id = :heir", heir=heir)
    found = closed(house)
    assert (found[before], {reason for _, reason in found.values()}) == (
        ("mining_maps_surface", "矿业权人已变更"), {"矿业权人已变更"})
    with at(house) as desk:
        open_duties(desk)
    after = duty_of(house, duty_id(house, "mining_maps_surface", "2024H1", heir))
    assert (after.status, after.due) == ("open", date(2024, 6, 30))
