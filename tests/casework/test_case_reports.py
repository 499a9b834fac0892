"""四（四）: a major or typical case passes each level in turn to the province, each within its time, confirmed or returned."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Date

from casework.access import Actor
from casework.case.reporting_up import confirm, give_back, send, supplement
from casework.case.reports import reports_of, steps_of
from casework.case.todos import see_to_cases
from casework.desk import House
from casework.record.officers import actor_of
from foundation.errors import ConflictError, InvalidError, RefusedError
from tests.casework.cases import AGREED, CONDITIONS, Office, a_bureau, a_case, as_it_is, move
from tests.casework.town import at, go_to

SINCE = date(2025, 1, 1)
MONDAY = date(2025, 8, 4)


def filed(house: House, office: Office, offence: str = "no-sign-board", **answered: Any) -> str:
    number = a_case(house, office, offence=offence, act_end=date(2025, 8, 1))
    move(house, office, number, "filing.propose", **CONDITIONS, facts="事实")
    for action in ("filing.unit", "filing.review"):
        move(house, office, number, action, **AGREED)
    move(house, office, number, "filing.approve", **AGREED, **answered)
    run(house)
    return number


def run(house: House) -> None:
    see_to_cases(house, "case_file")
    see_to_cases(house, "case_report_up")


def stands(house: House, number: str) -> list[tuple[str, str, str]]:
    case = as_it_is(house, number)
    with at(house) as desk:
        return [(one.sender, one.receiver, one.state) for one in reports_of(desk, case.id)]


def owed(house: House) -> list[tuple[str, str, date, str]]:
    with at(house) as desk:
        rows = desk.rows("SELECT d.rule, p.name, k.due, d.status FROM duty d JOIN reckoning k ON k.id = d.reckoning_id JOIN"
                         " party p ON p.id = d.debtor_id WHERE d.rule LIKE 'major_case%' ORDER BY d.id", types={"due": Date()})
    return [(row.rule, row.name, row.due, row.status) for row in rows]


def head(house: House, office: Office, level: str) -> Actor:
    officer = {"county": office.officer("leader"), "city": office.officer("above"),
               "province": office.town.officer(office.town.province, "head")}[level]
    with at(house) as desk:
        return actor_of(desk, officer)


def act(house: House, who: Actor, what: Callable[..., Any], number: str, said: str) -> None:
    with at(house, who) as desk:
        what(desk, number, said)
    run(house)


def work(house: House) -> list[tuple[str, str]]:
    with at(house) as desk:
        rows = desk.rows("SELECT p.name, w.text FROM work_item w JOIN party p ON p.id = w.office_id"
                         " WHERE w.kind = 'case-report' AND w.settled_at IS NULL ORDER BY w.id")
    return [(row.name, row.text) for row in rows]


def test_it_passes_each_level_in_turn_to_the_province(house: House) -> None:
    office = a_bureau(house, SINCE, MONDAY)
    number = filed(house, office, major=True)
    assert stands(house, number) == [("永吉县", "吉林市", "owed")]
    assert owed(house) == [("major_case_report", "永吉县", date(2025, 8, 11), "open")]  # five working days
    assert work(house) == [("永吉县", f"重大典型案件{number}，请上报吉林市，期限至2025-08-11。")]
    go_to(house, date(2025, 8, 6))
    act(house, head(house, office, "county"), send, number, "案情报告")
    assert owed(house) == [("major_case_report", "永吉县", date(2025, 8, 11), "discharged"),
                           ("major_case_pass_on", "吉林市", date(2025, 8, 13), "open")]
    assert work(house) == [("吉林市", f"永吉县上报重大典型案件{number}，请审核确认或者退回补充。")]
    go_to(house, date(2025, 8, 8))
    act(house, head(house, office, "city"), confirm, number, "情况属实")
    assert stands(house, number) == [("永吉县", "吉林市", "confirmed"), ("吉林市", "吉林省", "owed")]
    assert work(house) == [("吉林市", f"重大典型案件{number}，请上报吉林省，期限至2025-08-13。")]
    act(house, head(house, office, "city"), send, number, "转报")
    act(house, head(house, office, "province"), confirm, number, "收悉")
    assert stands(house, number)[1:] == [("吉林市", "吉林省", "confirmed")]
    assert ([status for *_, status in owed(house)], work(house)) == (["discharged", "discharged"], [])


def test_what_is_returned_is_supplemented_and_sent_again_within_a_new_time(house: House) -> None:
    office = a_bureau(house, SINCE, MONDAY)
    number = filed(house, office, typical=True)
    county, city = head(house, office, "county"), head(house, office, "city")
    act(house, county, send, number, "案情报告")
    go_to(house, date(2025, 8, 7))
    act(house, city, give_back, number, "缺鉴定意见")
    assert owed(house) == [("major_case_report", "永吉县", date(2025, 8, 11), "discharged"),
                           ("major_case_pass_on", "吉林市", date(2025, 8, 11), "closed"),
                           ("major_case_report", "永吉县", date(2025, 8, 14), "open")]
    act(house, county, supplement, number, "附鉴定意见")
    act(house, county, send, number, "再次上报")
    with at(house) as desk:
        said = [(one.what, one.said) for one in steps_of(desk, as_it_is(house, number).id)]
    assert said == [("sent", "案情报告"), ("returned", "缺鉴定意见"), ("supplemented", "附鉴定意见"), ("sent", "再次上报")]
    assert stands(house, number) == [("永吉县", "吉林市", "sent")]


def test_nobody_confirms_what_he_sends_or_sends_what_lies_elsewhere(house: House) -> None:
    office = a_bureau(house, SINCE, MONDAY)
    number = filed(house, office, major=True)
    county, city, province = (head(house, office, level) for level in ("county", "city", "province"))
    with pytest.raises(RefusedError):
        act(house, city, send, number, "代报")
    act(house, county, send, number, "案情报告")
    for who in (county, province):
        with pytest.raises(RefusedError):
            act(house, who, confirm, number, "确认")
    with pytest.raises(ConflictError):
        act(house, county, send, number, "再报")
    with pytest.raises(InvalidError):
        act(house, city, confirm, number, " ")


def test_the_kinds_in_focus_are_reported_unless_somebody_says_no_with_a_reason(house: House) -> None:
    office = a_bureau(house, SINCE, MONDAY)
    assert len(stands(house, filed(house, office, "mining-outside-area"))) == 1
    with pytest.raises(InvalidError):
        filed(house, office, "mining-outside-area", major=False)
    assert stands(house, filed(house, office, "mining-outside-area", major=False, reason="越界不足一米")) == []
    assert stands(house, filed(house, office)) == []  # not in focus, and nobody said yes


def test_a_case_found_major_later_is_reported_from_that_day(house: House) -> None:
    office = a_bureau(house, SINCE, MONDAY)
    number = filed(house, office)
    go_to(house, date(2025, 9, 1))
    move(house, office, number, "case.assess", major=True, complex=False, difficult=False, public_interest=False,
         major_rights=False, hearing_due=False, why="涉案价值大")
    run(house)
    assert (stands(house, number), as_it_is(house, number).major) == ([("永吉县", "吉林市", "owed")], True)
    assert owed(house) == [("major_case_report", "永吉县", date(2025, 9, 8), "open")]
