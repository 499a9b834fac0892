"""A hearing notice that comes by itself: with whom the case waits until then, and what a public notice of it serves."""

import json
from datetime import date

import pytest

from casework.case.cases import case_of
from casework.case.replaying import replay
from casework.case.watching import watch_cases
from casework.desk import House
from tests.casework.cases import Office, as_it_is, limits, move
from tests.casework.test_case_next import waiting, without
from tests.casework.test_case_notices import events, notified, serve
from tests.casework.town import at, go_to

LISTS = ("handler", "deputy")


def alone(house: House, *, due: bool = True) -> tuple[Office, str]:
    """The penalty notice is served on 4 August, and no hearing notice."""
    office, number = notified(house, due=due)
    without(house, office)
    serve(house, office, number, "2025-08-04")
    return office, number


def test_a_case_whose_hearing_notice_is_to_be_served_is_listed_with_its_handler(house: House) -> None:
    office, number = alone(house)
    assert waiting(house, office, *LISTS) == ["handler"]
    move(house, office, number, "statement.record", statement="不服")
    assert waiting(house, office, *LISTS) == ["handler"]  # review would be refused
    serve(house, office, number, "2025-08-04", "2025-08-04")
    assert waiting(house, office, *LISTS) == []  # the party may ask for a hearing
    go_to(house, date(2025, 8, 12))
    watch_cases(house)
    assert waiting(house, office, *LISTS) == ["deputy"]


@pytest.mark.parametrize("stated", [True, False])
def test_where_no_hearing_is_due_it_is_listed_with_review_once_the_party_stated_or_let_its_time_pass(
        house: House, *, stated: bool) -> None:
    office, number = alone(house, due=False)
    assert waiting(house, office, *LISTS) == []
    if stated:
        move(house, office, number, "statement.record", statement="不服")
    else:
        go_to(house, date(2025, 8, 12))
        watch_cases(house)
    assert waiting(house, office, *LISTS) == ["deputy"]


def announced(house: House) -> tuple[Office, str]:
    """Nobody takes the hearing notice, so that it is announced the day after, and the public notice is over."""
    office, number = alone(house)
    for day in (date(2025, 8, 5), date(2025, 8, 12), date(2025, 9, 5)):
        go_to(house, day)
        if day == date(2025, 8, 5):
            move(house, office, number, "notice.announce", failed="拒收听证告知书，下落不明", medium="局网站")
        watch_cases(house)
    return office, number


def test_a_hearing_notice_announced_by_itself_leaves_the_penalty_notice_its_day_and_its_time(house: House) -> None:
    office, number = announced(house)
    assert [one for one in events(house, number) if one[1] > date(2025, 8, 5)] == [
        ("statement.lapse", date(2025, 8, 12)), ("notice.serve-public", date(2025, 9, 5))]
    facts = json.loads(as_it_is(house, number).facts)
    assert (facts["notice_served_on"], facts["hearing_notice_served_on"]) == ("2025-08-04", "2025-09-05")
    running = limits(house, number)
    assert "statement" not in running and running["hearing-request"] == date(2025, 9, 11)
    go_to(house, date(2025, 9, 12))
    watch_cases(house)
    move(house, office, number, "statement.weigh", opinion="未陈述")
    with at(house) as desk:
        assert replay(desk, case_of(desk, number).id).faults == ()
        assert desk.scalar("SELECT count(*) FROM case_period WHERE step = 'statement'") == 1
