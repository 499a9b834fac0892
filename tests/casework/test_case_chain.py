"""Nobody holds two places in the chain of one filing or one decision; what is decided anew has a chain of its own."""

from datetime import date
from typing import Any

import pytest

from casework.case.chain import held_another
from casework.case.moving import Made, Wish, make
from casework.desk import House
from casework.record.officers import actor_of
from casework.view.case_story import case_story
from foundation.errors import RefusedError
from regulation.loading import load
from regulation.stages import Who
from tests.casework.cases import (
    AGREED,
    CONDITIONS,
    NONE_OF_THESE,
    Office,
    a_bureau,
    a_case,
    as_it_is,
    filed,
    move,
    proposed,
    reported,
)
from tests.casework.town import at

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
LAW = load().procedure


def by(house: House, office: Office, part: str, number: str, action: str, **fields: Any) -> Made:
    with at(house) as desk:
        who = actor_of(desk, office.officer(part))
    with at(house, who) as desk:
        return make(desk, number, Wish(action, fields))


def test_who_agreed_for_the_unit_does_not_review_the_filing_and_who_reviewed_does_not_approve_it(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = a_case(house, office, act_start=DAY, act_end=DAY)
    move(house, office, number, "filing.establish", **CONDITIONS)
    move(house, office, number, "filing.propose", **CONDITIONS, facts="无证采矿")
    move(house, office, number, "filing.unit", **AGREED)
    with pytest.raises(RefusedError, match="Nobody holds two places"):  # a unit head may review, but not this one
        by(house, office, "unit", number, "filing.review", **AGREED)
    by(house, office, "deputy", number, "filing.review", **AGREED)
    with pytest.raises(RefusedError, match="Nobody holds two places"):  # a deputy may decide, but not this one
        by(house, office, "deputy", number, "filing.approve", **AGREED)
    with at(house) as desk:
        deputy = actor_of(desk, office.officer("deputy"))
    with at(house, deputy) as desk:
        offer = next(one for one in case_story(desk, number).offers if one.doable.action == "filing.approve")
    assert not offer.mine and offer.unmet[0].message.startswith("Nobody holds two places")
    by(house, office, "leader", number, "filing.approve", **AGREED)
    assert as_it_is(house, number).stage == "investigating"


def test_who_reviewed_a_report_neither_reviews_its_law_nor_decides_and_who_filed_may(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = proposed(house, office, worth={"ore_value": "50000"}, assessed={**NONE_OF_THESE, "major": True}, act_start=DAY,
                      act_end=DAY)  # the deputy reviewed it
    with at(house) as desk:
        desk.run("INSERT INTO post (officer_id, office_id, role, title, valid_from)"
                 " VALUES (:who, :office, 'legal_reviewer', '', :since)", who=office.officer("deputy"),
                 office=office.town.county, since=SINCE)
    move(house, office, number, "legal.submit")
    with pytest.raises(RefusedError, match="Nobody holds two places"):
        by(house, office, "deputy", number, "legal.pass", opinion="同意")
    by(house, office, "legal", number, "legal.pass", opinion="同意")
    with pytest.raises(RefusedError, match="Nobody holds two places"):
        by(house, office, "deputy", number, "deliberation.call", question="数额")
    move(house, office, number, "deliberation.call", question="数额")
    there = "局长、副局长、总工"
    move(house, office, number, "deliberation.conclude", present=there, conclusion="同意")  # the leader is one of the heads


def test_where_the_only_legal_reviewer_reviewed_the_report_the_superior_takes_the_case_up(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office, act_start=DAY, act_end=DAY)
    move(house, office, number, "case.value", basis="鉴定意见", ore_value="50000")
    move(house, office, number, "case.assess", **{**NONE_OF_THESE, "major": True})
    reported(house, office, number)
    by(house, office, "legal", number, "review.pass", made_out=True, **AGREED)
    move(house, office, number, "legal.submit")
    for action, fields in (("legal.pass", AGREED), ("legal.return", {"reason": "证据不足"})):
        with pytest.raises(RefusedError, match="Nobody holds two places") as refused:
            by(house, office, "legal", number, action, **fields)
        assert refused.value.way_out is not None and "case.take-up-filed" in refused.value.way_out
    move(house, office, number, "case.take-up-filed", ordered_on=DAY.isoformat(), order_number="吉市督〔2025〕1号")
    assert as_it_is(house, number).stage == "handed_over"


def test_places_of_another_chain_or_of_a_decision_that_was_undone_bar_nobody() -> None:
    assert not held_another(LAW, ["filing.review"], "review.pass", Who.REVIEW)
    assert not held_another(LAW, ["filing.unit"], "legal.pass", Who.LEGAL)
    assert held_another(LAW, ["review.pass"], "decision.penalty", Who.LEADER)
    assert not held_another(LAW, ["review.pass", "decision.redo"], "decision.penalty", Who.LEADER)
    assert held_another(LAW, ["correction.reopen", "statement.weigh"], "decision.none", Who.LEADER)
    assert not held_another(LAW, ["review.pass"], "team.name", Who.UNIT)
