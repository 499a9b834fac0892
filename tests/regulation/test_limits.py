"""The limits of the case, each with exact dates: by the law of the day, over holidays, at the ends of months and laws."""

from datetime import date, datetime, timedelta, timezone

import pytest

from regulation.due import Suspension
from regulation.limits import Limit, limit_of
from regulation.loading import load
from regulation.terms import Confidence
from regulation.workdays import DayMark, WorkCalendar

CHINA = timezone(timedelta(hours=8))
CALENDAR = WorkCalendar()


def limit(step: str, start: date | datetime, *, calendar: WorkCalendar = CALENDAR, suspended: tuple[str, ...] = (),
          extension: int = 0) -> Limit:
    day = start.astimezone(CHINA).date() if isinstance(start, datetime) else start
    suspensions = [Suspension(*map(date.fromisoformat, one.split(":"))) for one in suspended]
    book = load()
    return limit_of(book, calendar, book.limits[step], start, day=day, suspensions=suspensions, extension=extension)


# step, the day of its event, the last day, where the count ended if that was a rest day, confidence
COUNTED = [
    ("verification", "2022-11-01", "2022-11-10", None, "D"),
    ("filing", "2014-07-01", "2014-07-15", None, "P"),
    ("filing", "2021-07-15", "2021-07-29", None, "D"),
    ("filing", "2024-04-30", "2024-05-16", None, "D"),
    ("designation", "2014-07-01", "2014-07-10", None, "P"),
    ("designation", "2024-04-30", "2024-05-13", None, "P"),
    ("designation", "2024-05-01", "2024-05-13", None, "V"),
    ("evidence-storage", "2021-07-14", "2021-07-21", None, "V"),
    ("evidence-storage", "2021-07-15", "2021-07-26", None, "V"),
    ("seizure", "2025-07-01", "2025-07-31", None, "P"),
    ("suspension-notice", "2024-05-01", "2024-05-08", None, "V"),
    ("resumption-notice", "2024-09-30", "2024-10-10", None, "V"),
    ("statement", "2014-07-01", "2014-07-04", None, "P"),
    ("statement", "2024-04-30", "2024-05-08", None, "P"),
    ("statement", "2024-05-01", "2024-05-10", None, "V"),
    ("hearing-request", "2021-07-14", "2021-07-19", "2021-07-17", "V"),
    ("hearing-request", "2021-07-15", "2021-07-22", None, "V"),
    ("hearing-request", "2024-02-07", "2024-02-20", None, "V"),
    ("hearing-request", "2024-05-01", "2024-05-10", None, "V"),
    ("hearing-notice", "2021-07-14", "2021-07-07", None, "V"),
    ("hearing-notice", "2021-07-15", "2021-07-06", None, "V"),
    ("hearing-notice", "2012-10-14", "2012-09-29", "2012-10-07", "R"),
    ("hearing-notice", "2024-05-20", "2024-05-10", None, "V"),
    ("decision", "2014-07-01", "2014-09-01", "2014-08-30", "R"),
    ("decision", "2021-07-14", "2021-09-13", "2021-09-12", "P"),
    ("decision", "2021-07-15", "2021-10-13", None, "D"),
    ("decision", "2024-04-30", "2024-07-29", None, "D"),
    ("decision", "2024-05-01", "2024-07-30", None, "V"),
    ("decision", "2025-07-07", "2025-10-09", "2025-10-05", "V"),
    ("service", "2021-07-14", "2021-07-21", None, "V"),
    ("service", "2021-07-15", "2021-07-26", None, "V"),
    ("service", "2024-12-31", "2025-01-10", None, "V"),
    ("public-notice", "2021-12-31", "2022-03-01", None, "R"),
    ("public-notice", "2022-01-01", "2022-02-07", "2022-01-31", "V"),
    ("publication", "2014-07-01", "2014-07-10", None, "P"),
    ("publication", "2021-07-15", "2021-07-26", None, "D"),
    ("publication", "2024-05-01", "2024-05-13", None, "D"),
    ("withdrawal", "2021-07-15", "2021-07-20", None, "V"),
    ("withdrawal", "2024-09-30", "2024-10-10", None, "V"),
    ("payment", "2004-01-01", "2004-01-16", None, "V"),
    ("payment", "2024-02-14", "2024-02-29", None, "V"),
    ("payment", "2026-12-20", "2027-01-04", None, "V"),
    ("reconsideration", "2023-12-31", "2024-02-29", None, "V"),
    ("reconsideration", "2024-01-01", "2024-03-01", None, "V"),
    ("reconsideration-untold", "2024-02-29", "2025-02-28", None, "V"),
    ("litigation", "2011-11-30", "2012-02-29", None, "V"),
    ("litigation", "2015-04-30", "2015-07-30", None, "V"),
    ("litigation", "2015-05-01", "2015-11-02", "2015-11-01", "R"),
    ("litigation", "2023-08-31", "2024-02-29", None, "V"),
    ("litigation-after-reconsideration", "2015-05-01", "2015-05-18", "2015-05-16", "R"),
    ("demand", "2012-01-01", "2012-01-17", None, "V"),
    ("demand", "2024-04-25", "2024-05-11", None, "V"),
    ("court-application", "2011-12-31", "2012-06-28", None, "R"),
    ("court-application", "2012-01-01", "2012-04-01", None, "V"),
    ("court-application", "2024-11-30", "2025-02-28", None, "V"),
    ("court-acceptance", "2024-09-30", "2024-10-12", None, "V"),
    ("court-ruling", "2024-09-30", "2024-10-15", None, "V"),
    ("court-ruling-heard", "2024-09-06", "2024-10-08", "2024-10-06", "V"),
    ("court-review", "2024-09-20", "2024-10-08", "2024-10-05", "V"),
    ("confiscation-handover", "2024-05-01", "2024-07-30", None, "V"),
    ("transfer-decision", "2024-09-28", "2024-10-08", "2024-10-01", "D"),
    ("police-decision", "2024-09-30", "2024-10-08", "2024-10-03", "D"),
    ("police-review", "2024-05-01", "2024-05-06", "2024-05-04", "D"),
    ("goods-handover", "2024-05-02", "2024-05-06", "2024-05-05", "D"),
    ("limitation", "2012-02-29", "2014-02-28", None, "V"),
    ("limitation", "2021-07-15", "2023-07-15", None, "V"),
    ("limitation-grave", "2021-08-01", "2026-08-01", None, "V"),
]

