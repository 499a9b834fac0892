"""Which days are worked: the State Council's yearly notices with their make-up days (domain §10), and years without one."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from regulation.workdays import CalendarError, DayMark, WorkCalendar

CALENDAR = WorkCalendar()
KNOWN_DAYS = some.dates(date(2004, 3, 1), date(2026, 10, 1))


@pytest.mark.parametrize("day", [
    date(2010, 9, 19),   # Sunday, for 中秋
    date(2010, 10, 9),   # Saturday, for 国庆
    date(2011, 12, 31),  # Saturday, for 元旦 of the next year
    date(2012, 1, 21),   # Saturday before 春节
    date(2012, 1, 29),   # Sunday after 春节
    date(2013, 1, 5),    # Saturday, for 元旦
    date(2015, 9, 6),    # Sunday, for the anniversary of victory
    date(2018, 12, 29),  # Saturday, for 元旦 of the next year
    date(2024, 2, 18),   # Sunday after 春节
    date(2024, 9, 29),   # Sunday before 国庆
    date(2024, 10, 12),  # Saturday after 国庆
    date(2025, 1, 26),   # Sunday before 春节
    date(2026, 2, 28),   # Saturday after 春节
])
def test_a_make_up_day_at_a_weekend_is_worked(day):
    assert day.weekday() >= 5
    assert CALENDAR.is_working(day)
    assert CALENDAR.why(day) == "调休上班"


@pytest.mark.parametrize(("day", "why"), [
    (date(2012, 1, 23), "春节"), (date(2012, 1, 27), "春节"), (date(2024, 1, 1), "元旦"), (date(2018, 12, 31), "元旦"),
    (date(2024, 4, 4), "清明节"), (date(2019, 5, 3), "劳动节"), (date(2024, 6, 10), "端午节"), (date(2024, 9, 16), "中秋节"),
    (date(2024, 10, 7), "国庆节"), (date(2015, 9, 3), "抗战胜利七十周年纪念日"),
    (date(2020, 1, 31), "春节"),  # the holiday of 2020 was made longer by a second notice
    (date(2012, 2, 4), "周六"), (date(2012, 2, 5), "周日"),
])
def test_a_rest_day_says_why_it_is_one(day, why):
    assert not CALENDAR.is_working(day)
    assert CALENDAR.why(day) == why


@pytest.mark.parametrize("day", [date(2012, 1, 20), date(2012, 1, 30), date(2024, 9, 30), date(2024, 10, 8), date(2006, 1, 4)])
def test_the_days_around_a_holiday_are_plain_working_days(day):
    assert CALENDAR.is_working(day)
    assert CALENDAR.why(day) == "工作日"


def test_the_last_day_of_2005_was_worked_for_the_new_year_of_2006():
    assert CALENDAR.is_working(date(2005, 12, 31))
    assert CALENDAR.why(date(2005, 12, 31)) == "调休上班"
    assert CALENDAR.shift(date(2005, 12, 30), 1) == date(2005, 12, 31)
    assert CALENDAR.shift(date(2005, 12, 30), 2) == date(2006, 1, 4)


@pytest.mark.parametrize("ask", [
    lambda: CALENDAR.is_working(date(2003, 12, 31)), lambda: CALENDAR.why(date(2003, 12, 31)),
    lambda: CALENDAR.on_or_after(date(2003, 12, 31)),
    lambda: CALENDAR.on_or_before(date(2004, 1, 1)),  # 元旦: the working day before it lies in 2003
    lambda: CALENDAR.shift(date(2004, 1, 2), -1),
])
def test_a_day_before_2004_is_refused_and_the_year_named(ask):
    with pytest.raises(CalendarError, match=r"No holidays are known for 2003: the calendar begins with 2004\."):
        ask()


@pytest.mark.parametrize(("start", "n", "day"), [
    (date(2012, 1, 20), 1, date(2012, 1, 21)), (date(2012, 1, 20), 2, date(2012, 1, 29)),
    (date(2012, 1, 20), 3, date(2012, 1, 30)), (date(2012, 1, 30), -1, date(2012, 1, 29)),
    (date(2012, 1, 30), -2, date(2012, 1, 21)), (date(2012, 1, 30), -3, date(2012, 1, 20)),
    (date(2024, 10, 5), 1, date(2024, 10, 8)), (date(2024, 10, 5), -1, date(2024, 9, 30)),
    (date(2024, 10, 8), 0, date(2024, 10, 8)),
])
def test_working_days_are_counted_on_and_back_from_a_day_itself_not_counted(start, n, day):
    assert CALENDAR.shift(start, n) == day


@pytest.mark.parametrize(("day", "before", "after"), [
    (date(2024, 10, 5), date(2024, 9, 30), date(2024, 10, 8)),
    (date(2024, 9, 28), date(2024, 9, 27), date(2024, 9, 29)),  # the Sunday after it is worked
    (date(2024, 10, 12), date(2024, 10, 12), date(2024, 10, 12)),
    (date(2012, 1, 1), date(2011, 12, 31), date(2012, 1, 4)),
])
def test_from_a_rest_day_the_nearest_working_day_is_found_both_ways(day, before, after):
    assert (CALENDAR.on_or_before(day), CALENDAR.on_or_after(day)) == (before, after)


@pytest.mark.parametrize(("day", "working", "why"), [
    (date(2027, 10, 1), True, "工作日"), (date(2027, 10, 2), False, "周六"), (date(2027, 10, 3), False, "周日"),
])
def test_a_year_not_announced_knows_only_the_week(day, working, why):
    assert (CALENDAR.is_working(day), CALENDAR.why(day)) == (working, why)
    assert not CALENDAR.announced(2027)


def test_the_announced_years_begin_with_2004():
    assert [year for year in range(2000, 2028) if CALENDAR.announced(year)] == list(range(2004, 2027))


def test_an_imported_notice_makes_its_year_known():
    told = WorkCalendar(marks={date(2027, 10, 1): DayMark(False, "国庆节"), date(2027, 10, 9): DayMark(True, "国庆节")},
                        years=frozenset({2027}))
    assert told.announced(2027)
    assert (told.is_working(date(2027, 10, 1)), told.why(date(2027, 10, 1))) == (False, "国庆节")
    assert (told.is_working(date(2027, 10, 9)), told.why(date(2027, 10, 9))) == (True, "调休上班")


def test_an_imported_notice_replaces_all_that_the_library_says_of_its_year_and_of_no_other():
    told = WorkCalendar(marks={date(2024, 10, 1): DayMark(False, "国庆节")}, years=frozenset({2024}))
    assert not told.is_working(date(2024, 10, 1))
    assert told.is_working(date(2024, 10, 2))
    assert not told.is_working(date(2024, 9, 29))
    assert not told.is_working(date(2023, 10, 2))


def test_a_notice_may_mark_a_day_of_december_before_its_year_and_leaves_the_rest_of_that_year():
    told = WorkCalendar(marks={date(2026, 12, 27): DayMark(True, "元旦")}, years=frozenset({2027}))
    assert told.is_working(date(2026, 12, 27))
    assert not told.is_working(date(2026, 12, 26))
    assert not told.is_working(date(2026, 10, 1))


@given(day=KNOWN_DAYS, n=some.integers(1, 40))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_between_a_day_and_the_nth_working_day_after_it_lie_n_working_days(day, n):
    last = CALENDAR.shift(day, n)
    assert CALENDAR.is_working(last)
    assert sum(CALENDAR.is_working(day + timedelta(days=i)) for i in range(1, (last - day).days + 1)) == n
