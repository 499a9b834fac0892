"""The time for deciding stands still while a cause lasts: of two that overlap until the later ends, and none lasts for ever."""

from datetime import date

import pytest

from casework.case.replaying import replay_all
from casework.desk import House
from tests.casework.cases import Office, a_bureau, filed, move
from tests.casework.test_case_watch import MONDAY, SINCE
from tests.casework.town import at, go_to

STATE = ("SELECT d.status, k.due, c.stopped_by FROM enforcement_case c JOIN duty d ON d.subject_kind = 'case'"
         " AND d.subject_id = c.id AND d.rule LIKE '%decision' JOIN reckoning k ON k.id = d.reckoning_id")


def state(house: House) -> tuple[str, str, str]:
    """Of the only case: whether its time runs, its last day, and why it stands still."""
    with at(house) as desk:
        assert [one.faults for one in replay_all(desk) if one.faults] == []
        row = desk.rows(STATE)[0]
    return row.status, str(row.due), row.stopped_by


def appraise(house: House, office: Office, number: str, day: date, body: str) -> None:
    go_to(house, day)
    move(house, office, number, "evidence.appraise", body=body, question="矿石价值")


def opinion(house: House, office: Office, number: str, day: date) -> None:
    go_to(house, day)
    move(house, office, number, "evidence.appraised", conclusion="三千吨")


@pytest.fixture
def office(sqlite_house: House) -> Office:
    return a_bureau(sqlite_house, SINCE, MONDAY)


def test_the_time_stands_still_until_the_last_opinion_came(sqlite_house: House, office: Office) -> None:
    house, number = sqlite_house, filed(sqlite_house, office)
    assert state(house) == ("open", "2025-11-03", "")
    appraise(house, office, number, date(2025, 8, 11), "省地质院")
    appraise(house, office, number, date(2025, 8, 18), "价格认定中心")
    assert state(house)[::2] == ("suspended", "appraisal,appraisal")
    opinion(house, office, number, date(2025, 8, 20))
    assert state(house)[::2] == ("suspended", "appraisal")
    opinion(house, office, number, date(2025, 8, 27))
    assert state(house) == ("open", "2025-11-18", "")  # the sixteen days from 11 to 27 August are not counted


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
