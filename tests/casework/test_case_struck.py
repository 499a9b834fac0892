"""Evidence that was entered wrongly is struck with its reason: it stays in the register, and counts nowhere."""

import json
from datetime import date
from zipfile import ZipFile

import pytest

from casework.case.archive import export
from casework.case.exhibits import put_file
from casework.case.particulars import particulars_of
from casework.case.replaying import replay
from casework.desk import House
from casework.view.case_story import CaseStory, case_story
from foundation.errors import ConflictError, NotFoundError
from regulation.stages import Who
from tests.casework.cases import RECORD, REPORT, Office, a_bureau, actor, as_it_is, filed, move
from tests.casework.papers import keeping
from tests.casework.town import at

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
WRONG = {"item_no": 1, "reason": "日期录入错误"}


@pytest.fixture
def office(sqlite_house: House) -> Office:
    return a_bureau(sqlite_house, SINCE, DAY)


def collected(house: House, office: Office, *days: str) -> str:
    number = filed(house, office)
    for day in days:
        move(house, office, number, "evidence.collect", **{**RECORD, "title": day, "taken_on": day})
    return number


def story(house: House, office: Office, number: str) -> CaseStory:
    with at(house, actor(house, office, Who.HANDLER)) as desk:
        return case_story(desk, number)


def test_what_is_struck_stays_in_the_register_with_its_reason_and_in_no_document(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = collected(house, office, "2020-01-01", "2025-08-04")
    move(house, office, number, "evidence.strike", **WRONG)
    assert [(one.no, one.struck_on, one.struck_reason) for one in story(house, office, number).evidence] == [
        (1, DAY, "日期录入错误"), (2, None, None)]
    with at(house) as desk:
        case = as_it_is(house, number)
        assert [one.title for one in particulars_of(desk, case).evidence] == ["2025-08-04"]
        assert replay(desk, case.id).faults == ()


def test_what_is_struck_is_no_evidence_on_which_a_report_rests(sqlite_house: House, office: Office) -> None:
    house, number = sqlite_house, collected(sqlite_house, office, "2020-01-01")
    move(house, office, number, "evidence.strike", **WRONG)
    offers = {one.doable.action: one for one in story(house, office, number).offers}
    assert [why.message for why in offers["report.submit"].unmet] == ["No evidence is in the register."]
    with pytest.raises(ConflictError, match="No evidence is in the register"):
        move(house, office, number, "report.submit", **REPORT)
    move(house, office, number, "evidence.collect", **RECORD, taken_on="2025-08-04")
    assert [one.no for one in story(house, office, number).evidence] == [1, 2]  # its number is given to nothing else
    move(house, office, number, "report.submit", **REPORT)


def test_nothing_is_struck_twice_or_that_is_not_there(sqlite_house: House, office: Office) -> None:
    house, number = sqlite_house, collected(sqlite_house, office, "2020-01-01", "2025-08-04")
    with pytest.raises(NotFoundError, match=f"{number} has no item 3"):
        move(house, office, number, "evidence.strike", item_no=3, reason="误录")
    move(house, office, number, "evidence.strike", **WRONG)
    with pytest.raises(ConflictError, match=f"Item 1 of {number} was struck already"):
        move(house, office, number, "evidence.strike", **WRONG)
    with pytest.raises(ConflictError, match="was struck already"), at(house, actor(house, office, Who.HANDLER)) as desk:
        put_file(desk, as_it_is(house, number), 1, 1)


def test_what_is_stored_is_decided_on_before_it_is_struck(sqlite_house: House, office: Office) -> None:
    house, number = sqlite_house, filed(sqlite_house, office)
    move(house, office, number, "evidence.store", item="铲车", quantity="1台", place="院内", keeper="王某")
    with pytest.raises(ConflictError, match="is stored, sealed or seized, and not decided upon"):
        move(house, office, number, "evidence.strike", **WRONG)
    move(house, office, number, "evidence.decide", item_no=1, decision="解除登记保存")
    move(house, office, number, "evidence.strike", **WRONG)
    assert story(house, office, number).evidence[0].struck_on == DAY


def test_the_archive_says_what_was_struck(sqlite_house: House, tmp_path) -> None:
    house = keeping(sqlite_house, tmp_path)
    office = a_bureau(house, SINCE, DAY)
    number = collected(house, office, "2020-01-01", "2025-08-04")
    move(house, office, number, "evidence.strike", **WRONG)
    with at(house, actor(house, office, Who.HANDLER)) as desk, ZipFile(export(desk, number)) as packed:
        told = json.loads(packed.read("案卷目录.json"))["evidence"]
    assert [(one["no"], one["struck_on"], one["struck_reason"]) for one in told] == [
        (1, "2025-08-04", "日期录入错误"), (2, None, None)]
