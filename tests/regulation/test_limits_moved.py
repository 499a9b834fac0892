"""What moves a limit of the case: rest days, hearings counted back, suspensions, extensions, the notice of a year."""

from datetime import date

import pytest

from regulation.terms import Confidence
from regulation.workdays import DayMark, WorkCalendar
from tests.regulation.limits import limit


def test_the_decision_of_a_case_filed_on_7_july_2025_is_due_after_the_national_day_and_says_why():
    found = limit("decision", date(2025, 7, 7))
    assert (found.due, found.unrolled) == (date(2025, 10, 9), date(2025, 10, 5))
    assert found.roll_basis == "民法典第二百零三条" and found.provision == "第三十八条"
    assert found.steps == (
        "适用自然资源行政处罚办法（2024年，自然资源部令第12号）第三十八条：立案起90日内",
        "90日按日历日计（自然资源行政处罚办法（2024年）第五十七条）",
        "自2025-07-07起算，当日不计", "经90日", "末日2025-10-05为休息日（国庆节），顺延至2025-10-09",
        "跳过10-05国庆节、10-06中秋节、10-07至10-08国庆节（民法典第二百零三条）")


def test_a_notice_is_counted_back_from_the_hearing_over_weekends_and_a_make_up_day():
    found = limit("hearing-notice", date(2024, 5, 20))
    assert found.due == date(2024, 5, 10)
    assert "跳过05-12周日、05-18周六、05-19周日" in found.steps and "05-11调休上班，计入" in found.steps


def test_what_is_counted_back_in_calendar_days_moves_back_off_a_rest_day():
    found = limit("hearing-notice", date(2012, 10, 14))
    assert (found.due, found.unrolled) == (date(2012, 9, 29), date(2012, 10, 7))  # a Saturday worked
    assert any("向前推算的末日提前，未见明文" in one for one in found.steps)


@pytest.mark.parametrize(("suspended", "extension", "due"), [
    ((), 0, date(2024, 8, 5)),  # filed on 2024-05-07
    (("2024-06-01:2024-06-10",), 0, date(2024, 8, 15)),
    (("2024-06-01:2024-06-10", "2024-06-05:2024-06-12"), 0, date(2024, 8, 19)),  # the 17th is a Saturday; no day lost twice
    (("2024-05-01:2024-05-07",), 0, date(2024, 8, 5)),  # before the first day that counts
    (("2024-05-01:2024-05-08",), 0, date(2024, 8, 6)),
    (("2024-08-05:2024-08-20",), 0, date(2024, 8, 21)),  # on the last day it still stops
    (("2024-08-06:2024-08-20",), 0, date(2024, 8, 5)),  # the limit was over
    (("2024-08-06:2024-08-20",), 30, date(2024, 9, 19)),  # within the extension
    ((), 30, date(2024, 9, 4)),
    (("2024-08-01:2024-08-10", "2024-08-14:2024-08-16"), 0, date(2024, 8, 19)),  # the second lies within because of the first
])
def test_suspended_days_move_the_decision_only_as_far_as_they_lie_within_its_limit(suspended, extension, due):
    assert limit("decision", date(2024, 5, 7), suspended=suspended, extension=extension).due == due


def test_a_suspension_outside_is_said_to_change_nothing():
    found = limit("decision", date(2024, 5, 7), suspended=("2024-08-06:2024-08-20",))
    assert "2024-08-06至2024-08-20的中止不在期间内，不影响期限" in found.steps


def test_working_days_are_moved_by_the_working_days_that_were_suspended():
    assert limit("statement", date(2024, 9, 5)).due == date(2024, 9, 12)
    found = limit("statement", date(2024, 9, 5), suspended=("2024-09-07:2024-09-10",))  # a weekend and two days
    assert found.due == date(2024, 9, 14)  # a Saturday worked before the Mid-Autumn
    assert found.confidence is Confidence.D  # no law that we know suspends it


def test_an_extension_says_who_grants_it_and_how_much():
    found = limit("decision", date(2024, 5, 7), extension=45)
    assert "延长须经本部门负责人批准，至多30日（自然资源行政处罚办法第三十八条）" in found.steps
    assert "延长超过30日，限于案情特别复杂的" in found.steps


def test_a_notice_of_the_year_makes_a_provisional_limit_firm():
    before = limit("payment", date(2026, 12, 17))  # 2027-01-01, a Friday that is worked as far as is known
    assert (before.due, before.provisional) == (date(2027, 1, 1), True)
    told = WorkCalendar(marks={date(2027, 1, 1): DayMark(False, "元旦")}, years=frozenset({2027}))
    after = limit("payment", date(2026, 12, 17), calendar=told)
    assert (after.due, after.unrolled, after.provisional) == (date(2027, 1, 4), date(2027, 1, 1), False)


def test_a_last_day_that_stays_is_moved_by_no_provision() -> None:
    found = limit("decision", date(2025, 6, 10))
    assert (found.due, found.unrolled, found.roll_basis) == (date(2025, 9, 8), date(2025, 9, 8), None)
