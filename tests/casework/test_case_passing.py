"""A case goes to another office, above, below or beside: opened there as received, its history linked and readable there."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from casework.case.cases import case_of
from casework.case.moving import Wish, make
from casework.case.replaying import replay_all
from casework.case.todos import see_to_cases
from casework.desk import House
from casework.record.officers import actor_of
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from tests.casework.builders import a_party, an_officer
from tests.casework.cases import Office, a_bureau, a_case, as_it_is, filed, move
from tests.casework.town import at, go_to

SINCE = date(2025, 1, 1)
MONDAY = date(2025, 8, 4)


def neighbours(house: House) -> tuple[Office, dict[str, int]]:
    """The bureau, a county beside it with its head, and a county of another city with its head, and the province's head."""
    office = a_bureau(house, SINCE, MONDAY)
    with at(house) as desk:
        beside = a_party(desk, "220281", "蛟河市", "county", office.town.city)
        city = a_party(desk, "220300", "四平市", "city", office.town.province)
        far = a_party(desk, "220322", "梨树县", "county", city)
        heads = {"beside": an_officer(desk, beside, "head", name="蛟河局长"),
                 "far": an_officer(desk, far, "head", name="梨树局长"),
                 "province": office.town.officer(office.town.province, "head")}
    return office, heads


def received(house: House, number: str) -> list[Any]:
    with at(house) as desk:
        return desk.rows("SELECT n.number, n.stage, n.source, p.name AS office, n.party_name, n.facts FROM enforcement_case n"
                         " JOIN enforcement_case c ON c.id = n.source_case_id JOIN party p ON p.id = n.office_id"
                         " WHERE c.number = :number ORDER BY n.id", number=number)


def as_head(house: House, officer: int, number: str, action: str, **fields: Any) -> None:
    with at(house) as desk:
        who = actor_of(desk, officer)
    with at(house, who) as desk:
        make(desk, number, Wish(action, fields))


def test_a_case_passed_on_is_opened_where_it_went_once_and_may_not_go_on(house: House) -> None:
    office, heads = neighbours(house)
    number = a_case(house, office)
    move(house, office, number, "jurisdiction.pass", to="蛟河市", reason="行为发生在蛟河市")
    report = see_to_cases(house, "case_file")
    assert report.counts["received"] == 1
    there = received(house, number)
    assert [(row.stage, row.source, row.office, row.party_name) for row in there] == [
        ("found", "其他部门移送", "蛟河市", "王某")]
    assert f"已在蛟河市登记为{there[0].number}" in report.decisions[0][1]
    see_to_cases(house, "case_file")
    assert len(received(house, number)) == 1
    with pytest.raises(ConflictError):
        as_head(house, heads["beside"], there[0].number, "jurisdiction.pass", to="永吉县", reason="不归我管")


def test_the_office_that_has_it_reads_what_was_done_before_but_changes_nothing(house: House) -> None:
    office, heads = neighbours(house)
    number = filed(house, office)
    with at(house) as desk:
        head, stranger = actor_of(desk, heads["beside"]), actor_of(desk, heads["far"])
    with at(house, head) as desk, pytest.raises(NotFoundError):
        case_of(desk, number)
    move(house, office, number, "jurisdiction.pass-filed", to="220281", reason="行为发生在蛟河市")
    see_to_cases(house, "case_penalize")
    with at(house, head) as desk:
        assert case_of(desk, number).stage == "handed_over"
        with pytest.raises(RefusedError):
            make(desk, number, Wish("closing.propose", {"opinion": "结案", "reason": "移送"}))
    with at(house, stranger) as desk, pytest.raises(NotFoundError):
        case_of(desk, number)


def test_what_goes_to_an_organ_outside_is_said_to_and_a_name_that_is_none_is_a_fault(house: House) -> None:
    office, _ = neighbours(house)
    number = a_case(house, office)
    with pytest.raises(InvalidError):
        move(house, office, number, "jurisdiction.pass", to="永吉县应急管理局", reason="属安全生产")
    move(house, office, number, "jurisdiction.pass", to="永吉县应急管理局", outside=True, reason="属安全生产")
    report = see_to_cases(house, "case_file")
    assert received(house, number) == [] and "已移送永吉县应急管理局" in report.decisions[0][1]


