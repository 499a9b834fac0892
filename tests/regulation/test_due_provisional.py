"""A date that hangs on the holidays of a year not announced is provisional, and only then (domain §10)."""

from datetime import date

import pytest

from regulation.periods import period_of
from regulation.rule import DueRule
from regulation.terms import Cadence
from regulation.workdays import DayMark, WorkCalendar
from tests.regulation.limits import DAY, MONTH, WORKING_DAY, after, projected

CHRISTMAS = date(2026, 12, 25)  # a Friday, and so is 2027-01-01; the holidays of 2027 are not announced


def test_working_days_counted_into_a_year_not_announced_are_provisional_and_say_so():
    due = after(CHRISTMAS, 10, WORKING_DAY)
    assert due.provisional
    assert due.explanation == (
        "自2026-12-25起算，当日不计；经10个工作日；跳过12-26周六、12-27周日、01-02周六、01-03周日；"
        "2027年放假安排尚未公布，暂按周末推算，日期为暂定。到期日2027-01-08。")


def test_the_notice_of_the_year_moves_the_date_and_makes_it_firm():
    told = WorkCalendar(marks={date(2027, 1, 1): DayMark(False, "元旦")}, years=frozenset({2027}))
    due = after(CHRISTMAS, 10, WORKING_DAY, calendar=told)
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
    due = after(CHRISTMAS, n, unit, roll=roll)
    assert (due.day, due.provisional) == (day, provisional)


@pytest.mark.parametrize("rule", [DueRule(on="02-end"), DueRule(on="12-31"), DueRule(at_period_end=True)])
def test_an_internal_date_of_a_year_not_announced_is_firm(rule):
    due = projected(rule, period_of(Cadence.YEAR, date(2027, 1, 1)))
    assert not due.provisional
