"""The gate bars whom the law and the province's decisions bar, and says by which record (四（三）, 办法 2024 第四十条)."""

import json
from datetime import date
from typing import Any

import pytest

from casework.case.opening import Party
from casework.desk import House
from casework.oversight import measures
from casework.oversight.bar_sources import SOURCES
from casework.oversight.gate import Answer, Question, check
from foundation.errors import InvalidError, RefusedError
from regulation.book import Rulebook
from tests.casework.builders import a_party
from tests.casework.cases import Office, a_bureau, move
from tests.casework.overseen import decided, paid_and_closed, somebody, unpaid
from tests.casework.town import at, go_to

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
HOLDER, LICENCE = "912202210000000001", "C2200002009012110000001"
FREE = "91220221MA00000004"  # of whom nothing is known


def asked(house: House, **question: Any) -> Answer:
    with at(house) as desk:
        return check(desk, Question(**question))


def bars(house: House, **question: Any) -> list[tuple[str, str | None, date, date | None]]:
    return [(one.gate, one.record, one.since, one.until) for one in asked(house, **question).reasons]


def suspended(house: House, office: Office, area: str = "220200") -> int:
    head = somebody(house, office.town.province, "head", "厅长")
    with at(house) as desk:
        measure = measures.propose(desk, "suspension", area, why="压案不查")
    with at(house, head) as desk:
        measures.decide(desk, measure, agree=True, number="吉自然资函〔2025〕8号", reason="压案不查，造成恶劣影响")
    return measure


def test_every_bar_of_the_rulebook_has_its_source_and_every_source_a_bar(rulebook: Rulebook) -> None:
    assert {bar.records for bar in rulebook.bars.values()} == set(SOURCES)


