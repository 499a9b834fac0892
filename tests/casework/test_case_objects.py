"""What answers to something is neither offered nor taken without it, leaves nothing behind, and says what comes first."""

from datetime import date

import pytest

from casework.case.facts import facts_of, limits_of
from casework.case.offering import open_now
from casework.desk import House
from casework.view.case_story import case_story
from foundation.errors import ConflictError, InvalidError
from regulation.stages import Stage
from tests.casework.cases import AGREED, a_bureau, a_case, as_it_is, filed, limits, move
from tests.casework.test_case_remedies import performing
from tests.casework.town import at

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
ANSWERED = {"answered_on": "2025-08-04", "number": "1号"}
BESIDE = (
    ("crime.approve-later", AGREED, "No transfer waits for a decision of the head"),
    ("crime.deliver-later", {"to": "县公安局", "receipt": "1号"}, "No transfer is approved that has not gone out"),
    ("police.accept-later", {**ANSWERED, "goods": True}, "Nothing of the case was transferred to the police"),
    ("police.decline-later", ANSWERED, "Nothing of the case was transferred to the police"),
    ("crime.review-later", {"reason": "有异议"}, "The police have not declined to file"),
    ("goods.hand-over", {"list": "铲车", "to": "县公安局"}, "The police have filed nothing of this case"),
)
INVESTIGATED = (
    ("suspension.tell", {"method": "书面"}, "No suspension waits to be told to the party"),
    ("resumption.tell", {"method": "书面"}, "No resumption waits to be told to the party"),
    ("seizure.approve", AGREED, "Nothing sealed or seized on the spot waits for approval"),
    ("seizure.end", {"reason": "无关"}, "Nothing is sealed or seized"),
    ("evidence.appraised", {"conclusion": "五万元"}, "No appraisal is out"),
    ("version.adopt", {"reason": "新办法施行"}, "The case is under the present version of the procedure already"),
)


def offered(house: House, number: str) -> set[str]:
    case = as_it_is(house, number)
    with at(house) as desk:
        facts = facts_of(desk, case, limits_of(desk, case.id), desk.today)
        return set(open_now(desk.rulebook.procedure, Stage(case.stage), facts, desk.today, None))


def shown(house: House, number: str) -> set[str]:
    """What the case's page offers."""
    with at(house) as desk:
        return {one.doable.action for one in case_story(desk, number).offers if one.doable.open}


def test_the_answer_on_discipline_is_nothing_to_a_case_that_asked_nobody(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, DAY)
    number = a_case(house, office)
    assert "discipline.answer" not in offered(house, number)
    with pytest.raises(ConflictError, match="No proposal on discipline was sent") as refused:
        move(house, office, number, "discipline.answer", answered_on="2025-08-04", answer="记过")
    assert refused.value.way_out == "Send it with discipline.transfer（移送处分建议） first."


def test_nothing_is_told_approved_or_lifted_in_an_investigation_that_only_goes_on(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office)
    assert offered(house, number) & {action for action, _, _ in INVESTIGATED} == set()
    for action, fields, told in INVESTIGATED:
        with pytest.raises(ConflictError, match=told):
            move(house, office, number, action, **fields)


def test_a_county_is_offered_no_handing_down(sqlite_house: House) -> None:
    office = a_bureau(sqlite_house, SINCE, DAY)
    number = a_case(sqlite_house, office)
    assert "case.hand-down" not in offered(sqlite_house, number)


def test_an_opinion_comes_for_each_appraisal_that_is_out(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office)
    for body in ("省地质院", "价格认定中心"):
        move(house, office, number, "evidence.appraise", body=body, question="矿石价值")
    for conclusion, which in (("三千吨", "价格认定中心"), ("五万元", "")):
        assert "evidence.appraised" in offered(house, number) & shown(house, number)
        move(house, office, number, "evidence.appraised", conclusion=conclusion, appraisal=which)
    assert "evidence.appraised" not in offered(house, number) | shown(house, number)
    with pytest.raises(ConflictError, match="No appraisal is out"):
        move(house, office, number, "evidence.appraised", conclusion="六万元")


@pytest.mark.parametrize("which", ["9" * 5000, "１", "0", "-1", "x"])
def test_an_appraisal_that_there_is_not_is_refused_in_words(sqlite_house: House, which: str) -> None:
    office = a_bureau(sqlite_house, SINCE, DAY)
    number = filed(sqlite_house, office)
    move(sqlite_house, office, number, "evidence.appraise", body="省地质院", question="矿石价值")
    with pytest.raises(InvalidError, match="is out, or several are"):
        move(sqlite_house, office, number, "evidence.appraised", conclusion="三千吨", appraisal=which)


def test_a_suspension_is_told_once_and_then_its_resumption(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office)
    move(house, office, number, "investigation.suspend", cause="不可抗力", told="洪水")
    assert "suspension.tell" in offered(house, number)
    move(house, office, number, "suspension.tell", method="书面")
    assert "suspension.tell" not in offered(house, number)
    move(house, office, number, "investigation.resume", ended_on="2025-08-04")
    assert "resumption.tell" in offered(house, number)


def test_a_decision_without_suspicion_owes_the_police_nothing_whatever_is_sent(sqlite_house: House) -> None:
    house = sqlite_house
    office, number = performing(house)
    before = limits(house, number)
    assert offered(house, number) & {action for action, _, _ in BESIDE} == set()
    for action, fields, told in BESIDE:
        with pytest.raises(ConflictError, match=told):
            move(house, office, number, action, **fields)
    assert limits(house, number) == before


def test_what_is_public_is_neither_published_again_nor_left(sqlite_house: House) -> None:
    house = sqlite_house
    office, number = performing(house, social_impact=True)
    move(house, office, number, "publication.publish", address="政府网站")
    for action, fields in (("publication.publish", {"address": "网站"}), ("publication.leave", {"reason": "无影响"})):
        with pytest.raises(ConflictError, match="The decision is public already"):
            move(house, office, number, action, **fields)