@pytest.mark.parametrize("to", ["永吉县", "口前镇", "永吉矿业有限公司"])
def test_it_goes_to_an_office_that_handles_cases_and_is_another(house: House, to: str) -> None:
    office, _ = neighbours(house)
    with pytest.raises(InvalidError):
        move(house, office, a_case(house, office), "jurisdiction.pass", to=to, reason="不归我管")


def test_a_case_is_taken_up_by_the_office_whose_leader_does_it(house: House) -> None:
    office, heads = neighbours(house)
    for head, name in ((office.officer("above"), "吉林市"), (heads["province"], "吉林省")):
        number = a_case(house, office)
        as_head(house, head, number, "case.take-up", ordered_on="2025-08-04", order_number="吉自然资〔2025〕9号")
        see_to_cases(house, "case_file")
        assert [(row.office, row.source, row.facts) for row in received(house, number)] == [(name, "巡查发现", "{}")]


def test_a_case_is_handed_down_only_to_an_office_below(house: House) -> None:
    office, _ = neighbours(house)
    number = a_case(house, office)
    as_head(house, office.officer("above"), number, "case.take-up", ordered_on="2025-08-04", order_number="9")
    see_to_cases(house, "case_file")
    above = received(house, number)[0].number
    with pytest.raises(InvalidError):
        as_head(house, office.officer("above"), above, "case.hand-down", to="梨树县", reason="就近")
    as_head(house, office.officer("above"), above, "case.hand-down", to="蛟河市", reason="就近")
    see_to_cases(house, "case_file")
    assert [(row.office, row.source) for row in received(house, above)] == [("蛟河市", "上级交办")]


def test_the_common_superior_designates(house: House) -> None:
    office, heads = neighbours(house)
    number = a_case(house, office)
    move(house, office, number, "jurisdiction.ask", other="梨树县", negotiated="协商不成")
    with at(house) as desk:
        owed = desk.rows("SELECT debtor_id FROM duty WHERE rule = 'limit_designation'")
    assert [row.debtor_id for row in owed] == [office.town.province]  # not the city, which stands above one of them only
    with pytest.raises(InvalidError):
        as_head(house, office.officer("above"), number, "jurisdiction.assign", to="梨树县")
    as_head(house, heads["province"], number, "jurisdiction.assign", to="梨树县")
    see_to_cases(house, "case_file")
    assert [row.office for row in received(house, number)] == ["梨树县"]
    assert as_it_is(house, number).stage == "passed_on"


def test_a_case_that_went_through_hands_is_what_its_events_say_everywhere(house: House) -> None:
    office, _ = neighbours(house)
    beside, above = a_case(house, office), filed(house, office)
    move(house, office, above, "case.value", basis="鉴定意见", ore_value="50000")
    go_to(house, date(2025, 8, 6))
    move(house, office, beside, "jurisdiction.pass", to="蛟河市", reason="行为发生在蛟河市")
    as_head(house, office.officer("above"), above, "case.take-up-filed", ordered_on="2025-08-06", order_number="9")
    go_to(house, date(2025, 8, 7))
    see_to_cases(house, "case_file")
    see_to_cases(house, "case_penalize")
    as_head(house, office.officer("above"), received(house, above)[0].number, "case.hand-down", to="蛟河市", reason="就近")
    see_to_cases(house, "case_file")
    asked: list[str] = []
    event.listen(house.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    with at(house) as desk:
        told = [(one.case.moved_on.day, one.case.office_name, one.case.worth != "{}", one.faults) for one in replay_all(desk)]
    assert told == [(6, "永吉县", False, ()), (6, "永吉县", True, ()), (6, "蛟河市", False, ()), (7, "吉林市", True, ()),
                    (7, "蛟河市", True, ())]
    assert len([one for one in asked if one.startswith("SELECT")]) == 5  # a stretch of cases in four, and that no more follow
