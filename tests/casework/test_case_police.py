"""The police answer after they were asked, reconsider once, and their answer holds for the value that they knew (310号令)."""

from datetime import date
from typing import Any

import pytest

from casework.case.cases import case_of
from casework.case.facts import facts_of, limits_of
from casework.case.moving import Wish, make
from casework.case.offering import doable
from casework.case.replaying import replay
from casework.desk import House
from foundation.errors import ConflictError, InvalidError
from regulation.guards import GUARDS
from regulation.stages import Stage, Who
from tests.casework.cases import AGREED, NONE_OF_THESE, Office, a_bureau, actor, as_it_is, limits, move, proposed, reported
from tests.casework.town import at, go_to

DAY = date(2025, 8, 4)
NOTICE = {"facts": "无证采矿", "basis": "矿产资源法第六十四条", "fine": "1000000.00"}


def with_police(house: House, ore: str = "250000.00") -> tuple[Office, str]:
    office = a_bureau(house, date(2025, 1, 1), DAY)
    number = proposed(house, office, worth={"ore_value": ore}, assessed={**NONE_OF_THESE, "major": True}, act_start=DAY,
                      act_end=DAY)
    move(house, office, number, "crime.suspect", suspicion="非法采矿罪")
    transfer(house, office, number)
    return office, number


def transfer(house: House, office: Office, number: str) -> None:
    team = [office.officer("handler"), office.officer("second")]
    move(house, office, number, "crime.report", team=team, suspicion="非法采矿罪")
    move(house, office, number, "crime.approve", opinion="同意移送")
    move(house, office, number, "crime.deliver", to="永吉县公安局", receipt="回执01")


def declined(house: House, office: Office, number: str, on: str) -> None:
    move(house, office, number, "police.decline", answered_on=on, number="永公不立字〔2025〕1号")


@pytest.mark.parametrize("action", ["police.decline", "police.accept"])
def test_the_police_do_not_answer_before_they_were_asked(sqlite_house: House, action: str) -> None:
    office, number = with_police(sqlite_house)
    go_to(sqlite_house, date(2025, 8, 6))
    with pytest.raises(InvalidError, match="cannot be the day of an answer to “移送公安机关” of 2025-08-04") as refused:
        move(sqlite_house, office, number, action, answered_on="2025-08-03", number="1号")
    assert refused.value.way_out == (
        "Look at the answer again. Where “移送公安机关” was made before 2025-08-04 and entered later, give the true day of the"
        " answer, and say so as the reason（理由）.")
    move(sqlite_house, office, number, action, answered_on="2025-08-04", number="1号")


def test_the_true_day_of_an_answer_is_taken_where_a_reason_says_that_the_transfer_was_entered_late(sqlite_house: House) -> None:
    office, number = with_police(sqlite_house)
    move(sqlite_house, office, number, "police.decline", answered_on="2025-07-31", number="1号", reason="移送系7月28日补录")
    assert as_it_is(sqlite_house, number).stage == "police_declined"


def test_what_they_say_of_a_reconsideration_comes_after_it_was_asked_for(sqlite_house: House) -> None:
    office, number = with_police(sqlite_house)
    declined(sqlite_house, office, number, "2025-08-04")
    go_to(sqlite_house, date(2025, 8, 6))
    move(sqlite_house, office, number, "crime.review", reason="数额已达标准")
    with pytest.raises(InvalidError, match="answer to “提请公安机关复议” of 2025-08-06"):
        declined(sqlite_house, office, number, "2025-08-05")
    declined(sqlite_house, office, number, "2025-08-06")


def offered(house: House, number: str) -> set[str]:
    with at(house) as desk:
        case = case_of(desk, number)
        facts = facts_of(desk, case, limits_of(desk, case.id), desk.today)
        return {one.action for one in doable(house.rulebook.procedure, Stage(case.stage), facts, desk.today, None) if one.open}


