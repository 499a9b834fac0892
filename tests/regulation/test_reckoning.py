"""Which periods of a rule fall due or open between two days, at the edges of the rule and of the year."""

from dataclasses import replace
from datetime import date

import pytest

from regulation.reckoning import falling_due, opening
from regulation.rule import DueRule, Span
from regulation.terms import Cadence, Unit
from tests.regulation.limits import CALENDAR

WEEK, MONTH, QUARTER, HALF_YEAR, YEAR = RECURRENT = (
    Cadence.WEEK, Cadence.MONTH, Cadence.QUARTER, Cadence.HALF_YEAR, Cadence.YEAR)
FROM_2010 = date(2010, 1, 1)
PERIOD_END = DueRule(at_period_end=True)
TEN_WORKING_DAYS_ON = DueRule(after=Span(10, Unit.WORKING_DAY))


def a_value(book, since=FROM_2010, *, until=None, times=1, due=PERIOD_END):
    return replace(book.duties["two_rates_year"].values[0], effective_from=since, until=until, times=times, due=due,
                   reports_on="same_period")


def a_rule(book, cadence, *values):
    """A rule that comes round, about itself, whose missed reports can be made good."""
    return replace(book.duties["two_rates_year"], code="any", cadence=cadence, values=values)


def owed(book, rule, first, last):
    return [(one.period.code, one.due) for one in falling_due(book, rule, CALENDAR, first, last)]


def opened(book, rule, since, until):
    return [one.period.code for one in opening(book, rule, CALENDAR, since=since, until=until)]


@pytest.mark.parametrize(("year", "day", "about"), [(2012, date(2012, 2, 29), "2011"), (2013, date(2013, 2, 28), "2012")])
def test_the_bulletin_on_the_year_before_is_owed_by_the_last_day_of_february(rulebook, year, day, about):
    bulletin = rulebook.duties["mining_inspection_bulletin"]
    [one] = falling_due(rulebook, bulletin, CALENDAR, date(year, 2, 1), date(year, 3, 1))
    assert (one.due, one.reports_on, one.opens, one.lapse_on, one.times) == (day, about, date(year, 1, 1), None, 1)
    assert owed(rulebook, bulletin, day, day) == [(str(year), day)]
    assert owed(rulebook, bulletin, date(year, 3, 1), date(year, 12, 31)) == []


@pytest.mark.parametrize(("cadence", "begins", "code"), [
    (WEEK, date(2012, 2, 15), "2012-W08"), (MONTH, date(2012, 2, 15), "2012-03"), (QUARTER, date(2012, 2, 15), "2012Q2"),
    (HALF_YEAR, date(2012, 2, 15), "2012H2"), (YEAR, date(2012, 2, 15), "2013"),
    (WEEK, date(2012, 2, 13), "2012-W07"), (MONTH, date(2012, 2, 1), "2012-02"), (QUARTER, date(2012, 4, 1), "2012Q2"),
    (HALF_YEAR, date(2012, 7, 1), "2012H2"), (YEAR, date(2012, 1, 1), "2012"), (WEEK, date(2012, 1, 1), "2012-W01"),
])
def test_a_rule_that_begins_in_mid_period_is_first_owed_for_the_next_one(rulebook, cadence, begins, code):
    rule = a_rule(rulebook, cadence, a_value(rulebook, begins))
    assert owed(rulebook, rule, date(2011, 1, 1), date(2013, 12, 31))[0][0] == code
    assert opened(rulebook, rule, date(2011, 1, 1), date(2013, 1, 1))[0] == code


@pytest.mark.parametrize(("cadence", "until", "code"), [
    (WEEK, date(2012, 8, 15), "2012-W32"), (MONTH, date(2012, 8, 15), "2012-07"), (QUARTER, date(2012, 8, 15), "2012Q2"),
    (HALF_YEAR, date(2012, 8, 15), "2012H1"), (YEAR, date(2012, 8, 15), "2011"),
    (QUARTER, date(2012, 6, 30), "2012Q2"), (QUARTER, date(2012, 6, 29), "2012Q1"), (YEAR, date(2012, 12, 31), "2012"),
])
def test_of_a_rule_that_ends_nothing_is_owed_after_its_last_day(rulebook, cadence, until, code):
    rule = a_rule(rulebook, cadence, a_value(rulebook, until=until))
    assert owed(rulebook, rule, date(2010, 1, 1), date(2013, 12, 31))[-1][0] == code
    assert opened(rulebook, rule, date(2010, 1, 1), date(2013, 12, 31))[-1] == code


def test_the_annual_inspection_that_ended_in_june_2016_was_last_owed_for_2015(rulebook):
    years = owed(rulebook, rulebook.duties["annual_inspection_mining"], date(2010, 1, 1), date(2020, 12, 31))
    assert years == [(str(year), date(year, 12, 31)) for year in range(2010, 2016)]


