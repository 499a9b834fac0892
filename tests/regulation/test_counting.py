"""Counting days, months and hours (民法典 201-202, 民诉法 85), and what the 日 of each law are under each regime."""

from datetime import date, datetime, timedelta, timezone

import pytest

from regulation.counting import CountingError, add_days, add_hours, add_months, regime_on, unit_of
from regulation.terms import Unit

CHINA = timezone(timedelta(hours=8))


@pytest.mark.parametrize(("start", "n", "last"), [
    (date(2024, 3, 1), 1, date(2024, 3, 2)),
    (date(2024, 2, 20), 15, date(2024, 3, 6)),
    (date(2023, 2, 20), 15, date(2023, 3, 7)),
    (date(2024, 12, 20), 15, date(2025, 1, 4)),
    (date(2024, 5, 7), 90, date(2024, 8, 5)),
])
def test_the_first_day_is_not_counted(start, n, last):
    assert add_days(start, n) == last


@pytest.mark.parametrize(("start", "n", "last"), [
    (date(2011, 1, 31), 1, date(2011, 2, 28)),
    (date(2012, 1, 31), 1, date(2012, 2, 29)),
    (date(2010, 8, 31), 6, date(2011, 2, 28)),
    (date(2011, 8, 31), 6, date(2012, 2, 29)),
    (date(2012, 2, 29), 12, date(2013, 2, 28)),
    (date(2012, 2, 29), 48, date(2016, 2, 29)),
    (date(2012, 2, 28), 1, date(2012, 3, 28)),
    (date(2012, 10, 31), 1, date(2012, 11, 30)),
    (date(2012, 1, 15), 11, date(2012, 12, 15)),
    (date(2012, 12, 31), 12, date(2013, 12, 31)),
    (date(2010, 3, 15), 36, date(2013, 3, 15)),
    (date(2012, 3, 31), -1, date(2012, 2, 29)),
    (date(2012, 1, 31), -2, date(2011, 11, 30)),
])
def test_months_end_on_the_same_day_or_with_the_month(start, n, last):
    assert add_months(start, n) == last


@pytest.mark.parametrize(("start", "n", "end"), [
    (datetime(2024, 2, 28, 23, 30, tzinfo=CHINA), 24, datetime(2024, 2, 29, 23, 30, tzinfo=CHINA)),
    (datetime(2023, 2, 28, 23, 30, tzinfo=CHINA), 24, datetime(2023, 3, 1, 23, 30, tzinfo=CHINA)),
    (datetime(2024, 9, 30, 17, 0, tzinfo=CHINA), 48, datetime(2024, 10, 2, 17, 0, tzinfo=CHINA)),  # rest days count
    (datetime(2024, 12, 31, 20, 0, tzinfo=CHINA), 6, datetime(2025, 1, 1, 2, 0, tzinfo=CHINA)),
])
def test_hours_run_through_nights_and_rest_days(start, n, end):
    assert add_hours(start, n) == end


@pytest.mark.parametrize(("law", "day", "working"), [
    ("penalty_law", date(1996, 10, 1), []),
    ("penalty_law", date(2021, 7, 14), []),
    ("penalty_law", date(2021, 7, 15), [2, 3, 5, 7]),  # 85: “二日”“三日”“五日”“七日”
    ("coercion_law", date(2012, 1, 1), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),  # 69: 十日以内
    ("reconsideration_law", date(1999, 10, 1), [5, 7]),
    ("reconsideration_law", date(2023, 12, 31), [5, 7]),  # 2017: 40
    ("reconsideration_law", date(2024, 1, 1), [3, 5, 7, 10]),  # 2023: 88
    ("mnr_penalty_rule", date(2024, 5, 1), [3, 5, 7, 10]),  # order 12: 57
    ("transfer_rule", date(2001, 7, 9), []),  # order 310 defines none
    ("transfer_rule", date(2024, 5, 1), []),
])
def test_of_each_law_only_the_named_numbers_of_days_are_working_days(rulebook, law, day, working):
    units = {n: unit_of(rulebook.regimes, law, n, day) for n in range(1, 91)}
    assert [n for n, (unit, _) in units.items() if unit is Unit.WORKING_DAY] == working
    assert {unit for n, (unit, _) in units.items() if n not in working} == {Unit.DAY}
    assert all(rolls for _, rolls in units.values())


@pytest.mark.parametrize(("n", "unit"), [(10, Unit.WORKING_DAY), (11, Unit.DAY)])
def test_ten_days_of_the_coercion_law_are_working_days_and_eleven_are_not(rulebook, n, unit):
    assert unit_of(rulebook.regimes, "coercion_law", n, date(2012, 1, 1)) == (unit, True)


@pytest.mark.parametrize(("law", "day"), [
    ("penalty_law", date(1996, 9, 30)),
    ("coercion_law", date(2011, 12, 31)),
    ("reconsideration_law", date(1999, 9, 30)),
    ("mnr_penalty_rule", date(2024, 4, 30)),
    ("transfer_rule", date(2001, 7, 8)),
    ("civil_code", date(2020, 12, 31)),
    ("road_law", date(2024, 5, 1)),
])
def test_a_law_not_in_force_on_a_day_is_refused_and_both_are_named(rulebook, law, day):
    with pytest.raises(CountingError, match=rf"does not say how {law} counts days on {day}; add a \[\[regime\]\] for it\."):
        unit_of(rulebook.regimes, law, 5, day)


@pytest.mark.parametrize(("day", "title"), [
    (date(2021, 7, 14), "行政处罚法（1996年）"), (date(2021, 7, 15), "行政处罚法（2021年）第八十五条"),
])
def test_on_the_day_a_law_is_replaced_the_new_one_counts(rulebook, day, title):
    assert regime_on(rulebook.regimes, "penalty_law", day).title == title