NONE = [
    ("verification", "2014-06-30"), ("verification", "2014-07-01"), ("verification", "2022-10-31"),
    ("verification", "2024-05-01"),
    ("stop-notice", "2012-03-01"),
    ("filing", "2014-06-30"),
    ("filing", "2024-05-01"),
    ("designation", "2014-06-30"),
    ("seizure", "2025-06-30"),
    ("suspension-notice", "2024-04-30"),
    ("statement", "2014-06-30"),
    ("hearing", "2024-05-20"),
    ("decision", "2014-06-30"),
    ("publication", "2014-06-30"),
    ("withdrawal", "2021-07-14"),
    ("reconsideration-untold", "2023-12-31"),
    ("litigation-after-reconsideration", "2015-04-30"),
    ("demand", "2011-12-31"),
    ("confiscation-handover", "2024-04-30"),
    ("discipline-transfer", "2012-05-02"),
    ("closing", "2012-05-02"),
    ("closing", "2024-05-01"),
    ("limitation-grave", "2021-07-14"),
]


@pytest.mark.parametrize(("step", "start", "due", "unrolled", "confidence"), COUNTED)
def test_a_limit_ends_on_its_day_by_the_law_of_the_day(step, start, due, unrolled, confidence):
    found = limit(step, date.fromisoformat(start))
    assert (str(found.due), str(found.unrolled), found.confidence) == (due, unrolled or due, confidence)
    assert found.law and found.reason is None and found.provisional == (start >= "2026-12-20")
    assert any("未确认" in one for one in found.steps) == (confidence != "V")


@pytest.mark.parametrize(("step", "start"), NONE)
def test_where_no_figure_was_found_none_is_given_but_the_reason_is(step, start):
    found = limit(step, date.fromisoformat(start))
    assert (found.due, found.unrolled, found.roll_basis, found.provisional) == (None, None, None, False)
    assert found.reason and found.steps[-1] == f"未见期限：{found.reason}"


@pytest.mark.parametrize(("step", "start", "end", "confidence"), [
    ("police-transfer", datetime(2024, 12, 31, 20, tzinfo=CHINA), datetime(2025, 1, 1, 20, tzinfo=CHINA), "V"),
    ("police-transfer", datetime(2024, 2, 28, 23, 30, tzinfo=CHINA), datetime(2024, 2, 29, 23, 30, tzinfo=CHINA), "V"),
    ("seizure-approval", datetime(2025, 9, 30, 17, tzinfo=CHINA), datetime(2025, 10, 1, 17, tzinfo=CHINA), "P"),
])
def test_hours_run_over_midnight_and_rest_days(step, start, end, confidence):
    found = limit(step, start)
    assert (found.due, found.unrolled, found.roll_basis, found.confidence) == (end, end, None, confidence)


def test_the_day_of_an_instant_is_that_of_the_province():
    utc = datetime(2025, 6, 30, 16, 0, tzinfo=timezone.utc)  # noqa: UP017
    assert limit("seizure-approval", utc).due == utc + timedelta(hours=24)
    assert limit("seizure-approval", utc - timedelta(minutes=1)).due is None


def test_every_step_has_its_exact_dates_here():
    told = {one[0] for one in COUNTED} | {one[0] for one in NONE}
    assert told | {"police-transfer", "seizure-approval"} == set(load().limits)


def test_every_figure_of_every_law_is_asked_for_here():
    asked = {(step, load().limits[step].value_on(date.fromisoformat(start))) for step, start, *_ in COUNTED}
    figures = {(rule.step, value) for rule in load().limits.values() for value in rule.values
               if value.none is None and not rule.hourly}
    assert asked == figures


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
