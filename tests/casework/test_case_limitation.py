"""Limitation counts from the end of an act: what goes on is not barred, what has ended is looked at by somebody."""

from datetime import date

import pytest

from casework.desk import House
from foundation.errors import ConflictError
from tests.casework.cases import AGREED, CONDITIONS, a_bureau, a_case, as_it_is, move

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
FOUR = {name: value for name, value in CONDITIONS.items() if name != "within_limitation"}


def test_an_act_that_goes_on_is_filed_without_an_answer_on_limitation(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = a_case(house, office, act_start=date(2010, 1, 1))
    move(house, office, number, "filing.establish", **FOUR)
    move(house, office, number, "filing.propose", **FOUR, facts="正在采矿")
    for action in ("filing.unit", "filing.review", "filing.approve"):
        move(house, office, number, action, **AGREED)
    assert as_it_is(house, number).stage == "investigating"


def test_of_an_act_that_ended_somebody_answers_and_the_way_out_says_where(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = a_case(house, office, act_start=DAY, act_end=DAY)
    with pytest.raises(ConflictError, match="barred by limitation, or nobody has checked it") as refused:
        move(house, office, number, "filing.establish", **FOUR)
    assert refused.value.way_out.startswith("Check it and answer within_limitation（未超过追究时效）")
    move(house, office, number, "filing.establish", **CONDITIONS)
