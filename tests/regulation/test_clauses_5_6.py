"""Parts five and six of the order and its closing: 五（一） to 五（四）, 六（一） to 六（五）, 结尾（一）, 结尾（二）."""

from datetime import date

import pytest

from regulation.reckoning import falling_due
from regulation.terms import Per
from tests.regulation.demands import (
    CALENDAR,
    FIRST_HALF,
    HALF_YEARS,
    LAST_YEAR,
    MID_2010,
    THIS_YEAR,
    WITHIN_3,
    YEAR_END,
    codes_of,
    days,
    days_of,
    each,
    form,
    missing_from_form,
    owes,
    reading,
    said,
    untold,
)

# Ten working days after each quarter: 2012-03-31, 2012-04-01, 2013-01-05/06 were worked; 2010-10-01 to 07 was not.
SITUATION = {
    "2010-04-15": "2010Q1", "2010-07-14": "2010Q2", "2010-10-20": "2010Q3",
    "2012-01-17": "2011Q4", "2012-04-17": "2012Q1", "2012-07-13": "2012Q2", "2012-10-19": "2012Q3",
    "2013-01-15": "2012Q4", "2013-04-15": "2013Q1", "2013-07-12": "2013Q2", "2013-10-18": "2013Q3",
}
# Fifteen after each half-year: Spring Festival 2012 was 01-22 to 01-28, the Sunday after it was worked.
CIRCULAR = {"2010-07-21": "2010H1", "2012-01-29": "2011H2", "2012-07-20": "2012H1",
            "2013-01-22": "2012H2", "2013-07-19": "2013H1"}
TRAINING = {"2009-12-31": None, "2010-01-01": "2013-01-01", "2012-02-29": "2015-02-28", "2013-08-31": "2016-08-31"}
DEMANDS = [
    owes("五（一）", "joint_action", "rich_county → superior", "self: 1 × half_year", "V order", days(*HALF_YEARS)),
    owes("五（二）", "liaison_meeting", "bureau → superior", "self: 1 × year", "D province", YEAR_END),
    owes("五（三）", "division_of_work_report", "city → province", "self: 1 × once", "V order", days("2010-02-28")),
    owes("五（三）", "internal_hand_over", "bureau → self", "self: 1 × event", "D province", WITHIN_3),
    owes("五（四）", "holder_training", "local_bureau → superior", "self: 1 × year", "D province", YEAR_END),
    owes("五（四）", "holder_performance_publication", "local_bureau → superior", "self: 1 × year", "D province", YEAR_END),
    owes("六（一）", "staff_training", "local_office → superior", "officer: 1 × rolling", "V order", TRAINING),
    owes("六（二）", "platform_check", "province → self", "self: 1 × year", "D province", YEAR_END),
    owes("六（三）", "work_summary_year", "city → province", "self: 1 × year", "V order", each("12-31", LAST_YEAR)),
    owes("六（三）", "work_summary_half", "city → province", "self: 1 × year", "V order", each("06-30", FIRST_HALF)),
    owes("六（三）", "situation_report", "bureau → superior", "self: 1 × quarter", "D province", SITUATION),
    owes("六（三）", "circular_province", "province → self", "self: 1 × half_year", "D province", CIRCULAR),
    owes("六（三）", "circular_city", "city → province", "self: 1 × half_year", "D province", CIRCULAR),
    owes("六（四）", "assessment", "province → self", "self: 1 × year", "D province", each("12-31", THIS_YEAR)),
    owes("六（五）", "equipment_register", "bureau → superior", "self: 1 × year", "D province", YEAR_END),
    owes("结尾（二）", "own_opinions", "bureau → superior", "self: 1 × once", "D province", MID_2010),
]
FORMS = [
    form("五（一）", "joint_action", "部门 拆除地面设施 查封设备 充填井筒"),
    form("五（二）", "liaison_meeting", "参加机关 主要内容"),
    form("五（三）", "internal_hand_over", "接收人"),
    form("五（三）", "division_of_work_report", "职责分工"),
    form("五（四）", "holder_training", "参训人数 培训内容"),
    form("六（一）", "staff_training", "证书"),
    form("六（三）", "situation_report", "监督管理情况 违法态势 防范措施 同级人民政府"),
    form("六（三）", "circular", "通报 文号"),
    form("六（五）", "equipment_register", "巡查车 通讯 GPS 照相机 摄像机 计算机 保险 津贴 预算 督察工作经费"),
    form("结尾（二）", "own_opinions", "实施意见"),
    form("结尾（二）", "problems_reported", "情况和问题"),
]
READINGS = [
    reading("五（一）", "joint_action", "矿产资源丰富的县", "名单", ""),
    reading("五（一）", "joint_action", "原则上", "可以免除", "没有例外", None),
    reading("五（三）", "internal_hand_over", "及时移交", "3个工作日", "10个工作日"),
    reading("五（四）", "holder_training", "定期或不定期", "每年", ""),
    reading("五（四）", "holder_performance_publication", "定期", "每年", ""),
    reading("六（一）", "staff_training", "每三年", "上次培训之日起三十六个月", "自然年度"),
    reading("六（三）", "work_summary_year", "上年度", "上一年", "当年"),
    reading("六（三）", "work_summary_half", "当年上半年", "报当年上半年", ""),
    reading("六（三）", "situation_report", "定期", "季度结束后10个工作日", "每半年"),
    reading("结尾（二）", "own_opinions", "经常性义务从何日起", "2010年1月1日", "2009年12月24日", None),
]


