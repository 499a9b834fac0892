"""Duties that do not come round: once, by an event, anew from the last act; and what is reckoned of one period."""

from dataclasses import replace
from datetime import date

import pytest

from regulation.due import Suspension
from regulation.periods import Period, period_of
from regulation.reckoning import event_period, falling_due, once_period, opening, reckon
from regulation.rule import Span
from regulation.terms import Cadence, Unit
from tests.regulation.limits import CALENDAR, DAY

WEEK_OF_THE_NATIONAL_DAY = period_of(Cadence.WEEK, date(2024, 10, 1))


@pytest.mark.parametrize(("first", "last", "found"), [
    (date(2010, 6, 30), date(2010, 6, 30), True), (date(2010, 1, 1), date(2010, 12, 31), True),
    (date(2010, 1, 1), date(2010, 6, 29), False), (date(2010, 7, 1), date(2030, 12, 31), False),
])
def test_a_one_off_duty_falls_due_once(rulebook, first, last, found):
    ones = list(falling_due(rulebook, rulebook.duties["sign_board_existing"], CALENDAR, first, last))
    assert [(one.period.code, one.opens, one.due, one.reports_on) for one in ones] == [
        ("once", date(2010, 1, 1), date(2010, 6, 30), None)] * found


@pytest.mark.parametrize(("since", "until", "found"), [
    (date(2010, 6, 30), date(2010, 6, 30), 1), (date(2009, 1, 1), date(2010, 1, 1), 1),
    (date(2009, 1, 1), date(2009, 12, 31), 0), (date(2010, 7, 1), date(2030, 1, 1), 0),
])
def test_a_one_off_duty_is_open_from_the_day_its_rule_takes_effect_to_its_date(rulebook, since, until, found):
    ones = opening(rulebook, rulebook.duties["sign_board_existing"], CALENDAR, since=since, until=until)
    assert len(list(ones)) == found


def test_a_one_off_duty_whose_rule_ended_before_its_date_is_not_owed(rulebook):
    rule = rulebook.duties["sign_board_existing"]
    ended = replace(rule, values=(replace(rule.values[0], until=date(2010, 6, 29)),))
    assert list(falling_due(rulebook, ended, CALENDAR, date(2010, 1, 1), date(2010, 12, 31))) == []
    assert once_period(rule.values[0]) == Period(date(2010, 1, 1), date(2010, 6, 30), "once")


@pytest.mark.parametrize("code", ["exploration_start_report", "sign_board_new", "staff_training"])
def test_what_an_event_or_the_last_act_sets_running_has_no_periods_ahead(rulebook, code):
    rule = rulebook.duties[code]
    assert list(falling_due(rulebook, rule, CALENDAR, date(2010, 1, 1), date(2026, 12, 31))) == []
    assert list(opening(rulebook, rule, CALENDAR, since=date(2010, 1, 1), until=date(2026, 12, 31))) == []


def test_a_start_of_exploration_is_reported_within_ten_working_days_of_it(rulebook):
    one = reckon(rulebook, rulebook.duties["exploration_start_report"], event_period(date(2024, 9, 27)), CALENDAR)
    assert (one.period.code, one.opens, one.due, one.reports_on) == (
        "2024-09-27", date(2024, 9, 27), date(2024, 10, 16), None)


def test_an_officer_is_trained_again_within_thirty_six_months(rulebook):
    one = reckon(rulebook, rulebook.duties["staff_training"], event_period(date(2024, 2, 29)), CALENDAR)
    assert (one.due, one.provisional) == (date(2027, 2, 28), False)


def test_a_sign_owed_the_day_before_mining_starts_is_reminded_of_before_that_day(rulebook):
    one = reckon(rulebook, rulebook.duties["sign_board_new"], event_period(date(2024, 6, 20)), CALENDAR)
    assert one.due == date(2024, 6, 19)
    assert [rung.day for rung in one.rungs if rung.day <= one.due] == [date(2024, 6, 14), date(2024, 6, 18), date(2024, 6, 19)]


def test_a_week_of_patrols_is_reminded_of_before_the_holiday_and_lapses_after_it(rulebook):
    one = reckon(rulebook, rulebook.duties["township_patrol"], WEEK_OF_THE_NATIONAL_DAY, CALENDAR)
    assert (one.period.code, one.times, one.opens, one.due) == ("2024-W40", 2, date(2024, 9, 30), date(2024, 10, 6))
    assert [rung.day for rung in one.rungs] == [date(2024, 9, 30)]
    assert one.lapse_on == date(2024, 10, 8)


def test_before_a_rule_begins_nothing_is_reckoned(rulebook):
    rule = rulebook.duties["township_patrol"]
    assert reckon(rulebook, rule, period_of(Cadence.WEEK, date(2010, 1, 3)), CALENDAR) is None
    assert reckon(rulebook, rule, period_of(Cadence.WEEK, date(2010, 1, 4)), CALENDAR) is not None


def test_a_moved_date_moves_the_ladder_with_it(rulebook):
    rule, year = rulebook.duties["mining_inspection_bulletin"], period_of(Cadence.YEAR, date(2012, 1, 1))
    moved = reckon(rulebook, rule, year, CALENDAR, suspensions=[Suspension(date(2012, 2, 1), date(2012, 2, 10))],
                   extensions=[Span(6, DAY)])
    assert moved.due == date(2012, 3, 16)
    assert [rung.day for rung in moved.rungs if rung.day <= moved.due] == [
        date(2012, 2, 15), date(2012, 3, 9), date(2012, 3, 15), date(2012, 3, 16)]


def test_a_limit_under_a_law_asks_the_laws_of_the_rulebook(rulebook):
    rule = rulebook.duties["exploration_start_report"]
    value = rule.values[0]
    by_law = replace(value, due=replace(value.due, after=Span(5, Unit.LAW_DAY, "penalty_law")))
    days = [reckon(rulebook, rule, event_period(date(2021, 7, day)), CALENDAR, value=by_law).due for day in (14, 15)]
    assert days == [date(2021, 7, 19), date(2021, 7, 22)]