def test_an_area_is_barred_from_the_decision_until_the_day_before_it_is_lifted(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    assert asked(house, kind="approval", area="220221", holder=FREE).allowed
    measure = suspended(house, office)
    for area in ("220200", "220221", "220221100"):
        assert bars(house, kind="approval", area=area, holder=FREE) == [("area-suspended", "吉自然资函〔2025〕8号", DAY, None)]
    assert asked(house, kind="approval", area="220000", holder=FREE).allowed
    assert asked(house, kind="renewal", right=LICENCE).allowed is False
    go_to(house, date(2025, 9, 1))
    with at(house, somebody(house, office.town.province, "head")) as desk:
        measures.lift(desk, measure, reason="整改到位")
    assert asked(house, kind="approval", area="220221", holder=FREE).allowed
    for on, allowed in ((date(2025, 8, 3), True), (DAY, False), (date(2025, 8, 31), False), (date(2025, 9, 1), True)):
        assert asked(house, kind="approval", area="220221", holder=FREE, on=on).allowed is allowed, on


def test_who_does_not_pay_is_barred_from_the_day_his_time_is_over_and_no_longer_once_he_has_paid(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    with at(house) as desk:
        right = desk.scalar("SELECT id FROM mineral_right WHERE licence_no = :no", no=LICENCE)
    number = decided(house, office, right_id=int(right))
    assert asked(house, kind="renewal", right=LICENCE).allowed
    unpaid(house, office, number)
    expected = [("penalty-unperformed", number, date(2025, 8, 28), None)]
    assert bars(house, kind="renewal", right=LICENCE) == expected
    assert bars(house, kind="new", area="220200", holder=HOLDER, for_right="mining") == expected
    assert asked(house, kind="renewal", right=LICENCE, on=date(2025, 8, 27)).allowed
    go_to(house, date(2025, 8, 29))
    move(house, office, number, "permits.stop", which="采矿权延续登记", reason="拒不缴纳")
    stopped = ("permits-stopped", number, date(2025, 8, 29), None)
    assert bars(house, kind="renewal", right=LICENCE) == [stopped, *expected]
    move(house, office, number, "permits.lift", reason="承诺缴纳")
    assert bars(house, kind="renewal", right=LICENCE) == expected
    assert asked(house, kind="new", area="220200", holder="91220221MA00000004").allowed
    # The fine, and three per cent of it for each of the two days since.
    move(house, office, number, "payment.record", amount="200000.00", paid_on="2025-08-29", item="罚款", receipt="0001")
    move(house, office, number, "payment.record", amount="12000.00", paid_on="2025-08-29", item="加处罚款", receipt="0002")
    move(house, office, number, "performance.complete", others_performed=True)
    assert asked(house, kind="renewal", right=LICENCE).allowed


def test_permits_go_on_once_there_is_time_to_pay_again_and_the_leader_says_so(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, DAY)
    with at(house) as desk:
        right = desk.scalar("SELECT id FROM mineral_right WHERE licence_no = :no", no=LICENCE)
    number = decided(house, office, right_id=int(right))
    unpaid(house, office, number)
    go_to(house, date(2025, 8, 29))
    move(house, office, number, "permits.stop", which="采矿权延续登记", reason="拒不缴纳")
    move(house, office, number, "deferral.grant", asked_on="2025-08-29", hardship="停产", until="2025-12-31")
    assert asked(house, kind="renewal", right=LICENCE).allowed
    move(house, office, number, "permits.lift", reason="准予暂缓缴纳")


@pytest.mark.parametrize(("holder", "said"), [
    ("乱写xyz", "乱写xyz is neither a number of an applicant nor the name of a known holder of rights"),
    ("912202210000000009", "912202210000000009 is no unified social credit code: its check character"),
    ("220221197001011235", "220221197001011235 is no identity number: its check digit is not right"),
    ("9122022100000001", "9122022100000001 is neither"), ("nobody", "nobody is neither"),
    ("WangDaShan", "WangDaShan is neither"), ("AB C", "AB C is neither")])
def test_a_mistyped_applicant_is_refused_and_not_told_that_nothing_bars_him(house: House, holder: str, said: str) -> None:
    a_bureau(house, SINCE, DAY)
    with pytest.raises(InvalidError) as refused:
        asked(house, kind="new", area="220221", holder=holder)
    assert refused.value.problems[0].startswith(said)


def test_an_applicant_is_known_by_his_code_however_it_is_written_by_a_holder_s_name_or_a_person_s_number(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    with at(house) as desk:
        right = desk.scalar("SELECT id FROM mineral_right WHERE licence_no = :no", no=LICENCE)
    number = decided(house, office, right_id=int(right))
    unpaid(house, office, number)
    for holder in (HOLDER, f" {HOLDER[:8]} {HOLDER[8:]}", "永吉矿业有限公司"):
        assert [row[1] for row in bars(house, kind="new", area="220200", holder=holder)] == [number], holder
    for free in ("91220221MA00000004", "11010519491231002X", "11010519491231002x", "E12345678"):
        assert asked(house, kind="new", area="220200", holder=free).allowed


def test_a_transfer_is_barred_for_what_either_side_has_not_performed(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    buyer = Party("entity", "蛟河矿业有限公司", {"id_number": "91220281000000000X"})
    number = decided(house, office, party=buyer, cause="蛟河矿业有限公司无证采矿案")
    unpaid(house, office, number)
    barred = [("penalty-unperformed", number, date(2025, 8, 28), None)]
    assert bars(house, kind="transfer", right=LICENCE, holder="91220281000000000X") == barred
    assert bars(house, kind="transfer", right=LICENCE) == []


def test_a_buyer_does_not_get_the_right_of_a_seller_who_has_not_performed(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    with at(house) as desk:  # a case about the seller's other right
        of_his = int(desk.scalar("SELECT id FROM mineral_right WHERE kind = 'exploration'"))
    number = decided(house, office, right_id=of_his)
    unpaid(house, office, number)
    assert bars(house, kind="transfer", right=LICENCE, holder="91220281000000000X") == [
        ("penalty-unperformed", number, date(2025, 8, 28), None)]


def test_whoever_lost_his_mining_licence_applies_again_after_two_years(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    with at(house) as desk:
        right = desk.scalar("SELECT id FROM mineral_right WHERE licence_no = :no", no=LICENCE)
    number = decided(house, office, right_id=int(right), others="吊销采矿许可证")
    barred = ("mining-licence-revoked", number, date(2025, 8, 12), date(2027, 8, 12))
    again = {"kind": "new", "area": "220221", "holder": HOLDER}
    assert bars(house, **again, for_right="mining") == [barred]
    assert bars(house, **again, for_right="exploration") == []
    for on, allowed in ((date(2025, 8, 11), True), (date(2025, 8, 12), False), (date(2027, 8, 12), False),
                        (date(2027, 8, 13), True)):
        assert asked(house, **again, for_right="mining", on=on).allowed is allowed, on
    paid_and_closed(house, office, number)
    assert bars(house, **again, for_right="mining") == [barred]


def test_the_answer_is_journalled_and_hides_a_case_from_whoever_may_not_see_it(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    with at(house) as desk:
        right = desk.scalar("SELECT id FROM mineral_right WHERE licence_no = :no", no=LICENCE)
        beside = a_party(desk, "220281", "蛟河市", "county", office.town.city)
    number = decided(house, office, right_id=int(right))
    unpaid(house, office, number)
    with at(house, somebody(house, beside, "handler")) as desk:
        answer = check(desk, Question("new", area="220281", holder=HOLDER))
    assert [(one.gate, one.record) for one in answer.reasons] == [("penalty-unperformed", None)]
    with at(house) as desk:
        entry = desk.rows("SELECT detail, office_id FROM journal WHERE action = 'gate.checked'")
    assert [(row.office_id, json.loads(row.detail)) for row in entry] == [(beside, {
        "allowed": False, "area": "220281", "gates": ["penalty-unperformed"], "holder": HOLDER, "kind": "new",
        "on": "2025-08-28"})]


@pytest.mark.parametrize(("question", "fault"), [
    ({"kind": "sale", "area": "220221"}, "kind"), ({"kind": "new", "holder": FREE}, "area"),
    ({"kind": "new", "area": "x" * 61, "holder": FREE}, "area"), ({"kind": "new", "area": "220221"}, "holder"),
    ({"kind": "approval", "area": "220221"}, "holder"), ({"kind": "new", "right": LICENCE}, "holder"),
    ({"kind": "new", "area": "220221", "holder": FREE, "for_right": "oil"}, "for_right"),
    ({"kind": "renewal", "area": "220221"}, "right"),
    ({"kind": "new", "area": "220221", "holder": FREE, "on": date(2009, 12, 31)}, "on"),
    ({"kind": "new", "area": "220221", "holder": FREE, "on": date(2200, 1, 1)}, "on"),
    ({"kind": "transfer", "area": "220221", "holder": "91220221MA00000004"}, "right"),
])
def test_what_cannot_be_asked_is_named(house: House, question: dict[str, Any], fault: str) -> None:
    a_bureau(house, SINCE, DAY)
    with pytest.raises(InvalidError) as told:
        asked(house, **question)
    assert [one.partition("（")[0] for one in told.value.problems] == [fault]


@pytest.mark.parametrize(("question", "words"), [
    ({"kind": "new", "area": "229999", "holder": FREE}, "229999"), ({"kind": "renewal", "right": "C1"}, "There is no right"),
    ({"kind": "new", "area": HOLDER, "holder": FREE}, "is a holder"),
])
def test_what_is_not_there_is_an_error_of_the_question(house: House, question: dict[str, str], words: str) -> None:
    a_bureau(house, SINCE, DAY)
    with pytest.raises(InvalidError, match=words):
        asked(house, **question)


def test_nobody_asks_beyond_his_reach(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    with at(house, somebody(house, office.town.county, "handler")) as desk:
        assert check(desk, Question("new", area="220221", holder=FREE)).allowed
        with pytest.raises(InvalidError, match="220200"):
            check(desk, Question("new", area="220200", holder=FREE))
    with at(house, somebody(house, office.town.city, "handler")) as desk, pytest.raises(InvalidError, match="no right"):
        check(desk, Question("renewal", right="C2200002009012110000002"))
    with at(house, somebody(house, office.town.county, "auditor")) as desk, pytest.raises(RefusedError):
        check(desk, Question("new", area="220221", holder=FREE))


def test_the_first_day_of_the_order_and_the_last_day_of_the_calendar_can_be_asked_about(house: House) -> None:
    a_bureau(house, SINCE, DAY)
    for on in (date(2010, 1, 1), date(2199, 12, 31)):
        assert asked(house, kind="new", area="220221", holder=FREE, on=on).on == on
