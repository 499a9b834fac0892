"""Legal review that nobody can do is not asked for, and what was asked is taken back while nobody answered."""

from datetime import date

import pytest

from casework.access import SYSTEM
from casework.case.moving import Wish, make
from casework.case.todos import see_to_cases
from casework.desk import House
from casework.record.officers import actor_of
from casework.view.case_list import cases_for_me
from casework.view.case_story import case_story
from casework.view.gaps import gaps_below
from foundation.errors import ConflictError, InvalidError, RefusedError
from tests.casework.builders import an_officer
from tests.casework.cases import AGREED, CONDITIONS, NONE_OF_THESE, SERVED, Office, a_bureau, as_it_is, move, proposed, waived
from tests.casework.cases import a_case as found
from tests.casework.town import at

DAY = date(2025, 8, 4)
GAP = "no_legal_reviewer"


def a_case(house: House, **assessed: bool) -> tuple[Office, str]:
    office = a_bureau(house, date(2025, 1, 1), DAY)
    return office, proposed(house, office, worth={"ore_value": "50000"}, assessed={**NONE_OF_THESE, **assessed}, act_start=DAY,
                            act_end=DAY)


def without_reviewer(house: House, office: Office) -> None:
    with at(house) as desk:
        desk.run("UPDATE post SET role = 'clerk' WHERE officer_id = :who", who=office.officer("legal"))


def lacking(house: House) -> list[str]:
    with at(house) as desk:
        return [one.code for one in gaps_below(desk, "/1/%").rows if one.kind == GAP]


def test_where_nobody_can_review_a_case_is_not_submitted_and_its_page_says_so_before(house: House) -> None:
    office, number = a_case(house)
    assert lacking(house) == []
    without_reviewer(house, office)
    with pytest.raises(ConflictError, match="Nobody at the office") as refused:
        move(house, office, number, "legal.submit")
    assert refused.value.way_out is not None and "--role legal_reviewer" in refused.value.way_out
    with at(house, SYSTEM) as desk:
        offer = next(one for one in case_story(desk, number).offers if one.doable.action == "legal.submit")
    assert [one.message for one in offer.unmet] == [refused.value.message]
    assert len(lacking(house)) == 1
    with at(house) as desk:
        an_officer(desk, office.town.county, "legal_reviewer", name="法制员辛")
    assert lacking(house) == []
    move(house, office, number, "legal.submit")
    assert as_it_is(house, number).stage == "legal_review"


def test_a_submission_is_taken_back_by_who_made_it_and_by_nobody_else(house: House) -> None:
    office, number = a_case(house, major=True)
    move(house, office, number, "legal.submit")
    with at(house) as desk:
        other = actor_of(desk, an_officer(desk, office.town.county, "handler", name="承办人壬"))
    with pytest.raises(RefusedError, match="Only who submitted"), at(house, other) as desk:
        make(desk, number, Wish("legal.take-back"))
    with pytest.raises(ConflictError):
        move(house, office, number, "legal.take-back-weighed")  # nothing was weighed yet
    move(house, office, number, "legal.take-back")
    assert as_it_is(house, number).stage == "proposed"
    move(house, office, number, "legal.submit")
    move(house, office, number, "legal.pass", opinion="同意。")
    with pytest.raises(ConflictError):
        move(house, office, number, "legal.take-back")


def next_item(house: House) -> str:
    see_to_cases(house, "case_penalize")
    with at(house) as desk:
        return str(desk.scalar("SELECT text FROM work_item WHERE kind = 'case-next' AND settled_at IS NULL"))


def waits_with(house: House, office: Office) -> list[str]:
    """In whose list of what waits for him the case stands."""
    found = []
    for role in ("leader", "handler", "legal"):
        with at(house) as desk:
            looks = actor_of(desk, office.officer(role))
        with at(house, looks) as desk:
            found += [role] * cases_for_me(desk)
    return found


