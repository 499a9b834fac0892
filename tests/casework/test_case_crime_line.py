"""A value that reaches the line of a crime wants an answer before a penalty; the least line that a province may set asks."""

from datetime import date
from typing import Any

import pytest

from casework.access import SYSTEM
from casework.case.cases import case_of
from casework.case.moving import Wish, make
from casework.case.replaying import replay
from casework.case.todos import see_to_cases
from casework.desk import House
from foundation.errors import ConflictError, RefusedError
from regulation.stages import Who
from tests.casework.cases import NONE_OF_THESE, Office, a_bureau, actor, move, proposed
from tests.casework.town import at

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
NOTICE = {"facts": "无证采矿", "basis": "矿产资源法第六十四条", "fine": "300000.00"}


def worth(house: House, ore: str) -> tuple[Office, str]:
    office = a_bureau(house, SINCE, DAY)
    return office, proposed(house, office, worth={"ore_value": ore}, assessed={**NONE_OF_THESE, "major": True}, act_start=DAY,
                            act_end=DAY)


def refused(house: House, office: Office, number: str, action: str, **told: Any) -> ConflictError:
    with pytest.raises(ConflictError) as found:
        move(house, office, number, action, **told)
    return found.value


def test_a_notice_waits_for_an_answer_from_the_very_line_on(house: House) -> None:
    office, number = worth(house, "100000.00")
    why = refused(house, office, number, "notice.issue", **NOTICE)
    assert why.message == "The value reaches the line of 非法采矿罪, 100000.00 yuan, and nobody has said whether it is one."
    assert "crime.suspect（发现涉嫌犯罪）" in (why.way_out or "") and "crime.exclude（认定不涉嫌犯罪）" in (why.way_out or "")
    move(house, office, number, "crime.exclude", basis="省里确定的数额为三十万元")
    move(house, office, number, "notice.issue", **NOTICE)
    with at(house) as desk:
        assert replay(desk, case_of(desk, number).id).faults == ()


def test_below_the_line_nobody_is_asked(house: House) -> None:
    office, number = worth(house, "99999.99")
    move(house, office, number, "notice.issue", **NOTICE)


def test_what_is_valued_anew_is_answered_anew(house: House) -> None:
    office, number = worth(house, "100000.00")
    move(house, office, number, "crime.exclude", basis="省里确定的数额为三十万元")
    move(house, office, number, "case.value", ore_value="200000.00", basis="复核鉴定")
    told = {**NOTICE, "fine": "600000.00"}
    assert "reaches the line" in refused(house, office, number, "notice.issue", **told).message


def test_what_is_suspected_is_not_found_to_be_none(house: House) -> None:
    office, number = worth(house, "100000.00")
    move(house, office, number, "crime.suspect", suspicion="非法采矿罪")
    why = refused(house, office, number, "crime.exclude", basis="数额不够")
    assert why.message == "A crime is suspected and not settled with the police."


def test_whoever_handles_the_case_does_not_find_it(house: House) -> None:
    office, number = worth(house, "100000.00")
    with at(house, actor(house, office, Who.HANDLER)) as desk, pytest.raises(RefusedError):
        make(desk, number, Wish("crime.exclude", {"basis": "数额不够"}))


def test_the_flow_says_so_and_keeps_it_beside_the_range(house: House) -> None:
    worth(house, "100000.00")
    see_to_cases(house, "case_file")
    report = see_to_cases(house, "case_penalize")
    with at(house, SYSTEM) as desk:
        note = str(desk.scalar("SELECT note FROM case_range"))
    assert note.startswith("价值100,000.00元，达到非法采矿罪起点100,000.00元") and "不得以行政处罚代替移送" in note
    assert [note in said for _, said in report.decisions] == [True]
