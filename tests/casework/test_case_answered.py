"""An answer comes after what it answers; where more than one body was asked, after the first that was."""

from datetime import date

import pytest

from casework.desk import House
from foundation.errors import InvalidError
from tests.casework.cases import Office, a_bureau, filed, move
from tests.casework.town import go_to

DAY = date(2025, 8, 4)


def answer(house: House, office: Office, number: str, on: str, **more: str) -> None:
    move(house, office, number, "discipline.answer", answered_on=on, answer="给予记过处分", **more)


def test_of_two_bodies_that_were_asked_on_discipline_the_first_answers_before_the_second_was_asked(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, date(2025, 1, 1), DAY)
    number = filed(house, office, act_start=DAY, act_end=DAY)
    move(house, office, number, "discipline.find", persons="钱某：未经审查发证")
    for day, body in ((date(2025, 8, 11), "县监察委员会"), (date(2025, 9, 10), "县局机关党委")):
        go_to(house, day)
        move(house, office, number, "discipline.transfer", body=body, proposal="记过")
    answer(house, office, number, "2025-08-29")
    answer(house, office, number, "2025-08-11")
    with pytest.raises(InvalidError, match="2025-08-10 cannot be the day of an answer to “移送处分建议” of 2025-08-11"):
        answer(house, office, number, "2025-08-10")
    answer(house, office, number, "2025-08-10", reason="移送系8月8日补录")
