"""Days on which nothing ran: one watch catches up, reminds once, and reports each missed week once (三（一）, 六（三）)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from casework.act.reviews import accept
from casework.act.submissions import hand_in
from casework.desk import Desk, House, open_desk
from casework.duty import moving
from casework.duty.chasing import chase
from casework.duty.ending import close_gone, lapse, waive
from casework.duty.opening import open_duties
from casework.watch import keep_watch
from tests.casework.books import books, chased_on, reports_of_lapses
from tests.casework.builders import SINCE, a_mine
from tests.casework.town import at, duty_id, duty_of, filled, go_to, rungs_of, settle_in, the_post_went, watch_on
from tests.databases import SqliteDatabases

BEFORE, AFTER = date(2024, 6, 20), date(2024, 7, 2)  # a Thursday, and the Tuesday twelve days later
STEPS: tuple[Callable[[Desk], Any], ...] = (close_gone, open_duties, lapse, chase)


def test_one_watch_after_ten_days_sends_the_highest_rung_of_each_duty_and_passes_over_the_rest(house: House) -> None:
    settle_in(house, date(2024, 5, 1))
    watch_on(house, BEFORE)
    report = watch_on(house, AFTER)
    found = chased_on(house, AFTER)
    half = {(rule, period, name) for rule, period, name, _, _ in found if period in ("2024H1", "2024")}
    assert ("joint_action", "2024H1", "永吉县") in half and ("work_summary_half", "2024", "吉林市") in half
    # All of them fell due on Sunday 06-30; 06-23 (moved to Friday 06-21), 06-28 twice and 07-01 passed meanwhile.
    reminded = {(*one, no, "sent" if no == 5 else "passed_over") for one in half for no in (2, 3, 4, 5)}
    assert found == reminded | {
        ("township_patrol", "2024-W25", "口前镇", 0, "sent"), ("township_patrol", "2024-W26", "口前镇", 0, "sent"),
        ("county_patrol", "2024-06", "永吉县", 0, "sent"), ("city_patrol", "2024Q2", "吉林市", 0, "sent")}
    with at(house) as desk:
        letters = desk.rows("SELECT recipient_id FROM letter WHERE day > :before", before=BEFORE)
    assert len({row.recipient_id for row in letters}) == len(letters) == report.letters
    assert watch_on(house, date(2024, 7, 3)).reminded == 0


def test_nothing_is_sent_for_what_was_settled_meanwhile(house: House) -> None:
    town = settle_in(house, date(2024, 5, 1))
    watch_on(house, BEFORE)
    settled = {end: duty_id(house, rule, period, debtor) for end, rule, period, debtor in (
        ("discharged", "work_summary_half", "2024", town.city), ("handed_in", "two_rates_half", "2024", town.city),
        ("suspended", "reserve_spot_check", "2024", town.city), ("waived", "joint_action", "2024H1", town.county))}
    go_to(house, date(2024, 6, 25))
    with at(house) as desk:
        moving.suspend(desk, settled["suspended"], reason="机构改革")
        waive(desk, settled["waived"], reason="辖区无矿山", approver="王厅长")
        hand_in(desk, settled["handed_in"], filled(house, "two_rates_half"))
        accept(desk, hand_in(desk, settled["discharged"], filled(house, "work_summary_half")).submission_id)
    watch_on(house, AFTER)
    assert {end: duty_of(house, duty).status for end, duty in settled.items()} == {end: end for end in settled}
    assert [rungs_of(house, duty) for duty in settled.values()] == [[(1, "sent", BEFORE)]] * 4


def test_nine_missed_weeks_lapse_each_once_and_are_reported_once_though_two_months_were_dark(house: House) -> None:
    settle_in(house, date(2024, 3, 4))
    watch_on(house, date(2024, 3, 4))
    assert watch_on(house, date(2024, 5, 7)).lapsed == 12
    watch_on(house, date(2024, 5, 8))
    weeks = [("township_patrol", f"2024-W{week}", "永吉县", date(2024, 5, 7)) for week in range(10, 19)]
    months = [("county_patrol", f"2024-0{month}", "吉林市", date(2024, 5, 7)) for month in (3, 4)]
    quarter = [("city_patrol", "2024Q1", "吉林省", date(2024, 5, 7))]
    assert reports_of_lapses(house) == quarter + months + weeks
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM journal WHERE action = 'duty.lapsed'") == 12


def test_a_watch_killed_in_each_of_its_steps_leaves_the_same_books_when_kept_again(
        house: House, sqlite_databases: SqliteDatabases) -> None:
    quiet = House(sqlite_databases.fresh(), house.rulebook, house.clock, house.base_url)
    for one in (quiet, house):
        town = settle_in(one, date(2024, 3, 4))
        watch_on(one, date(2024, 3, 4))
        with at(one) as desk:
            desk.run("UPDATE mine SET valid_to = :last", last=date(2024, 3, 6))
            desk.run("UPDATE party SET valid_to = :last WHERE id = :id", last=date(2024, 3, 8), id=town.holder)
    watch_on(quiet, date(2024, 3, 14))
    the_post_went(house)
    for died_in in range(len(STEPS)):
        for step in STEPS[:died_in]:  # begun anew, it comes as far as the step in which it died
            with open_desk(house) as desk:
                step(desk)
        killed(house, STEPS[died_in])
    keep_watch(house)
    assert books(house) == books(quiet)


def killed(house: House, step: Callable[[Desk], Any]) -> None:
    with pytest.raises(KeyboardInterrupt), open_desk(house) as desk:
        assert step(desk)
        raise KeyboardInterrupt


def test_what_ended_before_its_duty_was_opened_is_not_chased(house: House) -> None:
    town = settle_in(house, date(2024, 1, 1))
    with at(house) as desk:
        mine = a_mine(desk, code="JL0009", right_id=town.right, holder_id=town.holder, county_id=town.county,
                      valid_from=SINCE, valid_to=date(2024, 3, 1))
    watch_on(house, date(2024, 3, 4))
    with at(house) as desk:
        chased = desk.rows("SELECT d.rule FROM rung r JOIN duty d ON d.id = r.duty_id JOIN reckoning k ON k.id = d.reckoning_id"
                           " WHERE d.subject_kind = 'mine' AND d.subject_id = :id AND k.due > :last",
                           id=mine, last=date(2024, 3, 1))
    assert [row.rule for row in chased] == []
