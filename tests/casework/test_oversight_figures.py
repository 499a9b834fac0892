"""四（三）: no figure of the gate or of suspension stands in code: change it in a rulebook, and casework does otherwise."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casework.access import SYSTEM
from casework.desk import House
from casework.oversight import measures
from casework.oversight.gate import Question, check
from tests.casework.cases import a_bureau, a_case, filed, move
from tests.casework.overseen import decided, unpaid
from tests.casework.rulebooks import rulebook_with
from tests.casework.town import at, go_to

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
LICENCE = "C2200002009012110000001"


def under(house: House, code: str, value: int) -> House:
    def change(_: object, figure: dict[str, Any]) -> None:
        figure["value"][0]["value"] = value
    return replace(house, source=rulebook_with("figure", code, change))


def bars(house: House) -> list[str]:
    with at(house) as desk:
        return [one.gate for one in check(desk, Question("renewal", right=LICENCE)).reasons]


@pytest.mark.parametrize(("value", "barred"), [(1, ["penalty-unperformed"]), (2, [])])
def test_whether_an_unperformed_penalty_bars(sqlite_house: House, value: int, barred: list[str]) -> None:
    house = under(sqlite_house, "gate_unperformed", value)
    office = a_bureau(house, SINCE, DAY)
    unpaid(house, office, decided(house, office, right_id=office.town.right))
    assert bars(house) == barred


@pytest.mark.parametrize(("value", "barred"), [(1, ["case-open"]), (2, [])])
def test_whether_an_open_case_bars(sqlite_house: House, value: int, barred: list[str]) -> None:
    house = under(sqlite_house, "gate_open_case", value)
    office = a_bureau(house, SINCE, DAY)
    filed(house, office, right_id=office.town.right)
    assert bars(house) == barred


@pytest.mark.parametrize(("value", "found"), [(29, 1), (30, 0)])
def test_after_how_many_days_a_case_is_sat_on(sqlite_house: House, value: int, found: int) -> None:
    house = under(sqlite_house, "sat_on_days", value)
    office = a_bureau(house, SINCE, DAY)
    move(house, office, a_case(house, office), "order.supervise", ordered_on="2025-08-04", order_number="1号",
         deadline="2025-08-15", listed=False, demand="办结")
    go_to(house, date(2025, 9, 14))
    with at(house, SYSTEM) as desk:
        assert measures.propose_due(desk) == found
