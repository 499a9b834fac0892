"""When a duty is chased: before the day in calendar days, after it in working days, and never on a rest day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from regulation.ladder import Ladder, Rung
from regulation.rungs import RungDay, lapse_day, rung_days
from regulation.workdays import CalendarError, WorkCalendar

CALENDAR = WorkCalendar()
LONG_AGO = date(2004, 6, 1)


def ladder(*offsets, lapse_after=None, wider=None):
    """A ladder of these offsets; `wider` says who besides the debtor is addressed on which."""
    rungs = tuple(Rung(no, offset, ("debtor", *(wider or {}).get(offset, ())), f"{offset}")
                  for no, offset in enumerate(offsets, start=1))
    return Ladder("any", "任意", rungs, lapse_after, "测试")


REPORT = ladder(-30, -7, -1, 0, 1, 7, 15, wider={7: ("superior",), 15: ("superior", "superior2")})


def days(offsets, due, *, opens=LONG_AGO):
    return [rung.day for rung in rung_days(ladder(*offsets), due, opens=opens, calendar=CALENDAR)]


@pytest.mark.parametrize(("due", "offset", "day"), [
    (date(2024, 8, 15), -1, date(2024, 8, 14)),
    (date(2024, 8, 15), -7, date(2024, 8, 8)),
    (date(2024, 8, 15), -30, date(2024, 7, 16)),
    (date(2024, 8, 15), -4, date(2024, 8, 9)),  # a Sunday: the Friday before
    (date(2024, 10, 12), -14, date(2024, 9, 27)),  # a Saturday: the Friday before, though the Sunday after it is worked
    (date(2024, 10, 13), -1, date(2024, 10, 12)),  # a Saturday that is worked
    (date(2024, 10, 14), -7, date(2024, 9, 30)),  # the last day of 国庆: over the whole holiday
    (date(2012, 2, 3), -7, date(2012, 1, 21)),  # 春节: back to the worked Saturday before it
    (date(2012, 1, 31), -30, date(2011, 12, 31)),  # 元旦: back to the worked Saturday of the year before
])
def test_a_rung_before_the_day_counts_calendar_days_and_moves_to_the_last_working_day_before_a_rest_day(due, offset, day):
    assert days([offset], due) == [day]


@pytest.mark.parametrize(("due", "day"), [
    (date(2024, 8, 15), date(2024, 8, 15)),
    (date(2024, 9, 29), date(2024, 9, 29)),  # a Sunday that is worked
    (date(2024, 8, 31), date(2024, 8, 30)),
    (date(2024, 10, 7), date(2024, 9, 30)),
])
def test_the_rung_on_the_day_comes_before_a_rest_day_not_after_it(due, day):
    assert days([0], due) == [day]


@pytest.mark.parametrize(("due", "offset", "day"), [
    (date(2024, 8, 15), 1, date(2024, 8, 16)),
    (date(2024, 8, 16), 1, date(2024, 8, 19)),
    (date(2024, 9, 30), 1, date(2024, 10, 8)),
    (date(2024, 9, 27), 1, date(2024, 9, 29)),  # a Sunday that is worked
    (date(2024, 9, 30), 7, date(2024, 10, 15)),  # 8, 9, 10, 11, Saturday 12, 14, 15
    (date(2024, 10, 6), 7, date(2024, 10, 15)),  # due on a rest day: counted from it all the same
    (date(2012, 1, 20), 15, date(2012, 2, 15)),  # 21, 29, 30, 31 January; 1-3, 6-10, 13-15 February
])
def test_a_rung_after_the_day_counts_working_days_over_the_holiday(due, offset, day):
    assert days([offset], due) == [day]


def test_a_whole_ladder_stands_on_these_days_around_the_national_holiday():
    assert rung_days(REPORT, date(2024, 10, 7), opens=date(2024, 1, 1), calendar=CALENDAR) == (
        RungDay(1, date(2024, 9, 6), ("debtor",)),  # 09-07 is a Saturday
        RungDay(2, date(2024, 9, 30), ("debtor",)),
        RungDay(3, date(2024, 9, 30), ("debtor",)),
        RungDay(4, date(2024, 9, 30), ("debtor",)),
        RungDay(5, date(2024, 10, 8), ("debtor",)),
        RungDay(6, date(2024, 10, 15), ("debtor", "superior")),
        RungDay(7, date(2024, 10, 25), ("debtor", "superior", "superior2")),
    )


@pytest.mark.parametrize(("opens", "numbers"), [
    (date(2024, 7, 16), [1, 2, 3, 4]),  # the first rung on the day it opens
    (date(2024, 7, 17), [2, 3, 4]),
    (date(2024, 8, 8), [2, 3, 4]),
    (date(2024, 8, 9), [3, 4]),
    (date(2024, 8, 15), [3, 4]),  # opened and due on one day
])
def test_a_rung_before_the_duty_opens_is_left_out(opens, numbers):
    rungs = rung_days(ladder(-30, -7, 0, 1), date(2024, 8, 15), opens=opens, calendar=CALENDAR)
    assert [rung.no for rung in rungs] == numbers


@pytest.mark.parametrize(("due", "lapse_after", "day"), [
    (date(2024, 8, 11), 1, date(2024, 8, 12)),
    (date(2024, 10, 6), 1, date(2024, 10, 8)),
    (date(2012, 1, 29), 1, date(2012, 1, 30)),  # a worked Sunday
    (date(2012, 12, 31), 3, date(2013, 1, 6)),  # 4 January, then a worked Saturday and Sunday
    (date(2024, 8, 11), None, None),
])
def test_what_cannot_be_caught_up_lapses_so_many_working_days_after_the_day(due, lapse_after, day):
    assert lapse_day(ladder(lapse_after=lapse_after), due, CALENDAR) == day


def test_a_ladder_that_would_begin_before_2004_is_refused():
    with pytest.raises(CalendarError, match=r"the calendar begins with 2004"):
        days([-30], date(2004, 1, 15), opens=date(2003, 1, 1))


@given(due=some.dates(date(2005, 1, 1), date(2026, 6, 1)), offset=some.integers(-90, 20))
@settings(max_examples=80, deadline=None, derandomize=True)
def test_nobody_is_chased_on_a_rest_day_and_no_reminder_comes_after_its_day(due, offset):
    [day] = days([offset], due)
    assert CALENDAR.is_working(day)
    assert (day > due) if offset > 0 else (day <= due + timedelta(days=offset))
