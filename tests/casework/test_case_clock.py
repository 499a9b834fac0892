"""The time for deciding stands still while a cause lasts: of two that overlap until the later ends, and none lasts for ever."""

import json
from datetime import date

import pytest

from casework.case.appraisals import Appraisal, named, still_out
from casework.case.particulars import Event
from casework.case.replaying import replay_all
from casework.desk import House
from casework.view.case_story import case_story
from foundation.errors import InvalidError
from regulation.stages import Who
from tests.casework.cases import Office, a_bureau, actor, filed, move
from tests.casework.test_case_watch import MONDAY, SINCE
from tests.casework.town import at, go_to

STATE = ("SELECT d.status, k.due, c.stopped_by FROM enforcement_case c JOIN duty d ON d.subject_kind = 'case'"
         " AND d.subject_id = c.id AND d.rule LIKE '%decision' JOIN reckoning k ON k.id = d.reckoning_id")
TWICE = ("7 省地质院：矿石价值", "8 省地质院：矿石价值")


def state(house: House) -> tuple[str, str, str]:
    """Of the only case: whether its time runs, its last day, and why it stands still."""
    with at(house) as desk:
        assert [one.faults for one in replay_all(desk) if one.faults] == []
        row = desk.rows(STATE)[0]
    return row.status, str(row.due), row.stopped_by


def appraise(house: House, office: Office, number: str, day: date, body: str) -> None:
    go_to(house, day)
    move(house, office, number, "evidence.appraise", body=body, question="矿石价值")


def opinion(house: House, office: Office, number: str, day: date, which: str) -> None:
    go_to(house, day)
    move(house, office, number, "evidence.appraised", conclusion="三千吨", appraisal=which)


@pytest.fixture
def office(sqlite_house: House) -> Office:
    return a_bureau(sqlite_house, SINCE, MONDAY)


def test_the_time_stands_still_until_the_last_opinion_came(sqlite_house: House, office: Office) -> None:
    house, number = sqlite_house, filed(sqlite_house, office)
    assert state(house) == ("open", "2025-11-03", "")
    appraise(house, office, number, date(2025, 8, 11), "省地质院")
    appraise(house, office, number, date(2025, 8, 18), "价格认定中心")
    assert state(house)[::2] == ("suspended", "appraisal")
    opinion(house, office, number, date(2025, 8, 20), "价格认定中心")
    assert state(house)[::2] == ("suspended", "appraisal")
    opinion(house, office, number, date(2025, 8, 27), "")
    assert state(house) == ("open", "2025-11-18", "")  # the sixteen days from 11 to 27 August are not counted


def test_what_was_commissioned_twice_by_mistake_is_withdrawn_and_the_time_runs_on(sqlite_house: House, office: Office) -> None:
    house, number = sqlite_house, filed(sqlite_house, office)
    for _ in range(2):
        appraise(house, office, number, date(2025, 8, 11), "省地质院")
    for said in ("", "省地质院", "市地质院", "6"):
        with pytest.raises(InvalidError, match="is out, or several are" if said else "it is not said which one") as refused:
            move(house, office, number, "evidence.appraise-withdraw", appraisal=said, reason="重复录入")
        assert refused.value.way_out == f"Fill in appraisal（鉴定委托） with one of {'、'.join(TWICE)}."
    with at(house, actor(house, office, Who.HANDLER)) as desk:
        form = next(one.doable.form for one in case_story(desk, number).offers
                    if one.doable.action == "evidence.appraise-withdraw")
    assert [(one.name, one.required, one.choices) for one in form] == [
        ("appraisal", True, TWICE), ("reason", True, ())]
    move(house, office, number, "evidence.appraise-withdraw", appraisal="7", reason="重复录入")
    assert state(house)[::2] == ("suspended", "appraisal")
    go_to(house, date(2025, 8, 18))
    with at(house, actor(house, office, Who.HANDLER)) as desk:
        form = next(one.doable.form for one in case_story(desk, number).offers
                    if one.doable.action == "evidence.appraise-withdraw")
    assert [one.name for one in form] == ["reason"]
    move(house, office, number, "evidence.appraise-withdraw", reason="不再需要")
    assert state(house) == ("open", "2025-11-10", "")
    with at(house) as desk:
        given = desk.rows("SELECT given FROM case_event WHERE action = 'evidence.appraise-withdraw' ORDER BY no")
    assert [json.loads(one.given)["fields"]["appraisal"] for one in given] == [*TWICE]


def test_an_old_opinion_that_names_no_appraisal_answers_the_oldest() -> None:
    sent = [Event(no, "evidence.appraise", MONDAY, {"body": body, "question": "价值"}) for no, body in ((3, "甲"), (4, "乙"))]
    came = [Event(5, "evidence.appraised", MONDAY, {"conclusion": "三千吨"})]
    assert [one.title for one in still_out([*sent, *came])] == ["4 乙：价值"]
    assert [one.no for one in still_out([*sent, Event(5, "evidence.appraised", MONDAY, {"appraisal": "4 乙：价值"})])] == [3]


def test_a_body_that_is_called_by_a_number_is_told_from_the_number_of_a_commission() -> None:
    out = [Appraisal(12, "202地质队", "价值"), Appraisal(202, "省地质院", "品位")]
    assert [found and found.no for found in (named(said, out) for said in ("202地质队", "202", "12 x", "12x", ""))] == [
        12, 202, 12, None, None]


def test_an_appraisal_goes_on_when_the_investigation_is_resumed(sqlite_house: House, office: Office) -> None:
    house, number = sqlite_house, filed(sqlite_house, office)
    appraise(house, office, number, date(2025, 8, 11), "省地质院")
    move(house, office, number, "investigation.suspend", cause="不可抗力", told="洪水")
    go_to(house, date(2025, 8, 18))
    move(house, office, number, "investigation.resume", ended_on="2025-08-18")
    assert state(house)[::2] == ("suspended", "appraisal")


@pytest.mark.parametrize("after", ["crime.refuse", "crime.resume"])
def test_a_crime_reported_while_suspended_does_not_stop_the_clock_for_ever(sqlite_house: House, office: Office,
                                                                           after: str) -> None:
    house, number = sqlite_house, filed(sqlite_house, office)
    go_to(house, date(2025, 8, 11))
    move(house, office, number, "investigation.suspend", cause="不可抗力", told="洪水")
    move(house, office, number, "crime.suspect", suspicion="非法采矿")
    go_to(house, date(2025, 8, 21))
    team = [office.officer("handler"), office.officer("second")]
    move(house, office, number, "crime.report", team=team, suspicion="情节严重")
    assert state(house) == ("open", "2025-11-12", "")
    if after == "crime.refuse":
        move(house, office, number, "crime.refuse", reason="未达到立案追诉标准")
        assert state(house) == ("open", "2025-11-12", "")
        return
    move(house, office, number, "crime.approve", opinion="同意移送。")
    move(house, office, number, "crime.deliver", to="永吉县公安局", receipt="已收")
    assert state(house)[::2] == ("suspended", "police")
    go_to(house, date(2025, 8, 28))
    move(house, office, number, "police.decline", answered_on="2025-08-28", number="永公〔2025〕1号")
    move(house, office, number, "crime.resume", reason="公安机关不予立案")
    assert state(house) == ("open", "2025-11-19", "")
