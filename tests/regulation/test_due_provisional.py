"""A date that hangs on the holidays of a year not announced is provisional, and only then (domain §10)."""

from datetime import date

import pytest

from regulation.due import project
from regulation.periods import period_of
from regulation.reckoning import event_period
from regulation.rule import DueRule, Span
from regulation.terms import Cadence, Unit
from regulation.workdays import DayMark, WorkCalendar

DAY, WORKING_DAY, MONTH = Unit.DAY, Unit.WORKING_DAY, Unit.MONTH
CALENDAR = WorkCalendar()  # knows 2026, not 2027
CHRISTMAS = date(2026, 12, 25)  # a Friday; so is the first of January


def after(n, unit, *, roll=False, calendar=CALENDAR):
    return project(DueRule(after=Span(n, unit)), period=event_period(CHRISTMAS), calendar=calendar, roll=roll)


def test_working_days_counted_into_a_year_not_announced_are_provisional_and_say_so():
    due = after(10, WORKING_DAY)
    assert due.provisional
    assert due.explanation == (
        "自2026-12-25起算，当日不计；经10个工作日；跳过12-26周六、12-27周日、01-02周六、01-03周日；"
        "2027年放假安排尚未公布，暂按周末推算，日期为暂定。到期日2027-01-08。")


def test_the_notice_of_the_year_moves_the_date_and_makes_it_firm():
    told = WorkCalendar(marks={date(2027, 1, 1): DayMark(False, "元旦")}, years=frozenset({2027}))
    due = after(10, WORKING_DAY, calendar=told)
    assert (due.day, due.provisional) == (date(2027, 1, 11), False)


@pytest.mark.parametrize(("n", "unit", "roll", "day", "provisional"), [
    (20, DAY, False, date(2027, 1, 14), False),  # nobody asked whether it is worked
    (20, DAY, True, date(2027, 1, 14), True),
    (7, DAY, True, date(2027, 1, 1), True),
    (6, DAY, True, date(2026, 12, 31), False),
    (4, WORKING_DAY, False, date(2026, 12, 31), False),
    (5, WORKING_DAY, False, date(2027, 1, 1), True),
    (2, MONTH, False, date(2027, 2, 25), False),
])
def test_a_date_is_provisional_only_where_it_hangs_on_the_holidays_of_a_year_not_announced(n, unit, roll, day, provisional):
    due = after(n, unit, roll=roll)
    assert (due.day, due.provisional) == (day, provisional)


@pytest.mark.parametrize("rule", [DueRule(on="02-end"), DueRule(on="12-31"), DueRule(at_period_end=True)])
def test_an_internal_date_of_a_year_not_announced_is_firm(rule):
    due = project(rule, period=period_of(Cadence.YEAR, date(2027, 1, 1)), calendar=CALENDAR, roll=False)
    assert not due.provisional
