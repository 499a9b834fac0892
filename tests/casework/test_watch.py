"""The daily watch on the days that are unlike others: kept twice, on a rest day, at the turn of the year, over 国庆."""

from datetime import date

from casework.desk import House
from casework.watch import WatchReport, keep_watch
from tests.casework.books import books, chased_on, reports_of_lapses
from tests.casework.town import duty_id, duty_of, rungs_of, settle_in, watch_on, watch_through


def test_a_second_watch_of_the_day_does_nothing(house: House) -> None:
    settle_in(house, date(2024, 5, 1))
    day = date(2024, 7, 2)
    watch_on(house, day)
    before = books(house)
    assert keep_watch(house) == WatchReport(day, 0, 0, 0, 0, 0, 0, 0, False)
    assert books(house) == before


def test_back_on_a_rest_day_the_house_opens_but_writes_only_on_the_next_working_day(house: House) -> None:
    settle_in(house, date(2024, 6, 3))
    back = watch_on(house, date(2024, 6, 8))  # the Saturday before the Dragon Boat Festival on Monday
    assert (back.rest_day, back.opened > 0, back.reminded, back.passed_over, back.letters) == (True, True, 0, 0, 0)
    watch_on(house, date(2024, 6, 11))
    assert chased_on(house, date(2024, 6, 8)) == set()
    assert {one for one in chased_on(house, date(2024, 6, 11)) if one[2] == "口前镇"} == {
        ("township_patrol", "2024-W23", "口前镇", 1, "sent")}  # Tuesday is left to record what was done by Sunday


def test_over_the_turn_of_the_year_the_old_years_reports_are_chased_once_and_its_periods_lapse(house: House) -> None:
    town = settle_in(house, date(2023, 12, 25))
    watch_on(house, date(2023, 12, 29))
    reports = watch_through(house, date(2023, 12, 30), date(2024, 1, 3))
    assert [(report.rest_day, report.lapsed) for report in reports] == [
        (True, 0), (True, 0), (True, 0), (False, 0), (False, 3)]
    assert reports_of_lapses(house) == [("city_patrol", "2023Q4", "吉林省", date(2024, 1, 3)),
                                        ("county_patrol", "2023-12", "吉林市", date(2024, 1, 3)),
                                        ("township_patrol", "2023-W52", "永吉县", date(2024, 1, 3))]
    friday = date(2023, 12, 29)  # the day before the last and the last day itself are moved there
    assert rungs_of(house, duty_id(house, "work_summary_year", "2023", town.city)) == [
        (1, "passed_over", friday), (2, "passed_over", friday), (3, "passed_over", friday), (4, "sent", friday),
        (5, "sent", date(2024, 1, 2))]
    assert duty_of(house, duty_id(house, "township_patrol", "2024-W01")).due == date(2024, 1, 7)


def test_the_week_of_the_national_day_is_reminded_of_before_and_lapses_after(house: House) -> None:
    settle_in(house, date(2024, 9, 23))
    watch_on(house, date(2024, 9, 30))
    # The week before ended on Sunday 09-29; Monday was left to record it. It is told of when people work again.
    assert [(report.rest_day, report.letters, report.lapsed) for report in watch_through(
        house, date(2024, 10, 1), date(2024, 10, 7))] == [(True, 0, 1), *[(True, 0, 0)] * 6]
    watch_on(house, date(2024, 10, 8))
    watch_on(house, date(2024, 10, 9))
    assert ("township_patrol", "2024-W40", "口前镇", 1, "sent") in chased_on(house, date(2024, 9, 30))
    assert reports_of_lapses(house) == [("township_patrol", "2024-W39", "永吉县", date(2024, 10, 8)),
                                        ("city_patrol", "2024Q3", "吉林省", date(2024, 10, 9)),
                                        ("county_patrol", "2024-09", "吉林市", date(2024, 10, 9)),
                                        ("township_patrol", "2024-W40", "永吉县", date(2024, 10, 9))]
