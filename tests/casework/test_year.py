"""The year summed up says of every duty what the calendar says line by line, opened or still to come."""

from collections import Counter
from datetime import date
from itertools import product

import pytest

from casework.duty.opening import open_duties
from casework.view.calendar import calendar
from casework.view.year import year_sums
from tests.casework.builders import a_mine, a_right
from tests.casework.town import at, go_to, patrol, settle_in


@pytest.fixture
def town(house):
    made = settle_in(house, date(2024, 1, 1))
    go_to(house, date(2024, 3, 4))
    with at(house) as desk:
        for number, since in ((2, date(2009, 1, 1)), (3, date(2024, 5, 1))):
            right = a_right(desk, licence_no=f"C{number}", holder_id=made.holder, issuer_id=made.province,
                            county_id=made.county, valid_from=since)
            a_mine(desk, code=f"M{number}", right_id=right, holder_id=made.holder, county_id=made.county, valid_from=since)
        open_duties(desk)
    return made


WHOSE = ("220000", "220200", "220221", "220221100", "912202210000000001", "M2", "C3")


def test_the_sums_are_those_of_the_lines(house, town):
    for whose, year in product(WHOSE, (2023, 2024, 2025)):
        compare(house, whose, year)


def compare(house, whose, year):
    with at(house) as desk:
        lines, sums = calendar(desk, whose, year), year_sums(desk, whose, year)
    expected = Counter((line.rule, line.debtor, line.period, line.due, line.provisional, line.status is not None)
                       for line in lines)
    assert lines or year == 2023 or whose == "C3"
    summed = {(one.rule, one.debtor, one.period, one.due, one.provisional, one.opened): one.count for one in sums}
    assert summed == expected, (whose, year)
    alone = {(line.rule, line.debtor, line.period): (line.subject, line.status, line.duty) for line in lines}
    for one in sums:
        if one.count == 1:
            assert (one.subject, one.status, one.duty) == alone[one.rule, one.debtor, one.period]


def test_what_was_done_is_counted_apart_from_what_is_running(house, town):
    for _ in range(2):
        patrol(house, town.township, date(2024, 3, 4))
    with at(house) as desk:
        found = {one.period: (one.count, one.done, one.running, one.status) for one in year_sums(desk, "220221100", 2024)
                 if one.rule == "township_patrol"}
    assert found["2024-W10"] == (1, 1, 0, "discharged") and found["2024-W11"] == (1, 0, 1, "open")


def test_three_mines_of_a_rule_stand_in_one_line(house, town):
    with at(house) as desk:
        (line,) = [one for one in year_sums(desk, "220200", 2024) if one.rule == "mine_inspection"]
    assert (line.count, line.running, line.duty, line.subject, line.opened) == (2, 2, None, None, True)
