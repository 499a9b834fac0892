"""Periods and their codes, weeks at the turn of the year above all, and the period that a report is about."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from regulation.periods import Period, period_of, periods_between, reported_period
from regulation.terms import Cadence

WEEK, MONTH, QUARTER, HALF_YEAR, YEAR = RECURRENT = (
    Cadence.WEEK, Cadence.MONTH, Cadence.QUARTER, Cadence.HALF_YEAR, Cadence.YEAR)
DAYS = some.dates(date(2004, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(("start", "end", "code"), [
    (date(2009, 12, 28), date(2010, 1, 3), "2009-W53"),
    (date(2010, 1, 4), date(2010, 1, 10), "2010-W01"),
    (date(2011, 12, 26), date(2012, 1, 1), "2011-W52"),
    (date(2012, 12, 31), date(2013, 1, 6), "2013-W01"),
    (date(2015, 12, 28), date(2016, 1, 3), "2015-W53"),
    (date(2020, 12, 28), date(2021, 1, 3), "2020-W53"),
    (date(2021, 1, 4), date(2021, 1, 10), "2021-W01"),
    (date(2024, 12, 30), date(2025, 1, 5), "2025-W01"),
    (date(2012, 2, 27), date(2012, 3, 4), "2012-W09"),
])
def test_every_day_of_a_week_lies_in_the_iso_week_from_monday_to_sunday(start, end, code):
    assert {period_of(WEEK, start + timedelta(days=n)) for n in range(7)} == {Period(start, end, code)}


@pytest.mark.parametrize(("cadence", "day", "start", "end", "code"), [
    (MONTH, date(2012, 2, 29), date(2012, 2, 1), date(2012, 2, 29), "2012-02"),
    (MONTH, date(2013, 2, 28), date(2013, 2, 1), date(2013, 2, 28), "2013-02"),
    (MONTH, date(2012, 12, 1), date(2012, 12, 1), date(2012, 12, 31), "2012-12"),
    (QUARTER, date(2012, 1, 1), date(2012, 1, 1), date(2012, 3, 31), "2012Q1"),
    (QUARTER, date(2012, 6, 30), date(2012, 4, 1), date(2012, 6, 30), "2012Q2"),
    (QUARTER, date(2012, 7, 1), date(2012, 7, 1), date(2012, 9, 30), "2012Q3"),
    (QUARTER, date(2012, 12, 31), date(2012, 10, 1), date(2012, 12, 31), "2012Q4"),
    (HALF_YEAR, date(2012, 6, 30), date(2012, 1, 1), date(2012, 6, 30), "2012H1"),
    (HALF_YEAR, date(2012, 7, 1), date(2012, 7, 1), date(2012, 12, 31), "2012H2"),
    (YEAR, date(2012, 1, 1), date(2012, 1, 1), date(2012, 12, 31), "2012"),
    (YEAR, date(2012, 12, 31), date(2012, 1, 1), date(2012, 12, 31), "2012"),
])
def test_a_day_lies_in_the_month_quarter_half_year_or_year_around_it(cadence, day, start, end, code):
    assert period_of(cadence, day) == Period(start, end, code)


@pytest.mark.parametrize("cadence", [Cadence.ONCE, Cadence.EVENT, Cadence.ROLLING])
def test_what_does_not_come_round_has_no_periods(cadence):
    with pytest.raises(ValueError, match=rf"^{cadence} has no periods of its own$"):
        period_of(cadence, date(2012, 3, 1))


@pytest.mark.parametrize(("cadence", "first", "last", "codes"), [
    (WEEK, date(2009, 12, 27), date(2010, 1, 4), ["2009-W52", "2009-W53", "2010-W01"]),
    (MONTH, date(2011, 12, 31), date(2012, 2, 1), ["2011-12", "2012-01", "2012-02"]),
    (QUARTER, date(2011, 12, 31), date(2012, 1, 1), ["2011Q4", "2012Q1"]),
    (HALF_YEAR, date(2012, 6, 30), date(2012, 6, 30), ["2012H1"]),
    (YEAR, date(2012, 1, 1), date(2011, 12, 31), []),
])
def test_the_periods_between_two_days_are_those_that_have_a_day_there(cadence, first, last, codes):
    assert [period.code for period in periods_between(cadence, first, last)] == codes


@pytest.mark.parametrize(("cadence", "day", "before"), [
    (WEEK, date(2010, 1, 4), "2009-W53"),
    (WEEK, date(2013, 1, 6), "2012-W52"),
    (WEEK, date(2021, 1, 10), "2020-W53"),
    (MONTH, date(2012, 1, 31), "2011-12"),
    (MONTH, date(2012, 3, 31), "2012-02"),
    (QUARTER, date(2012, 1, 1), "2011Q4"),
    (QUARTER, date(2012, 12, 31), "2012Q3"),
    (HALF_YEAR, date(2012, 6, 30), "2011H2"),
    (HALF_YEAR, date(2012, 7, 1), "2012H1"),
    (YEAR, date(2012, 2, 29), "2011"),
])
def test_a_report_on_the_previous_period_names_the_one_just_before(cadence, day, before):
    assert reported_period("previous_period", period_of(cadence, day)) == before


@pytest.mark.parametrize(("reports_on", "cadence", "day", "about"), [
    ("none", YEAR, date(2012, 2, 29), None),
    ("same_period", YEAR, date(2012, 2, 29), "2012"),
    ("same_period", HALF_YEAR, date(2012, 8, 1), "2012H2"),
    ("same_period", QUARTER, date(2012, 8, 1), "2012Q3"),
    ("same_period", MONTH, date(2012, 8, 1), "2012-08"),
    ("same_period", WEEK, date(2010, 1, 3), "2009-W53"),
    ("previous_year", YEAR, date(2012, 2, 29), "2011"),
    ("previous_year", QUARTER, date(2012, 3, 31), "2011"),
    ("previous_year", WEEK, date(2012, 12, 31), "2012"),  # a day of 2013-W01
    ("this_year", YEAR, date(2012, 12, 31), "2012"),
    ("this_year", MONTH, date(2012, 12, 31), "2012"),
    ("this_year", WEEK, date(2012, 12, 31), "2013"),
    ("this_year", WEEK, date(2010, 1, 3), "2009"),  # a day of 2009-W53: the week belongs to 2009
    ("first_half", YEAR, date(2012, 6, 30), "2012H1"),
    ("first_half", HALF_YEAR, date(2012, 12, 31), "2012H1"),
])
def test_a_report_says_what_period_it_is_about(reports_on, cadence, day, about):
    assert reported_period(reports_on, period_of(cadence, day)) == about


def test_an_unknown_word_for_what_is_reported_on_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match=r"“last_year” is unknown; write one of none, same_period, previous_year, this_year,"
                                         r" first_half, previous_period"):
        reported_period("last_year", period_of(YEAR, date(2012, 1, 1)))


@pytest.mark.parametrize("code", ["once", "2012-03-05", "2012Q", "12"])
def test_no_period_comes_before_one_of_no_cadence(code):
    with pytest.raises(ValueError, match=rf"period code “{code}” belongs to no cadence"):
        reported_period("previous_period", Period(date(2012, 3, 5), date(2012, 3, 5), code))


@given(cadence=some.sampled_from(RECURRENT), first=DAYS, length=some.integers(0, 900))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_periods_tile_the_days_without_gap_or_overlap(cadence, first, length):
    last = first + timedelta(days=length)
    periods = list(periods_between(cadence, first, last))
    assert periods[0].start <= first <= periods[0].end
    assert periods[-1].start <= last <= periods[-1].end
    assert all(following.start == one.end + timedelta(days=1) for one, following in pairwise(periods))
    assert len({period.code for period in periods}) == len(periods)


@given(cadence=some.sampled_from(RECURRENT), day=DAYS)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_both_ends_of_a_period_lie_in_it_and_their_neighbours_do_not(cadence, day):
    period = period_of(cadence, day)
    assert period_of(cadence, period.start) == period_of(cadence, period.end) == period
    assert period_of(cadence, period.start - timedelta(days=1)).code != period.code
    assert reported_period("previous_period", period) == period_of(cadence, period.start - timedelta(days=1)).code