def test_the_police_reconsider_once_a_transfer_and_nothing_is_owed_of_a_second(sqlite_house: House) -> None:
    office, number = with_police(sqlite_house)
    declined(sqlite_house, office, number, "2025-08-04")
    assert limits(sqlite_house, number)["police-review"] == date(2025, 8, 7)
    assert "crime.review" in offered(sqlite_house, number)
    move(sqlite_house, office, number, "crime.review", reason="数额已达标准")
    declined(sqlite_house, office, number, "2025-08-04")
    assert "police-review" not in limits(sqlite_house, number)
    now = offered(sqlite_house, number)
    assert now >= {"crime.procurate", "crime.resume"} and "crime.review" not in now
    with pytest.raises(ConflictError, match="The police have reconsidered already, which they do once"):
        move(sqlite_house, office, number, "crime.review", reason="仍有异议")
    move(sqlite_house, office, number, "crime.resume", reason="恢复办理")
    transfer(sqlite_house, office, number)
    declined(sqlite_house, office, number, "2025-08-04")
    assert "crime.review" in offered(sqlite_house, number) and "police-review" in limits(sqlite_house, number)
    with at(sqlite_house) as desk:
        assert replay(desk, case_of(desk, number).id).faults == ()


def resumed(house: House, ore: str | None) -> tuple[Office, str]:
    """The police declined at 250,000; valued since at another sum, reported and reviewed anew."""
    office, number = with_police(house)
    declined(house, office, number, "2025-08-04")
    move(house, office, number, "crime.resume", reason="公安机关不予立案")
    if ore is not None:
        move(house, office, number, "case.value", ore_value=ore, basis="复核鉴定")
    reported(house, office, number)
    move(house, office, number, "review.pass", made_out=True, **AGREED)
    return office, number


@pytest.mark.parametrize("ore", [None, "250000.00", "249999.99"])
def test_what_the_police_declined_is_not_asked_again_of_the_same_value_or_a_lower_one(sqlite_house: House, ore: str) -> None:
    office, number = resumed(sqlite_house, ore)
    move(sqlite_house, office, number, "notice.issue", **NOTICE)


def issue(house: House, office: Office, number: str) -> Any:
    with at(house, actor(house, office, Who.LEADER)) as desk:
        return make(desk, number, Wish("notice.issue", NOTICE))


def test_a_higher_value_is_asked_anew_and_excluded_by_the_leader_or_transferred(sqlite_house: House) -> None:
    office, number = resumed(sqlite_house, "250000.01")
    with pytest.raises(ConflictError, match="The value rose since it was answered whether it is 非法采矿罪, whose line"):
        issue(sqlite_house, office, number)
    move(sqlite_house, office, number, "crime.exclude", basis="增加的一分不影响认定")
    move(sqlite_house, office, number, "case.value", ore_value="250000.02", basis="再次复核")
    with pytest.raises(ConflictError, match="The value rose since"):
        issue(sqlite_house, office, number)
    move(sqlite_house, office, number, "crime.suspect", suspicion="数额特别巨大")
    with pytest.raises(ConflictError, match="A crime is suspected and not settled with the police"):
        issue(sqlite_house, office, number)
    transfer(sqlite_house, office, number)
    declined(sqlite_house, office, number, "2025-08-04")
    move(sqlite_house, office, number, "crime.resume", reason="公安机关不予立案")
    reported(sqlite_house, office, number)
    move(sqlite_house, office, number, "review.pass", made_out=True, **AGREED)
    issue(sqlite_house, office, number)
    with at(sqlite_house) as desk:
        assert replay(desk, case_of(desk, number).id).faults == ()


def test_a_slip_that_was_put_right_asks_nothing(sqlite_house: House) -> None:
    office, number = resumed(sqlite_house, "2600000.00")
    move(sqlite_house, office, number, "case.value", ore_value="250000.00", basis="更正笔误")
    issue(sqlite_house, office, number)


def test_a_crime_suspected_once_more_is_transferred_once_more_before_the_case_is_closed(sqlite_house: House) -> None:
    office, number = resumed(sqlite_house, None)
    move(sqlite_house, office, number, "crime.suspect", suspicion="又发现越界开采")
    with at(sqlite_house) as desk:
        case = case_of(desk, number)
        facts = facts_of(desk, case, limits_of(desk, case.id), desk.today)
        assert replay(desk, case.id).faults == ()
    assert facts.crime_delivered_on is None
    assert GUARDS["crime-transferred"](facts) is not None