@pytest.mark.parametrize("wanted", DEMANDS)
def test_each_clause_says_who_owes_what_to_whom_and_how_often(rulebook, wanted):
    assert said(rulebook, wanted.code) == wanted[:-1]


@pytest.mark.parametrize("wanted", DEMANDS)
def test_each_falls_due_on_these_days_and_reports_on_these_periods(rulebook, wanted):
    assert days_of(rulebook, wanted) == wanted.due


@pytest.mark.parametrize("wanted", DEMANDS)
def test_each_duty_is_discharged_by_an_act_of_a_kind_that_exists(rulebook, wanted):
    assert wanted.code in rulebook.acts[rulebook.duties[wanted.code].act].discharges


def test_every_duty_of_parts_five_and_six_and_of_the_closing_stands_in_the_table(rulebook):
    assert codes_of(rulebook, "五", "六", "结尾") == {param.values[0].code for param in DEMANDS}


@pytest.mark.parametrize(("clause", "kind", "words"), FORMS)
def test_the_form_of_an_act_asks_for_what_the_clause_names(rulebook, clause, kind, words):
    assert rulebook.acts[kind].provision == clause
    assert missing_from_form(rulebook.acts[kind], words) == []


@pytest.mark.parametrize("wanted", READINGS)
def test_an_open_wording_is_read_with_a_reason_and_the_reading_not_taken(rulebook, wanted):
    assert untold(rulebook, wanted) == []


def test_only_those_who_supervise_and_enforce_are_trained_in_turn(rulebook):
    assert rulebook.duties["staff_training"].only_posts == ("unit_head", "handler", "inspector", "patroller")


def test_oil_gas_and_coal_bed_methane_are_outside_and_refused_at_import(rulebook):
    gate = rulebook.gates["outside"]
    assert (gate.provision, gate.refuses) == ("结尾（一）", ("矿业权导入",))
    assert set(rulebook.minerals["outside"]) == {"石油", "天然气", "煤层气"}


def test_problems_met_are_reported_at_any_time_and_discharge_no_duty(rulebook):
    kind = rulebook.acts["problems_reported"]
    assert (kind.discharges, kind.reviewed) == ((), False)


def test_nothing_of_the_order_fell_due_before_2010(rulebook):
    early = [one.rule for rule in rulebook.duties.values()
             for one in falling_due(rulebook, rule, CALENDAR, date(2009, 1, 1), date(2009, 12, 31))]
    assert early == []


def test_what_the_order_does_not_fix_is_for_the_province_to_set_and_nothing_else(rulebook):
    of_the_order = [rule for rule in rulebook.duties.values() if rule.per is not Per.CASE]
    unlike = [f"{rule.code} {value.effective_from}" for rule in of_the_order for value in rule.values
              if (value.set_by == "province") is (value.confidence == "V")]
    assert unlike == []
