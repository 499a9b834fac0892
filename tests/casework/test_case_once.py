"""What was done already is not done again in the same words: a day of a hearing, a proposal to close."""

from datetime import date

import pytest

from casework.desk import House
from foundation.errors import ConflictError
from tests.casework.cases import NONE_OF_THESE, SERVED, a_bureau, move, proposed
from tests.casework.town import go_to

DAY = date(2025, 8, 4)
MONEY = {"facts": "无证采矿三千吨", "basis": "矿产资源法第六十四条", "fine": "200000.00"}
FIXED = {"hearing_day": "2025-08-20", "place": "县局会议室", "chair": "法制员己"}


def test_a_hearing_is_fixed_again_only_for_another_day_place_or_chair(sqlite_house: House) -> None:
    office = a_bureau(sqlite_house, date(2025, 1, 1), DAY)
    number = proposed(sqlite_house, office, worth={"ore_value": "50000"}, assessed=NONE_OF_THESE, act_start=DAY, act_end=DAY)
    move(sqlite_house, office, number, "notice.issue", **MONEY)
    move(sqlite_house, office, number, "notice.serve", **SERVED, served_on="2025-08-04")
    move(sqlite_house, office, number, "hearing.ask", asked_on="2025-08-04")
    move(sqlite_house, office, number, "hearing.fix", **FIXED)
    with pytest.raises(ConflictError, match="The hearing is fixed already for 2025-08-20"):
        move(sqlite_house, office, number, "hearing.fix", **FIXED)
    move(sqlite_house, office, number, "hearing.fix", **{**FIXED, "place": "乡政府会议室"})
    move(sqlite_house, office, number, "hearing.fix", **FIXED)
    move(sqlite_house, office, number, "hearing.drop", reason="当事人撤回")
    go_to(sqlite_house, date(2025, 8, 5))
    move(sqlite_house, office, number, "hearing.ask", asked_on="2025-08-05")
    move(sqlite_house, office, number, "hearing.fix", **FIXED)


def test_a_closing_waits_once_and_is_proposed_anew_when_it_was_sent_back(sqlite_house: House) -> None:
    office = a_bureau(sqlite_house, date(2025, 1, 1), DAY)
    number = proposed(sqlite_house, office, worth={"ore_value": "50000"}, assessed=NONE_OF_THESE, act_start=DAY, act_end=DAY)
    move(sqlite_house, office, number, "decision.withdraw", reason="违法主体认定有误")
    proposal = {"reason": "已撤销立案", "opinion": "建议结案"}
    move(sqlite_house, office, number, "closing.propose", **proposal)
    with pytest.raises(ConflictError, match="The closing was proposed on 2025-08-04, and waits for the leader"):
        move(sqlite_house, office, number, "closing.propose", **proposal)
    move(sqlite_house, office, number, "closing.return", reason="卷宗不全")
    move(sqlite_house, office, number, "closing.propose", **proposal)
