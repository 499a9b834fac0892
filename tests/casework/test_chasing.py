"""Reminders before, on and after the day, then up the offices' parents; right when late or in parallel (三（一）, 六（三）)."""

import threading
from datetime import date

import pytest

from casework.desk import House, open_desk
from casework.duty.chasing import Chased, chase
from casework.duty.opening import open_duties
from tests.casework.town import at, duty_id, go_to, patrol, rungs_of, settle_in, watch_on, watch_through


def letters(house: House) -> list[tuple[int, date]]:
    from sqlalchemy import Date
    with at(house) as desk:
        return [(row.recipient_id, row.day) for row in desk.rows(
            "SELECT recipient_id, day FROM letter ORDER BY day, recipient_id", types={"day": Date()})]


def audiences(house: House, duty: int) -> list[tuple[date, str, int]]:
    from sqlalchemy import Date
    with at(house) as desk:
        return [(row.day, row.audience, row.recipient_id) for row in desk.rows(
            "SELECT x.day, l.audience, x.recipient_id FROM letter_line l JOIN letter x ON x.id = l.letter_id"
            " WHERE l.duty_id = :id ORDER BY x.day, l.audience", types={"day": Date()}, id=duty)]


# Each day on which something is due to be told, with the one before and the one after; in trials every day.
TOLD_ABOUT = ((date(2024, 5, 30), date(2024, 6, 1)), (date(2024, 6, 20), date(2024, 6, 22)),
              (date(2024, 6, 27), date(2024, 7, 2)), (date(2024, 7, 8), date(2024, 7, 10)),
              (date(2024, 7, 18), date(2024, 7, 20)))
EVERY_DAY = ((date(2024, 5, 30), date(2024, 6, 3)), (date(2024, 6, 19), date(2024, 7, 22)))


@pytest.mark.parametrize("days", [TOLD_ABOUT, pytest.param(EVERY_DAY, marks=pytest.mark.trial)], ids=["near", "every day"])
def test_a_half_year_report_is_reminded_of_then_escalated_to_the_province(
        house: House, days: tuple[tuple[date, date], ...]) -> None:
    town = settle_in(house, date(2024, 5, 1))
    for first, last in days:
        watch_through(house, first, last)
    duty = duty_id(house, "work_summary_half", "2024", town.city)
    clerk, province = town.officer(town.city), town.officer(town.province)
    # Due on Sunday 2024-06-30: 30 days before is Friday 05-31; 7 before is Sunday 06-23, moved to Friday; 1 before is
    # Saturday 06-29 and the day itself Sunday, both moved to Friday 06-28: the higher rung is sent. After: working days.
    assert audiences(house, duty) == [
        (date(2024, 5, 31), "debtor", clerk), (date(2024, 6, 21), "debtor", clerk), (date(2024, 6, 28), "debtor", clerk),
        (date(2024, 7, 1), "debtor", clerk), (date(2024, 7, 9), "debtor", clerk), (date(2024, 7, 9), "superior", province),
        (date(2024, 7, 19), "debtor", clerk), (date(2024, 7, 19), "superior", province)]
    assert [(no, state) for no, state, _ in rungs_of(house, duty)] == [
        (1, "sent"), (2, "sent"), (3, "passed_over"), (4, "sent"), (5, "sent"), (6, "sent"), (7, "sent")]


def test_one_digest_a_recipient_and_day(house: House) -> None:
    settle_in(house, date(2024, 5, 1))
    watch_through(house, date(2024, 6, 3), date(2024, 6, 14))
    found = letters(house)
    # On 06-03, 06-04 (a week and a month lapsed), 06-07 (the township) and 06-12 (the week before).
    assert len(found) == len(set(found)) == 12


def test_nothing_is_sent_on_a_rest_day(house: House) -> None:
    settle_in(house, date(2024, 5, 1))
    reports = watch_through(house, date(2024, 6, 7), date(2024, 6, 11))
    # Saturday, Sunday and Monday 06-10, the Dragon Boat Festival.
    assert [report.rest_day for report in reports] == [False, True, True, True, False]
    assert {day for _, day in letters(house)} <= {date(2024, 6, 7), date(2024, 6, 11)}


def test_a_second_chase_of_the_day_writes_nothing(house: House) -> None:
    settle_in(house, date(2024, 5, 31))
    watch_on(house, date(2024, 5, 31))
    before = letters(house)
    with at(house) as desk:
        assert chase(desk) == Chased()
    assert letters(house) == before


def test_ten_days_of_downtime_are_one_run_with_the_highest_rung_each(house: House) -> None:
    town = settle_in(house, date(2024, 5, 1))
    watch_on(house, date(2024, 6, 20))
    duty = duty_id(house, "work_summary_half", "2024", town.city)
    watch_on(house, date(2024, 7, 2))
    # 06-21 (7 before), 06-28 (1 before and the day) and 07-01 (1 working day after) were all reached meanwhile.
    assert rungs_of(house, duty) == [
        (1, "sent", date(2024, 6, 20)), (2, "passed_over", date(2024, 7, 2)), (3, "passed_over", date(2024, 7, 2)),
        (4, "passed_over", date(2024, 7, 2)), (5, "sent", date(2024, 7, 2))]


