"""A decision tells of the hearing: under which number it was offered, and what became of it; where to pay is never hidden."""

from datetime import date
from typing import Any

import pytest

from casework.case.cases import case_of
from casework.case.particulars import particulars_of
from casework.case.values import values_of
from casework.desk import House
from documents.catalogue import form_of
from tests.casework.cases import NONE_OF_THESE, SERVED, Office, a_bureau, move, proposed
from tests.casework.town import at, go_to

DAY = date(2025, 8, 4)
MONEY = {"facts": "无证采矿三千吨", "basis": "矿产资源法第六十四条", "fine": "200000.00"}
DECIDED = {**MONEY, "discretion": "初次", "social_impact": False}


def served(house: House) -> tuple[Office, str]:
    office = a_bureau(house, date(2025, 1, 1), DAY)
    number = proposed(house, office, worth={"ore_value": "50000"}, assessed=NONE_OF_THESE, act_start=date(2025, 7, 10),
                      act_end=date(2025, 8, 1))
    move(house, office, number, "notice.issue", **MONEY)
    move(house, office, number, "notice.serve", **SERVED, served_on="2025-08-04", hearing_notice_on="2025-08-04")
    return office, number


def told(house: House, number: str) -> dict[str, Any]:
    with at(house) as desk:
        case = case_of(desk, number)
        form = form_of("行政处罚决定书", desk.today)
        return values_of(desk, particulars_of(desk, case), form, case.events, desk.today)


def offer(house: House) -> str:
    with at(house) as desk:
        return str(desk.scalar("SELECT number FROM case_document WHERE title = '听证告知书'"))


def test_a_hearing_that_nobody_asked_for_is_told_with_the_number_of_its_offer(sqlite_house: House) -> None:
    office, number = served(sqlite_house)
    begun = f"听证告知书（{offer(sqlite_house)}）于2025年8月4日送达当事人"
    assert told(sqlite_house, number)["hearing_made"] == f"{begun}。"
    go_to(sqlite_house, date(2025, 8, 12))
    move(sqlite_house, office, number, "statement.lapse")
    move(sqlite_house, office, number, "statement.weigh", opinion="未陈述")
    assert told(sqlite_house, number)["hearing_made"] == f"{begun}，当事人在规定的期限内未要求听证。"


@pytest.mark.parametrize("dropped", [True, False])
def test_a_hearing_that_was_asked_for_is_told_as_dropped_or_held(sqlite_house: House, *, dropped: bool) -> None:
    office, number = served(sqlite_house)
    move(sqlite_house, office, number, "hearing.ask", asked_on="2025-08-04")
    if dropped:
        move(sqlite_house, office, number, "hearing.drop", reason="书面放弃")
        assert told(sqlite_house, number)["hearing_made"].endswith("送达当事人，当事人要求听证后撤回了要求。")
        return
    move(sqlite_house, office, number, "hearing.fix", hearing_day="2025-08-20", place="县局会议室", chair="法制员己")
    move(sqlite_house, office, number, "hearing.tell", method="直接送达", told_on="2025-08-04", recipient="王某")
    go_to(sqlite_house, date(2025, 8, 22))  # entered two days later
    move(sqlite_house, office, number, "hearing.hold", report="当事人称不知情")
    assert told(sqlite_house, number)["hearing_made"].endswith(
        "送达当事人。应当事人要求，于2025年8月20日举行了听证。当事人称不知情")


def held(house: House) -> tuple[Office, str]:
    """A hearing that was offered of a fine, asked for, fixed twice and held on the second day."""
    office = a_bureau(house, date(2025, 1, 1), DAY)
    number = proposed(house, office, worth={}, assessed=NONE_OF_THESE, offence="no-clean-up", act_start=date(2025, 7, 10),
                      act_end=date(2025, 8, 1))
    move(house, office, number, "notice.issue", **{**MONEY, "fine": "20000.00"})
    move(house, office, number, "notice.serve", **SERVED, served_on="2025-08-04", hearing_notice_on="2025-08-04")
    move(house, office, number, "hearing.ask", asked_on="2025-08-04")
    for day in ("2025-08-19", "2025-08-20"):
        move(house, office, number, "hearing.fix", hearing_day=day, place="县局会议室", chair="法制员己")
    move(house, office, number, "hearing.tell", method="直接送达", told_on="2025-08-04", recipient="王某")
    go_to(house, date(2025, 8, 22))
    move(house, office, number, "hearing.hold", report="当事人称不知情")
    return office, number


def test_a_hearing_that_was_held_is_told_after_a_new_notice_that_offers_none(sqlite_house: House) -> None:
    office, number = held(sqlite_house)
    told_now = (f"听证告知书（{offer(sqlite_house)}）于2025年8月4日送达当事人。"
                "应当事人要求，于2025年8月20日举行了听证。当事人称不知情")
    assert told(sqlite_house, number)["hearing_made"] == told_now
    move(sqlite_house, office, number, "notice.renew", reason="罚款减少")
    move(sqlite_house, office, number, "case.assess", **{**NONE_OF_THESE, "hearing_due": False})
    move(sqlite_house, office, number, "notice.issue", **{**MONEY, "fine": "4000.00"})
    move(sqlite_house, office, number, "notice.serve", **SERVED, served_on="2025-08-22")
    move(sqlite_house, office, number, "statement.record", statement="无意见")
    move(sqlite_house, office, number, "statement.weigh", opinion="无意见")
    assert told(sqlite_house, number)["hearing_made"] == told_now


def test_of_two_notices_that_offer_a_hearing_the_later_is_told(sqlite_house: House) -> None:
    office, number = held(sqlite_house)
    move(sqlite_house, office, number, "notice.renew", reason="罚款减少")
    move(sqlite_house, office, number, "notice.issue", **{**MONEY, "fine": "10000.00"})
    move(sqlite_house, office, number, "notice.serve", **SERVED, served_on="2025-08-22", hearing_notice_on="2025-08-22")
    with at(sqlite_house) as desk:
        later = desk.scalar("SELECT number FROM case_document WHERE title = '听证告知书' ORDER BY event_no DESC")
    assert told(sqlite_house, number)["hearing_made"] == f"听证告知书（{later}）于2025年8月22日送达当事人。"


def test_where_to_pay_is_asked_for_wherever_money_is_to_be_paid(sqlite_house: House) -> None:
    office, number = served(sqlite_house)
    go_to(sqlite_house, date(2025, 8, 12))
    move(sqlite_house, office, number, "statement.lapse")
    move(sqlite_house, office, number, "statement.weigh", opinion="未陈述")
    move(sqlite_house, office, number, "decision.penalty", **DECIDED)
    found = told(sqlite_house, number)
    assert found["payment_way"] == "到银行缴纳" and not found.keys() & {"payee_bank", "payee_name", "payee_account"}
