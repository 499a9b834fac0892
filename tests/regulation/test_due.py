"""When a duty falls due and how that is told: named, counted, and rolled under a law (domain §10)."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from regulation.counting import CountingError
from regulation.periods import period_of
from regulation.reckoning import event_period
from regulation.rule import DueRule, Span
from regulation.terms import Cadence, Unit
from tests.regulation.limits import CALENDAR, DAY, LAW_DAY, MONTH, WORKING_DAY, after, projected


@pytest.mark.parametrize(("on", "year", "day", "told"), [
    ("12-31", 2012, date(2012, 12, 31), "规定日期为2012-12-31（每年12-31）。到期日2012-12-31。"),
    ("02-end", 2012, date(2012, 2, 29), "规定日期为2012-02-29（每年02月末日）。到期日2012-02-29。"),
    ("02-end", 2013, date(2013, 2, 28), "规定日期为2013-02-28（每年02月末日）。到期日2013-02-28。"),
    ("04-end", 2013, date(2013, 4, 30), "规定日期为2013-04-30（每年04月末日）。到期日2013-04-30。"),
])
def test_a_day_of_the_year_is_named_in_the_year_of_the_period(on, year, day, told):
    due = projected(DueRule(on=on), period_of(Cadence.YEAR, date(year, 6, 1)))
    assert (due.day, due.explanation, due.provisional) == (day, told, False)


def test_what_is_owed_by_the_end_of_a_period_falls_due_on_its_last_day_at_rest_or_not():
    due = projected(DueRule(at_period_end=True), period_of(Cadence.WEEK, date(2024, 10, 1)))
    assert due.day == date(2024, 10, 6)
    assert due.explanation == "期间2024-W40（2024-09-30至2024-10-06）届满之日。到期日2024-10-06。"


def test_a_one_off_date_stands_as_ordered():
    assert projected(DueRule(date=date(2010, 2, 28)), event_period(date(2010, 1, 1))).explanation == (
        "规定日期为2010-02-28（一次性）。到期日2010-02-28。")


@pytest.mark.parametrize(("start", "n", "unit", "told"), [
    (date(2012, 1, 18), 10, WORKING_DAY,
     "自2012-01-18起算，当日不计；经10个工作日；跳过01-22至01-28春节、02-04周六、02-05周日；01-21、01-29调休上班，计入。到期日2012-02-06。"),
    (date(2024, 9, 27), 10, WORKING_DAY, "自2024-09-27起算，当日不计；经10个工作日；"
     "跳过09-28周六、10-01至10-07国庆节、10-13周日；09-29、10-12调休上班，计入。到期日2024-10-16。"),
    (date(2024, 8, 5), 3, WORKING_DAY, "自2024-08-05起算，当日不计；经3个工作日。到期日2024-08-08。"),
    (date(2024, 8, 5), 6, DAY, "自2024-08-05起算，当日不计；经6日。到期日2024-08-11。"),
    (date(2011, 8, 31), 6, MONTH, "自2011-08-31起算，当日不计；经6个月。到期日2012-02-29。"),
    (date(2024, 9, 30), 24, Unit.HOUR, "自2024-09-30起算，当日不计；经24小时。到期日2024-10-01。"),
])
def test_a_limit_tells_what_it_counted_and_what_it_skipped(start, n, unit, told):
    assert after(start, n, unit).explanation == told


def test_working_days_before_a_day_are_counted_back_over_the_holiday():
    due = projected(DueRule(before=Span(7, WORKING_DAY)), event_period(date(2024, 10, 10)))
    assert due.explanation == (
        "自2024-10-10起算，当日不计；前推7个工作日；跳过09-28周六、10-01至10-07国庆节；09-29调休上班，计入。到期日2024-09-25。")


@pytest.mark.parametrize(("served", "told"), [
    (date(2021, 7, 14), "自2021-07-14起算，当日不计；经5日。到期日2021-07-19。"),
    (date(2021, 7, 15), "自2021-07-15起算，当日不计；经5个工作日；跳过07-17周六、07-18周日。到期日2021-07-22。"),
])
def test_five_days_of_the_penalty_law_are_working_days_from_2021_07_15(served, told):
    assert after(served, 5, LAW_DAY, law="penalty_law").explanation == told


def test_a_limit_of_a_law_not_yet_in_force_is_refused():
    with pytest.raises(CountingError, match=r"how coercion_law counts days on 2011-12-31"):
        after(date(2011, 12, 31), 10, LAW_DAY, law="coercion_law")


@pytest.mark.parametrize(("served", "day", "told"), [  # 15 days to pay a fine
    (date(2024, 9, 20), date(2024, 10, 8), "；末日2024-10-05为休息日（国庆节），顺延至2024-10-08。"),
    (date(2024, 9, 13), date(2024, 9, 29), "；末日2024-09-28为休息日（周六），顺延至2024-09-29。"),  # a Sunday that is worked
    (date(2024, 9, 14), date(2024, 9, 29), "经15日。"),
    (date(2012, 12, 17), date(2013, 1, 4), "；末日2013-01-01为休息日（元旦），顺延至2013-01-04。"),
])
def test_the_last_day_of_a_law_rolls_off_a_rest_day(served, day, told):
    due = after(served, 15, LAW_DAY, law="penalty_law")
    assert due.day == day
    assert told + f"到期日{day}。" in due.explanation


@pytest.mark.parametrize(("roll", "day"), [(False, date(2024, 10, 5)), (True, date(2024, 10, 8))])
def test_an_internal_date_stays_on_a_rest_day_and_a_statutory_one_does_not(roll, day):
    assert after(date(2024, 9, 20), 15, DAY, roll=roll).day == day


def test_a_notice_owed_seven_days_before_a_hearing_is_never_owed_later_than_that():
    rule = DueRule(before=Span(7, LAW_DAY, "penalty_law"))  # 1996: 42; counted back to 2018-10-01, a holiday
    assert projected(rule, event_period(date(2018, 10, 8))).day <= date(2018, 10, 1)


@pytest.mark.parametrize(("rule", "why"), [
    (DueRule(), "needs one of on, at_period_end, date, after, before"),
    (DueRule(on="2-29"), "“2-29” is no day; write MM-DD or MM-end"),
    (DueRule(on="12/31"), "“12/31” is no day; write MM-DD or MM-end"),
])
def test_a_rule_without_a_day_that_can_be_read_is_refused(rule, why):
    with pytest.raises(ValueError, match=why):
        projected(rule, event_period(date(2024, 3, 1)))


@given(start=some.dates(date(2004, 1, 1), date(2026, 3, 1)), n=some.integers(1, 200), unit=some.sampled_from([DAY, LAW_DAY]))
@settings(max_examples=80, deadline=None, derandomize=True)
def test_a_last_day_rolls_to_the_first_working_day_and_never_onto_a_rest_day(start, n, unit):
    law = "transfer_rule" if unit is LAW_DAY else None
    due, unrolled = after(start, n, unit, law=law, roll=True).day, start + timedelta(days=n)
    assert CALENDAR.is_working(due)
    assert not any(CALENDAR.is_working(unrolled + timedelta(days=i)) for i in range((due - unrolled).days))
