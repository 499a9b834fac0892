"""Days on which nothing ran: one watch catches up, reminds once, and reports each missed week once (三（一）, 六（三）)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Date

from casework import moving
from casework.chasing import chase
from casework.desk import Desk, House, open_desk
from casework.ending import close_gone, lapse, waive
from casework.opening import open_duties
from casework.submissions import accept, hand_in
from casework.watch import WatchReport, keep_watch
from tests.casework.builders import SINCE, a_mine
from tests.casework.town import at, duty_id, duty_of, filled, go_to, rungs_of, settle_in, watch_on, watch_through
from tests.databases import SqliteDatabases

BEFORE, AFTER = date(2024, 6, 20), date(2024, 7, 2)  # a Thursday, and the Tuesday twelve days later
STEPS: tuple[Callable[[Desk], Any], ...] = (close_gone, open_duties, lapse, chase)


def chased_on(house: House, day: date) -> set[tuple[str, str, str, int, str]]:
    """Rule, period, debtor, rung and its state for every rung acted upon on a day."""
    with at(house) as desk:
        return {tuple(row) for row in desk.rows(
            "SELECT d.rule, d.period, p.name, r.no, r.state FROM rung r JOIN duty d ON d.id = r.duty_id"
            " JOIN party p ON p.id = d.debtor_id WHERE r.chased_on = :day", day=day)}


def reports_of_lapses(house: House) -> list[tuple[str, str, str, date]]:
    """Rule, period, to whom and in the letter of which day each lapse was reported."""
    with at(house) as desk:
        return [tuple(row) for row in desk.rows(
            "SELECT d.rule, d.period, p.name, x.day FROM letter_line l JOIN letter x ON x.id = l.letter_id"
            " JOIN duty d ON d.id = l.duty_id JOIN party p ON p.id = x.office_id WHERE l.no = 0"
            " ORDER BY x.day, d.rule, d.period", types={"day": Date()})]


def books(house: House) -> list[set[tuple[Any, ...]]]:
    """What the books say, without the numbers that rows happen to get."""
    with at(house) as desk:
        return [{tuple(row) for row in desk.rows(query)} for query in (
            "SELECT rule, period, debtor_id, subject_kind, subject_id, status, done, CAST(chase_on AS TEXT), version FROM duty",
            "SELECT d.rule, d.period, d.debtor_id, d.subject_id, r.no, r.state, CAST(r.chased_on AS TEXT) FROM rung r"
            " JOIN duty d ON d.id = r.duty_id",
            "SELECT x.recipient_id, CAST(x.day AS TEXT), x.state, d.rule, d.period, d.debtor_id, l.no, l.audience FROM letter x"
            " JOIN letter_line l ON l.letter_id = x.id JOIN duty d ON d.id = l.duty_id",
            "SELECT action, entity, office_id, detail, count(*) FROM journal GROUP BY action, entity, office_id, detail")]


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


@pytest.mark.parametrize("happened", ["discharged", "handed_in", "suspended", "waived"])
def test_nothing_is_sent_for_what_was_settled_meanwhile(house: House, happened: str) -> None:
    town = settle_in(house, date(2024, 5, 1))
    watch_on(house, BEFORE)
    duty = duty_id(house, "work_summary_half", "2024", town.city)
    go_to(house, date(2024, 6, 25))
    with at(house) as desk:
        if happened == "suspended":
            moving.suspend(desk, duty, reason="机构改革")
        elif happened == "waived":
            waive(desk, duty, reason="辖区无矿山", approver="王厅长")
        else:
            handed = hand_in(desk, duty, filled(house, "work_summary_half"))
            if happened == "discharged":
                accept(desk, handed.submission_id)
    watch_on(house, AFTER)
    assert duty_of(house, duty).status == happened
    assert rungs_of(house, duty) == [(1, "sent", BEFORE)]


def test_nine_missed_weeks_lapse_each_once_and_are_reported_once_though_two_months_were_dark(house: House) -> None:
    settle_in(house, date(2024, 3, 4))
    watch_on(house, date(2024, 3, 4))
    assert watch_on(house, date(2024, 5, 6)).lapsed == 12
    watch_on(house, date(2024, 5, 7))
    weeks = [("township_patrol", f"2024-W{week}", "永吉县", date(2024, 5, 6)) for week in range(10, 19)]
    months = [("county_patrol", f"2024-0{month}", "吉林市", date(2024, 5, 6)) for month in (3, 4)]
    quarter = [("city_patrol", "2024Q1", "吉林省", date(2024, 5, 6))]
    assert reports_of_lapses(house) == quarter + months + weeks
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM journal WHERE action = 'duty.lapsed'") == 12


def test_a_second_watch_of_the_day_does_nothing(house: House) -> None:
    settle_in(house, date(2024, 5, 1))
    watch_on(house, AFTER)
    before = books(house)
    assert keep_watch(house) == WatchReport(AFTER, 0, 0, 0, 0, 0, 0, 0, False)
    assert books(house) == before


def test_back_on_a_rest_day_the_house_opens_but_writes_only_on_the_next_working_day(house: House) -> None:
    settle_in(house, date(2024, 6, 3))
    back = watch_on(house, date(2024, 6, 8))  # the Saturday before the Dragon Boat Festival on Monday
    assert (back.rest_day, back.opened > 0, back.reminded, back.passed_over, back.letters) == (True, True, 0, 0, 0)
    watch_on(house, date(2024, 6, 11))
    assert chased_on(house, date(2024, 6, 8)) == set()
    assert {one for one in chased_on(house, date(2024, 6, 11)) if one[2] == "口前镇"} == {
        ("township_patrol", "2024-W23", "口前镇", 0, "sent")}


def test_over_the_turn_of_the_year_the_old_years_reports_are_chased_once_and_its_periods_lapse(house: House) -> None:
    town = settle_in(house, date(2023, 12, 25))
    watch_on(house, date(2023, 12, 29))
    reports = watch_through(house, date(2023, 12, 30), date(2024, 1, 3))
    assert [(report.rest_day, report.lapsed) for report in reports] == [
        (True, 0), (True, 0), (True, 0), (False, 3), (False, 0)]
    assert reports_of_lapses(house) == [("city_patrol", "2023Q4", "吉林省", date(2024, 1, 2)),
                                        ("county_patrol", "2023-12", "吉林市", date(2024, 1, 2)),
                                        ("township_patrol", "2023-W52", "永吉县", date(2024, 1, 2))]
    friday = date(2023, 12, 29)  # the day before the last and the last day itself are moved there
    assert rungs_of(house, duty_id(house, "work_summary_year", "2023", town.city)) == [
        (1, "passed_over", friday), (2, "passed_over", friday), (3, "passed_over", friday), (4, "sent", friday),
        (5, "sent", date(2024, 1, 2))]
    assert duty_of(house, duty_id(house, "township_patrol", "2024-W01")).due == date(2024, 1, 7)


@pytest.mark.parametrize("daily", [True, False])
def test_the_week_of_the_national_day_is_reminded_of_before_and_lapses_after(house: House, daily: bool) -> None:
    settle_in(house, date(2024, 9, 23))
    watch_on(house, date(2024, 9, 30))
    for report in watch_through(house, date(2024, 10, 1), date(2024, 10, 7)) if daily else ():
        assert (report.rest_day, report.letters, report.lapsed) == (True, 0, 0)
    watch_on(house, date(2024, 10, 8))
    assert ("township_patrol", "2024-W40", "口前镇", 1, "sent") in chased_on(house, date(2024, 9, 30))
    assert reports_of_lapses(house) == [("township_patrol", "2024-W39", "永吉县", date(2024, 9, 30)),
                                        ("city_patrol", "2024Q3", "吉林省", date(2024, 10, 8)),
                                        ("county_patrol", "2024-09", "吉林市", date(2024, 10, 8)),
                                        ("township_patrol", "2024-W40", "永吉县", date(2024, 10, 8))]


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
