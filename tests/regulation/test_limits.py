"""The limits of the case, each with exact dates: by the law of the day, over holidays, at the ends of months and laws."""

from datetime import UTC, date, datetime, timedelta

import pytest

from foundation.clock import SHANGHAI
from regulation.limit_table import LimitRule
from regulation.limits import limit_of, surely_within
from regulation.loading import load
from regulation.terms import Unit
from regulation.workdays import WorkCalendar
from tests.regulation.limits import limit

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
    ("reconsideration-answer", "2023-12-29", "2024-01-08", None, "R"),
    ("reconsideration-answer", "2024-03-04", "2024-03-18", None, "R"),
    ("suit-answer", "2015-04-30", "2015-05-11", "2015-05-10", "R"),
    ("suit-answer", "2015-05-01", "2015-05-18", "2015-05-16", "R"),
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
    ("spot-report", "2012-05-02"),
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
    ("police-transfer", datetime(2024, 12, 31, 20, tzinfo=SHANGHAI), datetime(2025, 1, 1, 20, tzinfo=SHANGHAI), "V"),
    ("police-transfer", datetime(2024, 2, 28, 23, 30, tzinfo=SHANGHAI), datetime(2024, 2, 29, 23, 30, tzinfo=SHANGHAI), "V"),
    ("seizure-approval", datetime(2025, 9, 30, 17, tzinfo=SHANGHAI), datetime(2025, 10, 1, 17, tzinfo=SHANGHAI), "P"),
])
def test_hours_run_over_midnight_and_rest_days(step, start, end, confidence):
    found = limit(step, start)
    assert (found.due, found.unrolled, found.roll_basis, found.confidence) == (end, end, None, confidence)


def test_the_day_of_an_instant_is_that_of_the_province():
    utc = datetime(2025, 6, 30, 16, 0, tzinfo=UTC)
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


@pytest.mark.parametrize("start", [date(2023, 1, 31), date(2024, 2, 29), date(2024, 9, 30), date(2025, 1, 27)])
def test_what_surely_lies_within_a_limit_lies_within_it(start: date) -> None:
    asked = 0
    for rule in load().limits.values():
        for n in range(2000):
            if surely_within(rule, start, start + timedelta(days=n), day=start):
                due = limit_of(load(), WorkCalendar(), rule, datetime.combine(start, datetime.min.time(), UTC)
                               if hours(rule, start) else start, day=start).due
                assert due is not None and start + timedelta(days=n) <= (due.date() if isinstance(due, datetime) else due)
                asked += 1
            else:
                break
    assert asked > 500


def hours(rule: LimitRule, day: date) -> bool:
    value = rule.value_on(day)
    return value is not None and value.span is not None and value.span.unit is Unit.HOUR


def test_two_years_are_surely_not_over_within_672_days() -> None:
    rule = load().limits["limitation"]
    assert surely_within(rule, date(2024, 1, 1), date(2025, 11, 3), day=date(2025, 11, 3))
    assert not surely_within(rule, date(2024, 1, 1), date(2025, 11, 4), day=date(2025, 11, 4))