def test_a_case_that_owes_a_legal_review_waits_for_its_handler_and_then_for_the_leader(house: House) -> None:
    office, number = a_case(house, major=True)
    see_to_cases(house, "case_file")
    assert (next_item(house), waits_with(house, office)) == (
        f"案件{number}：拟定处理意见，请承办人办理。须提交法制审核，通过后再作决定；也可先行告知。", ["leader", "handler"])
    move(house, office, number, "legal.submit")
    assert (next_item(house), waits_with(house, office)) == (f"案件{number}：法制审核，请法制审核机构办理。", ["legal"])
    move(house, office, number, "legal.pass", opinion="同意。")
    assert (next_item(house), waits_with(house, office)) == (
        f"案件{number}：拟定处理意见，请机关负责人办理。", ["leader"])


def test_after_the_notice_a_legal_review_that_is_due_keeps_the_case_from_the_leader(house: House) -> None:
    office, number = a_case(house, major=True)
    move(house, office, number, "notice.issue", facts="无证采矿", basis="矿产资源法第六十四条", fine="200000.00")
    move(house, office, number, "notice.serve", **SERVED, served_on="2025-08-04")
    move(house, office, number, "statement.record", statement="没有意见。")
    waived(house, office, number)
    move(house, office, number, "statement.weigh", opinion="没有异议。")
    assert (as_it_is(house, number).stage, next_item(house), waits_with(house, office)) == (
        "weighed", f"案件{number}：复核完毕，请承办人办理。须先提交法制审核，通过后再作决定。", ["handler"])


@pytest.mark.parametrize(("day", "item", "lists"), [
    (date(2012, 5, 2), "请机关负责人办理。", ["leader"]),
    (date(2017, 12, 29), "请机关负责人办理。", ["leader"]),
    (date(2018, 1, 2), "请承办人办理。须提交法制审核，通过后再作决定；也可先行告知。", ["leader", "handler"])])
def test_before_the_law_knew_legal_review_a_major_case_waits_for_the_leader(
        house: House, day: date, item: str, lists: list[str]) -> None:
    office = a_bureau(house, date(2010, 1, 4), day)
    number = proposed(house, office, worth={"illegal_gains": "50000"}, assessed={**NONE_OF_THESE, "major": True}, act_start=day,
                      act_end=day)
    see_to_cases(house, "case_file")
    assert (next_item(house), waits_with(house, office)) == (f"案件{number}：拟定处理意见，{item}", lists)


def test_what_wants_a_legal_review_is_not_taken_back_by_whoever_handles_the_case(house: House) -> None:
    office, number = a_case(house, difficult=True)
    move(house, office, number, "legal.submit")
    move(house, office, number, "legal.take-back")
    with pytest.raises(InvalidError, match="It was said of this case before: difficult（疑难、涉及多个法律关系）") as refused:
        move(house, office, number, "case.assess", **NONE_OF_THESE)
    assert refused.value.way_out is not None and "review.return" in refused.value.way_out
    move(house, office, number, "case.assess", **{**NONE_OF_THESE, "difficult": True, "complex": True})
    move(house, office, number, "review.return", reason="重新认定")
    move(house, office, number, "case.assess", **NONE_OF_THESE)


def test_a_case_that_the_head_filed_as_major_stays_so(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, date(2025, 1, 1), DAY)
    number = found(house, office)
    move(house, office, number, "filing.establish", **CONDITIONS)
    move(house, office, number, "filing.propose", **CONDITIONS, facts="无证采矿")
    for action in ("filing.unit", "filing.review"):
        move(house, office, number, action, **AGREED)
    move(house, office, number, "filing.approve", **AGREED, major=True)
    with pytest.raises(InvalidError, match="major（重大违法或者重大行政处罚）"):
        move(house, office, number, "case.assess", **NONE_OF_THESE)
    move(house, office, number, "case.assess", **{**NONE_OF_THESE, "major": True})
