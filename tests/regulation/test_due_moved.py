"""A due date moved: suspended days do not count, granted time is added, and each part of a limit keeps its own unit."""

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from regulation.due import Suspension, project
from regulation.loading import load
from regulation.periods import period_of
from regulation.reckoning import event_period
from regulation.rule import DueRule, Span
from regulation.terms import Cadence, Unit
from regulation.workdays import WorkCalendar

DAY, WORKING_DAY, MONTH, LAW_DAY = Unit.DAY, Unit.WORKING_DAY, Unit.MONTH, Unit.LAW_DAY
CALENDAR = WorkCalendar()
FILED = date(2024, 5, 7)  # 90 days on: Monday 2024-08-05; 30 days more: Wednesday 2024-09-04
RECEIVED = date(2024, 9, 20)  # 10 working days on, over 国庆: 2024-10-10; 5 more: 2024-10-16
QUICKLY = settings(max_examples=80, deadline=None, derandomize=True)


@cache
def regimes():
    return load().regimes


def projected(rule, period, *, roll=False, **moved):
    return project(rule, period=period, calendar=CALENDAR, roll=roll, regimes=regimes(), **moved)


def after(day, n, unit, **moved):
    return projected(DueRule(after=Span(n, unit)), event_period(day), **moved)


def stops(*days, year=2024):
    """Suspensions, in pairs of month and day."""
    told = [date(year, *day) for day in days]
    return [Suspension(first, last) for first, last in zip(told[::2], told[1::2], strict=True)]


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


def test_what_moved_a_date_is_told_and_what_did_not_is_not():
    due = after(FILED, 90, DAY, suspensions=stops((6, 3), (6, 12), (9, 2), (9, 3)))
    assert due.explanation == (
        "自2024-05-07起算，当日不计；经90日；2024-06-03至2024-06-12中止，不计入，顺延10日。到期日2024-08-15。")
    due = after(FILED, 90, DAY, extensions=[Span(30, DAY)])
    assert due.explanation == "自2024-05-07起算，当日不计；经90日；延长30日。到期日2024-09-04。"


@pytest.mark.parametrize(("start", "n", "unit", "granted", "day"), [
    (FILED, 90, DAY, [Span(1, MONTH)], date(2024, 9, 5)),
    (FILED, 90, DAY, [Span(30, DAY), Span(30, DAY)], date(2024, 10, 4)),
    (FILED, 90, DAY, [Span(5, WORKING_DAY)], date(2024, 8, 12)),
    (RECEIVED, 10, WORKING_DAY, [Span(5, WORKING_DAY)], date(2024, 10, 16)),
    (date(2024, 1, 16), 15, DAY, [Span(1, MONTH)], date(2024, 2, 29)),
    (date(2024, 5, 17), 90, DAY, [Span(30, LAW_DAY, "mnr_penalty_rule")], date(2024, 9, 14)),  # a worked Saturday
    (date(2024, 5, 18), 90, DAY, [Span(30, LAW_DAY, "mnr_penalty_rule")], date(2024, 9, 18)),  # off 中秋
])
def test_granted_time_is_added_to_the_end_in_its_own_unit(start, n, unit, granted, day):
    assert after(start, n, unit, extensions=granted).day == day


@pytest.mark.parametrize(("start", "n", "unit", "granted", "suspensions", "day"), [
    (FILED, 90, DAY, Span(30, DAY), stops((8, 12), (8, 18)), date(2024, 9, 11)),
    (FILED, 90, DAY, Span(30, DAY), stops((8, 1), (8, 10)), date(2024, 9, 14)),  # on both sides of the first last day
    (FILED, 90, DAY, Span(1, MONTH), stops((8, 12), (8, 18)), date(2024, 9, 12)),
    (RECEIVED, 10, WORKING_DAY, Span(5, WORKING_DAY), stops((10, 14), (10, 15)), date(2024, 10, 18)),
])
def test_days_suspended_in_the_time_an_extension_granted_do_not_count(start, n, unit, granted, suspensions, day):
    assert after(start, n, unit, extensions=[granted], suspensions=suspensions).day == day


@pytest.mark.parametrize(("start", "n", "granted", "suspensions", "day"), [
    # 30 days end on Friday 07-12; of the five working days after it 16 to 18 July are suspended.
    (date(2024, 6, 12), 30, Span(5, WORKING_DAY), stops((7, 16), (7, 18)), date(2024, 7, 24)),
    # 30 days, two of them suspended, end on Sunday 07-14; five working days after it.
    (date(2024, 6, 12), 30, Span(5, WORKING_DAY), stops((6, 20), (6, 21)), date(2024, 7, 19)),
    # 15 days, five of them suspended, end on 02-04; a month after it.
    (date(2023, 1, 15), 15, Span(1, MONTH), stops((1, 20), (1, 24), year=2023), date(2023, 3, 4)),
])
def test_a_limit_and_its_extension_are_each_suspended_in_their_own_unit(start, n, granted, suspensions, day):
    assert after(start, n, DAY, extensions=[granted], suspensions=suspensions).day == day


STOPS = some.lists(some.tuples(some.integers(-10, 60), some.integers(0, 25)).map(
    lambda s: Suspension(FILED + timedelta(days=s[0]), FILED + timedelta(days=s[0] + s[1]))), max_size=3)


@given(n=some.integers(1, 40), unit=some.sampled_from([DAY, WORKING_DAY]), suspensions=STOPS)
@QUICKLY
def test_exactly_the_owed_number_of_unsuspended_days_lies_in_a_limit(n, unit, suspensions):
    due = after(FILED, n, unit, suspensions=suspensions).day
    days = [FILED + timedelta(days=i) for i in range(1, (due - FILED).days + 1)]
    counted = [day for day in days if not any(s.first <= day <= s.last for s in suspensions)
               and (unit is DAY or CALENDAR.is_working(day))]
    assert (len(counted), counted[-1]) == (n, due)


@given(n=some.integers(1, 40), unit=some.sampled_from([DAY, WORKING_DAY, MONTH]), roll=some.booleans(),
       suspensions=STOPS, more=STOPS, granted=some.lists(some.builds(Span, some.integers(1, 9), some.just(DAY)), max_size=2))
@QUICKLY
def test_more_suspended_days_never_make_the_date_earlier(n, unit, roll, suspensions, more, granted):
    days = [after(FILED, n, unit, roll=roll, extensions=granted, suspensions=stopped).day
            for stopped in (suspensions, suspensions + more)]
    assert days[0] <= days[1]
