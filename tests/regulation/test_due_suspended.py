"""A suspended limit: the days suspended within it do not count, and each pushes the last day on once."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from regulation.due import Suspension
from regulation.periods import period_of
from regulation.rule import DueRule, Span
from regulation.terms import Cadence
from tests.regulation.limits import CALENDAR, DAY, MONTH, WORKING_DAY, after, projected, stops

FILED = date(2024, 5, 7)  # 90 days on: Monday 2024-08-05
RECEIVED = date(2024, 9, 20)  # 10 working days on, over 国庆: 2024-10-10


@pytest.mark.parametrize(("suspensions", "day"), [
    (stops((6, 3), (6, 12)), date(2024, 8, 15)),
    (stops((8, 5), (8, 5)), date(2024, 8, 6)),  # the last day itself
    (stops((8, 1), (8, 20)), date(2024, 8, 25)),  # five days were left
    (stops((8, 6), (8, 20)), date(2024, 8, 5)),  # too late to matter
    (stops((5, 1), (5, 6)), date(2024, 8, 5)),  # over before the limit began
    (stops((5, 7), (5, 9)), date(2024, 8, 7)),  # the day it starts from is not counted in any case
    (stops((5, 1), (5, 9)), date(2024, 8, 7)),
    (stops((6, 3), (6, 12), (7, 1), (7, 3)), date(2024, 8, 18)),
    (stops((6, 3), (6, 12), (8, 10), (8, 11)), date(2024, 8, 17)),  # the second matters because of the first
    (stops((8, 10), (8, 11), (6, 3), (6, 12)), date(2024, 8, 17)),
    (stops((6, 3), (6, 7), (6, 8), (6, 12)), date(2024, 8, 15)),
    (stops((6, 3), (6, 12), (6, 8), (6, 17)), date(2024, 8, 20)),  # a day suspended twice is one day
    (stops((6, 3), (6, 12), (6, 5), (6, 6)), date(2024, 8, 15)),
])
def test_suspended_days_do_not_count_towards_ninety_days(suspensions, day):
    assert after(FILED, 90, DAY, suspensions=suspensions).day == day


@pytest.mark.parametrize(("suspensions", "day"), [
    (stops((9, 26), (9, 29)), date(2024, 10, 14)),  # Thursday, Friday and a worked Sunday
    (stops((10, 1), (10, 7)), date(2024, 10, 10)),  # no day of it would have counted
    (stops((10, 9), (10, 16)), date(2024, 10, 18)),  # two days were left
    (stops((10, 11), (10, 16)), date(2024, 10, 10)),
    (stops((9, 23), (9, 23), (10, 11), (10, 12)), date(2024, 10, 14)),
])
def test_of_a_limit_in_working_days_only_suspended_working_days_are_made_up_for(suspensions, day):
    assert after(RECEIVED, 10, WORKING_DAY, suspensions=suspensions).day == day


@pytest.mark.parametrize(("rule", "suspensions", "day"), [
    (DueRule(on="06-30"), stops((1, 1), (1, 10)), date(2024, 7, 10)),  # it runs from the first day of the year
    (DueRule(on="06-30"), stops((7, 1), (7, 10)), date(2024, 6, 30)),
    (DueRule(at_period_end=True), stops((12, 30), (12, 31)), date(2025, 1, 2)),
])
def test_a_duty_of_the_year_runs_from_the_first_day_of_the_year(rule, suspensions, day):
    assert projected(rule, period_of(Cadence.YEAR, FILED), suspensions=suspensions).day == day


@pytest.mark.parametrize(("suspensions", "day"), [
    (stops((2, 1), (2, 10)), date(2024, 4, 15)), (stops((3, 25), (4, 3)), date(2024, 4, 18)),
])
def test_days_suspended_before_the_quarter_ended_do_not_move_a_limit_that_starts_at_its_end(suspensions, day):
    rule = DueRule(after=Span(15, DAY))
    assert projected(rule, period_of(Cadence.QUARTER, date(2024, 1, 1)), suspensions=suspensions).day == day


@pytest.mark.parametrize(("roll", "day"), [(False, date(2024, 8, 17)), (True, date(2024, 8, 19))])
def test_a_suspended_limit_is_rolled_only_at_its_end(roll, day):
    assert after(FILED, 90, DAY, roll=roll, suspensions=stops((6, 3), (6, 14))).day == day


def test_a_suspension_that_moved_the_date_is_told_and_one_that_did_not_is_not():
    due = after(FILED, 90, DAY, suspensions=stops((6, 3), (6, 12), (9, 2), (9, 3)))
    assert due.explanation == (
        "自2024-05-07起算，当日不计；经90日；2024-06-03至2024-06-12中止，不计入，顺延10日。到期日2024-08-15。")


STOPS = some.lists(some.tuples(some.integers(-10, 60), some.integers(0, 25)).map(
    lambda s: Suspension(FILED + timedelta(days=s[0]), FILED + timedelta(days=s[0] + s[1]))), max_size=3)


@given(n=some.integers(1, 40), unit=some.sampled_from([DAY, WORKING_DAY]), suspensions=STOPS)
@settings(max_examples=80, deadline=None, derandomize=True)
def test_exactly_the_owed_number_of_unsuspended_days_lies_in_a_limit(n, unit, suspensions):
    due = after(FILED, n, unit, suspensions=suspensions).day
    days = [FILED + timedelta(days=i) for i in range(1, (due - FILED).days + 1)]
    counted = [day for day in days if not any(s.first <= day <= s.last for s in suspensions)
               and (unit is DAY or CALENDAR.is_working(day))]
    assert (len(counted), counted[-1]) == (n, due)


@given(n=some.integers(1, 40), unit=some.sampled_from([DAY, WORKING_DAY, MONTH]), roll=some.booleans(),
       suspensions=STOPS, more=STOPS, granted=some.lists(some.builds(Span, some.integers(1, 9), some.just(DAY)), max_size=2))
@settings(max_examples=80, deadline=None, derandomize=True)
def test_more_suspended_days_never_make_the_date_earlier(n, unit, roll, suspensions, more, granted):
    days = [after(FILED, n, unit, roll=roll, extensions=granted, suspensions=stopped).day
            for stopped in (suspensions, suspensions + more)]
    assert days[0] <= days[1]
