"""What documents are filled with: amounts in capitals, limits with their last days, remedies by the law of the day."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from casework.case.cases import case_of
from casework.case.particulars import particulars_of
from casework.case.values import values_of
from casework.case.wording import penalty_lines, periods, unconfirmed
from casework.desk import House
from documents.catalogue import form_of
from documents.filling import missing
from documents.remedies import court_of, reconsideration_of
from tests.casework.cases import NONE_OF_THESE, REPORT, SERVED, Office, a_bureau, move, proposed
from tests.casework.papers import on_paper
from tests.casework.town import at, go_to

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
DECISION, DEMAND = "行政处罚决定书", "履行催告书"
MONEY = {"facts": "无证采矿三千吨", "basis": "矿产资源法第六十四条", "fine": "200000.50", "gains": "1000.00",
         "ore": "铁矿石三千吨"}


def decided(house: House) -> tuple[Office, str]:
    office = a_bureau(house, SINCE, DAY)
    number = proposed(house, office, worth={"ore_value": "50000"}, assessed=NONE_OF_THESE, act_start=date(2025, 7, 10),
                      act_end=date(2025, 8, 1))
    move(house, office, number, "notice.issue", **MONEY)
    move(house, office, number, "notice.serve", **SERVED, served_on="2025-08-04")
    go_to(house, date(2025, 8, 12))
    move(house, office, number, "statement.lapse")
    move(house, office, number, "statement.weigh", opinion="当事人未陈述。")
    move(house, office, number, "decision.penalty", **MONEY, discretion="初次违法", social_impact=False)
    return office, number


def filled(house: House, number: str, title: str, day: date | None = None, event: int | None = None) -> dict[str, Any]:
    with at(house) as desk:
        case = case_of(desk, number)
        form = form_of(title, day or desk.today)
        return values_of(desk, particulars_of(desk, case), form, event or case.events, day or desk.today)


def test_a_decision_says_what_is_paid_how_and_where_the_party_may_turn(house: House) -> None:
    office, number = decided(house)
    found = filled(house, number, DECISION)
    assert found["penalty"] == ("1. 没收违法所得人民币壹仟元整（1,000.00元）；\n2. 罚款人民币贰拾万元伍角（200,000.50元）；\n"
                                "3. 没收矿产品：铁矿石三千吨。")
    assert not found.keys() & {"fine", "gains", "ore"}  # each stands there once
    assert found["performance"] == "罚没款到指定的银行缴纳。"
    assert (found["payment_period"], found["surcharge_share"]) == ("15日", "百分之三")
    assert (found["reconsideration_body"], found["reconsideration_period"]) == ("永吉县人民政府", "60日")
    assert (found["court"], found["litigation_period"]) == ("永吉县人民法院", "6个月")
    assert found["notice_number"].startswith("原〔2025〕") and found["notice_served_on"] == DAY
    assert found["statement_made"] == "当事人在规定的期限内未提出陈述、申辩意见。"
    with at(house) as desk:
        assert missing(form_of(DECISION, desk.today), {**found, "number": "－"}) == ()
    assert "现场勘测笔录" in str(found["evidence"])
    move(house, office, number, "decision.serve", **SERVED, served_on="2025-08-12")
    assert filled(house, number, "送达回证")["served"][0]["name"] == DECISION


def test_a_demand_names_the_exact_amount_and_its_days(house: House) -> None:
    office, number = decided(house)
    move(house, office, number, "decision.serve", **SERVED, served_on="2025-08-12")
    go_to(house, date(2025, 8, 28))
    move(house, office, number, "performance.lapse")
    go_to(house, date(2025, 9, 2))  # six days late
    found = filled(house, number, DEMAND)
    # 3 % of 200,000.50 on each of six days from 08-28 to 09-02
    assert (found["fine_due"], found["surcharge"]) == (Decimal("200000.50"), Decimal("36000.09"))
    assert found["total_due"] == Decimal("237000.59")
    assert found["duty"] == ("缴纳罚款人民币贰拾万元伍角（200,000.50元）；\n"
                             "缴纳加处罚款人民币叁万陆仟元零玖分（36,000.09元）；\n"
                             "缴纳没收的违法所得人民币壹仟元整（1,000.00元）")
    assert (found["demand_period"], found["decision_served_on"]) == ("10个工作日", date(2025, 8, 12))
    court = filled(house, number, "强制执行申请书")
    assert court["request"].startswith(f"申请强制执行{found['decision_number']}{DECISION}：\n缴纳罚款")
    assert filled(house, number, "听证申请").get("request") is None  # what is asked of the court is asked of nobody else


def test_a_report_tells_how_the_case_went_and_nothing_of_what_came_with_it_or_later(house: House) -> None:
    _, number = decided(house)
    with at(house) as desk:
        told = particulars_of(desk, case_of(desk, number))
    report = next(one.no for one in told.events if one.action == "report.submit")
    lines = filled(house, number, "调查报告", event=report)["process"].splitlines()
    assert [lines[0], *lines[4:]] == ["2025年8月4日，认定符合立案条件。", "2025年8月4日，批准立案。",
                                      "2025年8月4日，确定调查人员。", "2025年8月4日，调查取证。"]


def test_the_sheet_of_a_major_case_tells_what_the_report_found_and_the_question_beside_it(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = proposed(house, office, worth={"ore_value": "50000"}, assessed={**NONE_OF_THESE, "major": True}, act_start=DAY,
                      act_end=DAY)
    move(house, office, number, "legal.submit")
    move(house, office, number, "legal.pass", opinion="同意")
    move(house, office, number, "deliberation.call", question="是否罚款20万元")
    found = filled(house, number, "重大案件处理呈批表")
    assert (found["facts"], found["handling"], found["remark"]) == (REPORT["facts"], REPORT["proposal"], "是否罚款20万元")


def test_periods_follow_the_law_of_the_day(house: House) -> None:
    with at(house) as desk:
        found = {day: {name: told for name, told in periods(desk, "penalty-decision", day).items() if name in (
            "statement_period", "hearing_period", "litigation_period", "reconsideration_period", "demand_period")}
            for day in (date(2010, 9, 1), date(2015, 4, 30), date(2015, 5, 1), date(2024, 4, 30), date(2024, 5, 1))}
    assert found[date(2010, 9, 1)] == {"hearing_period": "3日", "litigation_period": "3个月", "reconsideration_period": "60日"}
    assert [found[day]["litigation_period"] for day in (date(2015, 4, 30), date(2015, 5, 1))] == ["3个月", "6个月"]
    assert [found[day]["statement_period"] for day in (date(2024, 4, 30), date(2024, 5, 1))] == ["3个工作日", "5个工作日"]
    assert found[date(2015, 4, 30)]["demand_period"] == "10个工作日"


def test_what_was_not_read_in_the_law_is_marked_so_until_an_officer_has_written_it(house: House) -> None:
    _, number = decided(house)
    with at(house) as desk:
        told = particulars_of(desk, case_of(desk, number))
        assert {"court", "reconsideration_body"} <= unconfirmed(desk, told, "penalty-decision", DAY)
        assert not {"payment_period", "statement_period"} & unconfirmed(desk, told, "penalty-decision", DAY)
        assert "statement_period" in unconfirmed(desk, told, "penalty-decision", date(2014, 7, 1))  # recalled, not read


def test_seizure_has_a_period_of_its_own(house: House) -> None:
    with at(house) as desk:
        assert periods(desk, "seizure-decision", DAY)["keep_period"] == "30日"
        assert periods(desk, "evidence-storage-notice", DAY)["keep_period"] == "7个工作日"


@pytest.mark.parametrize(("day", "body"), [
    (date(1999, 9, 30), None), (date(1999, 10, 1), "永吉县人民政府或者吉林市国土资源局"),
    (date(2023, 12, 31), "永吉县人民政府或者吉林市国土资源局"), (date(2024, 1, 1), "永吉县人民政府")])
def test_the_organ_of_reconsideration_is_that_of_the_law_of_the_day(day: date, body: str | None) -> None:
    found = reconsideration_of("永吉县", "吉林市国土资源局", day)
    assert (found.name if found else None) == body


def test_a_court_is_proposed_for_a_county_alone() -> None:
    assert [court.name if (court := court_of(name, level)) else None for name, level in (
        ("永吉县", "county"), ("吉林市", "city"), ("吉林省", "province"))] == ["永吉县人民法院", None, None]
    assert reconsideration_of("吉林省", None, date(2020, 1, 1)).name == "吉林省人民政府"  # type: ignore[union-attr]


@pytest.mark.parametrize(("fields", "said"), [
    ({}, ""), ({"fine": "0"}, ""), ({"fine": "0.01"}, "罚款人民币壹分（0.01元）。"), ({"others": "警告。"}, "警告。"),
    ({"fine": "50", "others": "警告"}, "1. 罚款人民币伍拾元整（50.00元）；\n2. 警告。")])
def test_each_sanction_stands_on_its_line(fields: dict[str, str], said: str) -> None:
    assert penalty_lines(fields) == said


def test_an_original_from_paper_is_told_by_its_number_in_later_documents(house: House) -> None:
    office, number = decided(house)
    on_paper(house, office, number, [DECISION], on=date(2025, 8, 12))
    found = filled(house, number, DEMAND)
    assert found["decision_number"].startswith("原〔2025〕")