def test_nothing_is_sent_for_what_was_done_during_downtime(house: House) -> None:
    town = settle_in(house, date(2024, 3, 4))
    watch_on(house, date(2024, 3, 4))
    go_to(house, date(2024, 3, 7))
    for day in (5, 7):
        patrol(house, town.township, date(2024, 3, day))
    watch_on(house, date(2024, 3, 14))
    assert rungs_of(house, duty_id(house, "township_patrol", "2024-W10")) == []


def test_a_missed_week_lapses_and_is_reported_once_to_the_superior(house: House) -> None:
    town = settle_in(house, date(2024, 3, 4))
    watch_through(house, date(2024, 3, 4), date(2024, 3, 20))
    duty = duty_id(house, "township_patrol", "2024-W10")
    county = town.officer(town.county)
    # The week ends on Sunday 03-10; Monday is left to record Sunday's patrol, on Tuesday it has lapsed.
    assert audiences(house, duty)[-1] == (date(2024, 3, 12), "superior", county)
    assert [line for line in audiences(house, duty) if line[1] == "superior"] == [(date(2024, 3, 12), "superior", county)]
    with at(house) as desk:
        row = desk.rows("SELECT status, done, chase_on FROM duty WHERE id = :id", id=duty)[0]
        counted = desk.scalar("SELECT count(*) FROM journal WHERE action = 'duty.lapsed' AND entity_id = :id", id=duty)
    assert (row.status, row.done, row.chase_on, counted) == ("lapsed", 0, None, 1)


def test_an_office_without_address_becomes_work_of_its_superior_once(house: House) -> None:
    town = settle_in(house, date(2024, 3, 4))
    with at(house) as desk:
        desk.run("UPDATE officer SET email = NULL WHERE id IN (SELECT officer_id FROM post WHERE office_id = :id)",
                 id=town.township)
    watch_through(house, date(2024, 3, 4), date(2024, 3, 15))
    with at(house) as desk:
        items = desk.rows("SELECT office_id, kind, text FROM work_item WHERE kind = 'no-address'")
        states = {row.state for row in desk.rows("SELECT DISTINCT state FROM rung r JOIN duty d ON d.id = r.duty_id"
                                                 " WHERE d.debtor_id = :id AND r.no > 0", id=town.township)}
    assert [(row.office_id, row.text[:3]) for row in items] == [(town.county, "口前镇")]
    assert states == {"undeliverable"}


def test_an_absent_officer_is_represented(house: House) -> None:
    town = settle_in(house, date(2024, 5, 31))
    with at(house) as desk:
        desk.run("INSERT INTO absence (officer_id, first, last, substitute_id, reason)"
                 " VALUES (:away, :first, :last, :stands_in, '年休假')", away=town.officer(town.city),
                 first=date(2024, 5, 30), last=date(2024, 5, 31), stands_in=town.officer(town.city, "deputy"))
    watch_on(house, date(2024, 5, 31))
    duty = duty_id(house, "work_summary_half", "2024", town.city)
    assert audiences(house, duty) == [(date(2024, 5, 31), "debtor", town.officer(town.city, "deputy"))]
    with at(house) as desk:
        stands_in = desk.scalar("SELECT l.stands_in_for_id FROM letter_line l JOIN letter x ON x.id = l.letter_id"
                           " WHERE x.recipient_id = :id",
                                id=town.officer(town.city, "deputy"))
    assert stands_in == town.officer(town.city)


def test_what_comes_up_after_the_days_digest_was_written_waits_for_the_next_day(house: House) -> None:
    town = settle_in(house, date(2024, 5, 1))
    watch_on(house, date(2024, 5, 30))
    with at(house) as desk:
        desk.run("UPDATE letter SET written_at = :now", now=desk.now)
        desk.run("UPDATE duty SET chase_on = :today WHERE rule = 'work_summary_half'", today=desk.today)
        desk.run("UPDATE reckoning_rung SET day = :today WHERE no = 1 AND reckoning_id IN"
                 " (SELECT id FROM reckoning WHERE rule = 'work_summary_half')", today=desk.today)
    duty = duty_id(house, "work_summary_half", "2024", town.city)
    had_letter = any(recipient == town.officer(town.city) for recipient, _ in letters(house))
    with at(house) as desk:
        chase(desk)
    assert (rungs_of(house, duty) == []) == had_letter
    watch_on(house, date(2024, 5, 31))
    assert [no for no, _, _ in rungs_of(house, duty)] == [1]


def test_two_chases_at_once_write_each_rung_once(postgres_house: House) -> None:
    settle_in(postgres_house, date(2024, 5, 1))
    go_to(postgres_house, date(2024, 5, 31))
    with at(postgres_house) as desk:
        open_duties(desk)
    results: list[Chased] = []
    start = threading.Barrier(2)

    def run() -> None:
        start.wait()
        with open_desk(postgres_house) as desk:
            results.append(chase(desk))

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(result.reminded > 0 for result in results) == [False, True]
    with at(postgres_house) as desk:
        rungs = desk.scalar("SELECT count(*) FROM rung WHERE state = 'sent'")
    assert rungs == max(result.reminded for result in results)


@pytest.mark.parametrize("hour", [0, 23])
def test_the_day_is_the_provinces_own(house: House, hour: int) -> None:
    settle_in(house, date(2024, 5, 1))
    go_to(house, date(2024, 5, 31), hour)
    with at(house) as desk:
        assert desk.today == date(2024, 5, 31)