@pytest.mark.parametrize(("until", "codes"), [(date(2013, 1, 14), ["2012Q3"]), (date(2013, 1, 15), ["2012Q3", "2012Q4"])])
def test_a_rule_that_ended_before_the_due_day_in_the_next_year_is_not_owed_for_the_last_quarter(rulebook, until, codes):
    rule = a_rule(rulebook, QUARTER, a_value(rulebook, until=until, due=TEN_WORKING_DAYS_ON))
    assert [code for code, _ in owed(rulebook, rule, date(2012, 10, 1), date(2013, 12, 31))] == codes


def test_between_the_end_of_a_rule_and_its_return_nothing_falls_due(rulebook):
    values = a_value(rulebook, until=date(2012, 6, 30)), a_value(rulebook, date(2013, 1, 1))
    assert [day for _, day in owed(rulebook, a_rule(rulebook, HALF_YEAR, *values), date(2012, 1, 1), date(2013, 6, 30))] == [
        date(2012, 6, 30), date(2013, 6, 30)]
    assert owed(rulebook, a_rule(rulebook, YEAR, *values), date(2012, 1, 1), date(2012, 12, 31)) == []


@pytest.mark.parametrize(("cadence", "times"), [
    (YEAR, [1, 1, 4]), (HALF_YEAR, [1, 1, 1, 4, 4, 4]), (QUARTER, [1] * 6 + [4] * 6),
])
def test_a_changed_figure_holds_for_the_periods_that_open_from_its_day_on(rulebook, cadence, times):
    rule = a_rule(rulebook, cadence, a_value(rulebook), a_value(rulebook, date(2012, 7, 1), times=4))
    found = list(falling_due(rulebook, rule, CALENDAR, date(2011, 1, 1), date(2013, 12, 31)))
    assert [one.times for one in found] == times
    assert {(one.times, one.effective_from) for one in found} == {(1, FROM_2010), (4, date(2012, 7, 1))}


def test_the_report_of_a_quarter_may_fall_due_in_the_next_year(rulebook):
    rule = a_rule(rulebook, QUARTER, a_value(rulebook, due=TEN_WORKING_DAYS_ON))
    assert owed(rulebook, rule, date(2012, 1, 1), date(2012, 12, 31)) == [
        ("2011Q4", date(2012, 1, 17)), ("2012Q1", date(2012, 4, 17)), ("2012Q2", date(2012, 7, 13)),
        ("2012Q3", date(2012, 10, 19))]
    [one] = falling_due(rulebook, rule, CALENDAR, date(2013, 1, 1), date(2013, 1, 31))
    assert (one.opens, one.due, one.reports_on) == (date(2012, 10, 1), date(2013, 1, 15), "2012Q4")
    assert opened(rulebook, rule, date(2013, 1, 15), date(2013, 1, 15)) == ["2012Q4", "2013Q1"]


@pytest.mark.parametrize(("months", "due"), [(12, date(2011, 12, 31)), (24, date(2012, 12, 31))])
def test_a_report_owed_long_after_its_year_is_found_on_its_day(rulebook, months, due):
    rule = a_rule(rulebook, YEAR, a_value(rulebook, due=DueRule(after=Span(months, Unit.MONTH))))
    assert owed(rulebook, rule, due, due) == [("2010", due)]


@pytest.mark.parametrize(("since", "until", "codes"), [
    (date(2012, 5, 31), date(2012, 5, 31), ["2012-05"]), (date(2012, 5, 31), date(2012, 6, 1), ["2012-05", "2012-06"]),
    (date(2012, 6, 1), date(2012, 6, 30), ["2012-06"]), (date(2012, 6, 1), date(2012, 5, 31), []),
])
def test_a_period_is_open_from_its_first_day_to_its_due_day(rulebook, since, until, codes):
    assert opened(rulebook, a_rule(rulebook, MONTH, a_value(rulebook)), since, until) == codes


@pytest.mark.parametrize(("first", "last", "many"), [
    (date(2012, 1, 4), date(2012, 1, 31), 10),  # what was moved by the New Year's rest days, and reports on the last quarter
    (date(2024, 2, 10), date(2024, 3, 1), 4), (date(2026, 10, 1), date(2026, 10, 31), 6)])
def test_what_falls_due_in_a_window_is_what_a_far_wider_one_holds_of_it(rulebook, first, last, many):
    wide = date(first.year - 3, 1, 1)
    found = 0
    for rule in rulebook.duties.values():
        narrow = list(falling_due(rulebook, rule, CALENDAR, first, last))
        assert narrow == [one for one in falling_due(rulebook, rule, CALENDAR, wide, last) if one.due >= first], rule.code
        found += len(narrow)
    assert found == many
