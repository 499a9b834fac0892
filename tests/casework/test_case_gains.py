"""No more gains are confiscated than were established; a fine outside the range is told its way out."""

from datetime import date
from typing import Any

import pytest

from casework.desk import House
from foundation.errors import InvalidError
from tests.casework.cases import NONE_OF_THESE, SERVED, Office, a_bureau, move, proposed
from tests.casework.town import go_to

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
MONEY = {"facts": "无证采矿三千吨", "basis": "矿产资源法第六十四条", "fine": "200000.00"}
VALUED = {"ore_value": "50000", "illegal_gains": "90000", "costs": "20000", "refunds": "9999.99"}


def valued(house: House, **worth: Any) -> tuple[Office, str]:
    office = a_bureau(house, SINCE, DAY)
    return office, proposed(house, office, worth=worth, assessed=NONE_OF_THESE, act_start=date(2025, 7, 10),
                            act_end=date(2025, 8, 1))


def test_a_notice_confiscates_to_the_fen_what_refunds_and_costs_leave(house: House) -> None:
    office, number = valued(house, **VALUED)
    with pytest.raises(InvalidError, match=r"Gains of 60,000.02元 are confiscated, .* the law leaves 60,000.01元") as refused:
        move(house, office, number, "notice.issue", **MONEY, gains="60000.02")
    assert "case.value" in str(refused.value.way_out)
    move(house, office, number, "notice.issue", **MONEY, gains="60000.01")


def test_a_fine_outside_the_range_is_told_what_helps_above_it_and_what_below(sqlite_house: House) -> None:
    office, number = valued(sqlite_house, **VALUED)
    for fine, lies, helps, not_so in (("1000000.01", "above", "lower the fine", "ground"),
                                      ("99999.99", "below", "be lighter with a ground", "case.value")):
        with pytest.raises(InvalidError, match=f"lies {lies} the range of the law") as refused:
            move(sqlite_house, office, number, "notice.issue", **{**MONEY, "fine": fine})
        assert helps in str(refused.value.way_out) and not_so not in str(refused.value.way_out)


def test_gains_unvalued_are_answered_for_by_who_decides_and_a_decision_is_held_against_those_valued_later(house: House) -> None:
    office, number = valued(house, ore_value="50000")
    move(house, office, number, "notice.issue", **MONEY, gains="1000.00")
    move(house, office, number, "notice.serve", **SERVED, served_on="2025-08-04")
    go_to(house, date(2025, 8, 12))
    move(house, office, number, "statement.lapse")
    move(house, office, number, "statement.weigh", opinion="当事人提交了账册。")
    move(house, office, number, "case.value", illegal_gains="0", basis="账册")
    decision = {**MONEY, "discretion": "初次违法", "social_impact": False}
    with pytest.raises(InvalidError, match=r"Gains of 0.01元 are confiscated, .* the law leaves 0.00元"):
        move(house, office, number, "decision.penalty", **decision, gains="0.01")
    move(house, office, number, "decision.penalty", **decision)
