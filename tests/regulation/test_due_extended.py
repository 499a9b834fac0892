"""An extended limit: granted time is added to its end, can be suspended like the rest, and keeps its own unit."""

from datetime import date

import pytest

from regulation.reckoning import event_period
from regulation.rule import DueRule, Span
from tests.regulation.limits import DAY, LAW_DAY, MONTH, WORKING_DAY, after, projected, stops

FILED = date(2024, 5, 7)  # 90 days on: Monday 2024-08-05; 30 days more: Wednesday 2024-09-04
RECEIVED = date(2024, 9, 20)  # 10 working days on, over 国庆: 2024-10-10; 5 more: 2024-10-16


@pytest.mark.parametrize(("start", "n", "unit", "granted", "day"), [
    (FILED, 90, DAY, [Span(1, MONTH)], date(2024, 9, 5)),
    (FILED, 90, DAY, [Span(30, DAY), Span(30, DAY)], date(2024, 10, 4)),
    (FILED, 90, DAY, [Span(5, WORKING_DAY)], date(2024, 8, 12)),
    (RECEIVED, 10, WORKING_DAY, [Span(5, WORKING_DAY)], date(2024, 10, 16)),
    (date(2024, 1, 16), 15, DAY, [Span(1, MONTH)], date(2024, 2, 29)),
    (date(2024, 5, 17), 90, DAY, [Span(30, LAW_DAY, "mnr_penalty_rule")], date(2024, 9, 14)),  # a worked Saturday
    (date(2024, 5, 18), 90, DAY, [Span(30, LAW_DAY, "mnr_penalty_rule")], date(2024, 9, 18)),  # off 中秋
])
def test_granted_time_is_added_to_the_end_in_its_own_unit(start, n, unit, granted, day):
    assert after(start, n, unit, extensions=granted).day == day


@pytest.mark.parametrize(("start", "n", "unit", "granted", "suspensions", "day"), [
    (FILED, 90, DAY, Span(30, DAY), stops((8, 12), (8, 18)), date(2024, 9, 11)),
    (FILED, 90, DAY, Span(30, DAY), stops((8, 1), (8, 10)), date(2024, 9, 14)),  # on both sides of the first last day
    (FILED, 90, DAY, Span(1, MONTH), stops((8, 12), (8, 18)), date(2024, 9, 12)),
    (RECEIVED, 10, WORKING_DAY, Span(5, WORKING_DAY), stops((10, 14), (10, 15)), date(2024, 10, 18)),
])
def test_days_suspended_in_the_time_an_extension_granted_do_not_count(start, n, unit, granted, suspensions, day):
    assert after(start, n, unit, extensions=[granted], suspensions=suspensions).day == day


@pytest.mark.parametrize(("start", "n", "granted", "suspensions", "day"), [
    # 30 days end on Friday 07-12; of the five working days after it 16 to 18 July are suspended.
    (date(2024, 6, 12), 30, Span(5, WORKING_DAY), stops((7, 16), (7, 18)), date(2024, 7, 24)),
    # 30 days, two of them suspended, end on Sunday 07-14; five working days after it.
    (date(2024, 6, 12), 30, Span(5, WORKING_DAY), stops((6, 20), (6, 21)), date(2024, 7, 19)),
    # 15 days, five of them suspended, end on 02-04; a month after it.
    (date(2023, 1, 15), 15, Span(1, MONTH), stops((1, 20), (1, 24), year=2023), date(2023, 3, 4)),
])
def test_a_limit_and_its_extension_are_each_suspended_in_their_own_unit(start, n, granted, suspensions, day):
    assert after(start, n, DAY, extensions=[granted], suspensions=suspensions).day == day


def test_an_extension_of_a_named_date_runs_from_that_date_and_is_told():
    due = projected(DueRule(date=date(2024, 1, 31)), event_period(FILED), extensions=[Span(1, MONTH)])
    assert due.explanation == "规定日期为2024-01-31（一次性）；延长1个月。到期日2024-02-29。"
    due = after(FILED, 90, DAY, extensions=[Span(30, DAY)])
    assert due.explanation == "自2024-05-07起算，当日不计；经90日；延长30日。到期日2024-09-04。"
