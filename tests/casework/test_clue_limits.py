"""三（二）: the limits of a clue are those of the rulebook of the day, over a holiday, by decree, after an expert opinion."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casework.access import Actor, Post
from casework.clue.appraising import appraisals_of, appraise, resume
from casework.clue.concluding import conclude
from casework.decree.setting import preview, publish
from casework.decree.wishes import Wish
from casework.desk import House
from casework.duty.duties import fetch
from casework.shelf import Shelf
from foundation.errors import ConflictError, InvalidError, RefusedError
from regulation.clue import Outcome
from tests.casework.clues import taken_in
from tests.casework.town import at, go_to, settle_in
from tests.casework.verified import registered, staffed, who, with_team

FRIDAY = date(2024, 9, 27)
ADMINISTRATOR = Actor("省管理员", 1, (Post("administrator", 1, "/1/"),))


def limit(house: House, clue_id: int, rule: str) -> tuple[date, str, str]:
    with at(house) as desk:
        number = desk.scalar("SELECT id FROM duty WHERE subject_kind = 'clue' AND subject_id = :id AND rule = :rule",
                             id=clue_id, rule=rule)
        duty = fetch(desk, number)
    return duty.due, duty.status, duty.explanation


def test_seven_working_days_over_the_national_holiday_count_the_days_made_up(house: House) -> None:
    settle_in(house, FRIDAY)
    go_to(house, FRIDAY)
    made = taken_in(house)
    assert limit(house, made.clue_id, "clue_registration")[0] == date(2024, 9, 29)  # a Sunday made up
    due, _, why = limit(house, made.clue_id, "clue_verification")
    assert due == date(2024, 10, 12)  # a Saturday made up: 9-29, 9-30, 10-8, 10-9, 10-10, 10-11, 10-12
    assert ("国庆" in why, "2024-10-12" in why) == (True, True)


def test_a_limit_set_by_decree_holds_for_clues_received_from_its_day_on(house: House, tmp_path: Path) -> None:
    here = replace(house, source=Shelf(tmp_path / "decrees"))
    settle_in(here, date(2024, 3, 1))
    go_to(here, date(2024, 3, 4))
    before = taken_in(here)
    wish = Wish("duty", "clue_verification", date(2024, 3, 6), reason="缩短核查期限", source="吉自然资发〔2024〕3号",
                confirmed=True, fields={"times": 1, "due": {"after": {"n": 5, "unit": "working_day"}}})
    publish(here, ADMINISTRATOR, wish, preview(here, ADMINISTRATOR, wish).seen)
    go_to(here, date(2024, 3, 5))
    eve = taken_in(here)
    go_to(here, date(2024, 3, 6))
    after = taken_in(here)
    assert [limit(here, one.clue_id, "clue_verification")[0] for one in (before, eve, after)] == [
        date(2024, 3, 13), date(2024, 3, 14), date(2024, 3, 13)]


def test_the_days_of_an_expert_opinion_do_not_count_and_the_explanation_names_them(house: House) -> None:
    bureau = staffed(house, settle_in(house, date(2024, 3, 4)))
    made = registered(house)
    go_to(house, date(2024, 3, 6))
    with at(house, who(house, bureau.handler)) as desk, pytest.raises(RefusedError):
        appraise(desk, made.number, body="省地质调查院", reason="矿种和储量")
    with at(house, who(house, bureau.head)) as desk:
        assert len(appraise(desk, made.number, body="省地质调查院", reason="矿种和储量")) == 3
    assert {limit(house, made.clue_id, one)[1] for one in ("clue_verification", "clue_closing", "clue_reply")} == {"suspended"}
    go_to(house, date(2024, 3, 20))
    with at(house, who(house, bureau.head)) as desk:
        resume(desk, made.number)
        assert [(one.since, one.until) for one in appraisals_of(desk, made.clue_id)] == [(date(2024, 3, 6), date(2024, 3, 20))]
    due, status, why = limit(house, made.clue_id, "clue_verification")
    # 2024-03-06 to 03-19 are ten working days: 03-13 moves to 03-27.
    assert (due, status) == (date(2024, 3, 27), "open")
    assert "2024-03-06至2024-03-19中止，不计入，顺延10个工作日" in why
    assert limit(house, made.clue_id, "clue_closing")[0] == date(2024, 5, 17)  # 05-03 and fourteen days
    # 03-25 and ten working days: 04-04 to 04-06 are holidays, Sunday 04-07 is worked.
    assert limit(house, made.clue_id, "clue_reply")[0] == date(2024, 4, 9)


def test_an_opinion_is_asked_for_once_ended_once_and_nothing_is_concluded_meanwhile(house: House) -> None:
    bureau = staffed(house, settle_in(house, date(2024, 3, 4)))
    made = with_team(house, bureau)
    for since in (date(2024, 3, 1), date(2024, 3, 5)):  # before it came, and not come yet
        with at(house, who(house, bureau.head)) as desk, pytest.raises(InvalidError):
            appraise(desk, made.number, body="省地质调查院", reason="矿种", since=since)
    with at(house, who(house, bureau.head)) as desk:
        appraise(desk, made.number, body="省地质调查院", reason="矿种")
    with at(house, who(house, bureau.head)) as desk, pytest.raises(ConflictError):
        appraise(desk, made.number, body="省地质调查院", reason="矿种")
    with at(house, who(house, bureau.first)) as desk, pytest.raises(ConflictError):
        conclude(desk, made.number, Outcome.TRUE, facts="属实", no_site="已自行停止")
    with at(house, who(house, bureau.head)) as desk:
        resume(desk, made.number)
    with at(house, who(house, bureau.head)) as desk, pytest.raises(ConflictError):
        resume(desk, made.number)
    assert limit(house, made.clue_id, "clue_verification")[:2] == (date(2024, 3, 13), "open")  # not a day was lost
