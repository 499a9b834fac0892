"""A limit is counted from its event by the law of another day, where the law changed between them."""

from datetime import date

import pytest

from regulation.limits import limit_of
from regulation.loading import load
from regulation.workdays import WorkCalendar


@pytest.mark.parametrize(("step", "start", "law_of", "due"), [
    ("limitation", date(2020, 2, 29), date(2025, 8, 4), date(2022, 2, 28)),
    ("limitation-grave", date(2020, 8, 4), date(2025, 8, 4), date(2025, 8, 4)),
    ("limitation-grave", date(2020, 8, 4), date(2020, 8, 4), None),  # no such period before 2021-07-15
    ("payment", date(2025, 7, 7), date(2025, 7, 7), date(2025, 7, 22))])
def test_it_starts_on_its_event_whatever_days_law_holds(step: str, start: date, law_of: date, due: date | None) -> None:
    assert limit_of(load(), WorkCalendar(), load().limits[step], start, day=law_of).due == due
