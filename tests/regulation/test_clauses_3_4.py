"""Parts three and four of the order: 三（一） to 三（四）, 四（一） to 四（六）: patrols, clues, cases, the two rates."""

from datetime import date
from typing import Any

import pytest

from regulation.reckoning import falling_due
from tests.regulation.demands import (
    CALENDAR,
    FIRST_HALF,
    HALF_YEARS,
    LAST_YEAR,
    THREE_EVENTS,
    WITHIN_5,
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

QUARTER_ENDS = ("03-31", "06-30", "09-30", "12-31")
OTHER_MONTHS = ("01-31", "04-30", "05-31", "07-31", "08-31", "10-31", "11-30")
QUARTERS = days(*(f"{year}-{day}" for year in LAST_YEAR for day in QUARTER_ENDS))
FEBRUARIES = days("2010-02-28", "2012-02-29", "2013-02-28")
MONTHS = QUARTERS | FEBRUARIES | days(*(f"{year}-{day}" for year in LAST_YEAR for day in OTHER_MONTHS))


def of_clue(code: str, fixed: str, due: str) -> Any:
    """What the office owes about each clue (三（二）), and the days on which it falls due after the three events, by hand."""
    return owes("三（二）", code, "clue_office → superior", "clue: 1 × event", fixed,
                {event: f"{event[:4]}-{day}" for event, day in zip(THREE_EVENTS, due.split(), strict=True)})


DEMANDS = [
    owes("三（一）", "city_patrol", "city → province", "self: 1 × quarter", "V order", QUARTERS, catch_up=False),
    owes("三（一）", "county_patrol", "county → superior", "self: 2 × month", "V order", MONTHS, catch_up=False),
    owes("三（一）", "patrol_timetable", "county → superior", "self: 1 × year", "D province", each("01-31")),
    of_clue("clue_registration", "D province", "02-20 09-29 02-16"),
    of_clue("clue_assignment", "D province", "02-21 10-08 02-17"),
    of_clue("clue_verification", "D province", "02-26 10-15 02-22"),
    of_clue("clue_reply", "D province", "03-10 10-25 03-06"),
    of_clue("clue_closing", "D province", "04-13 11-27 04-09"),
    of_clue("clue_designation", "P province", "02-26 10-15 02-22"),
    of_clue("clue_stop_notice", "D province", "02-12 09-28 02-08"),
    of_clue("clue_answer", "D province", "02-12 09-28 02-08"),
    owes("四（三）", "case_handling_check", "city → province", "self: 1 × year", "D province", each("11-30")),
    owes("四（三）", "closed_case_spot_check", "city → province", "self: 1 × year", "D province", each("11-30")),
    owes("四（三）", "province_case_check", "province → self", "self: 1 × year", "D province", YEAR_END),
    owes("四（三）", "case_supervision", "case_office → superior", "case: 1 × event", "D province",
         {event: event for event in THREE_EVENTS}),
    owes("四（四）", "major_case_report", "local_bureau → superior", "self: 1 × event", "D province", WITHIN_5),
    owes("四（四）", "major_case_pass_on", "city → province", "self: 1 × event", "D province", WITHIN_5),
    owes("四（五）", "typical_case_publication", "bureau → superior", "self: 1 × half_year", "D province", days(*HALF_YEARS)),
    owes("四（六）", "two_rates_year", "city → province", "self: 1 × year", "V order", each("12-31", LAST_YEAR)),
    owes("四（六）", "two_rates_half", "city → province", "self: 1 × year", "V order", each("06-30", FIRST_HALF)),
]
FORMS = [
    form("三（一）", "patrol", "巡查区域 全面巡查 重点巡查 巡查人员 轨迹 照片"),
    form("三（一）", "patrol_timetable", "全面巡查区域 重点巡查区域 巡查时间表"),
    form("三（二）", "clue_verification", "属实 不属实 核查情况"),
    form("三（三）", "supervisor_engaged", "监察专员 协管员 信息员 青年志愿者 区域"),
    form("三（四）", "remote_sensing", "遥感监测 无人机巡查 电子设备监控 区域"),
    form("四（一）", "case_filed", "无证开采 越界开采 非法转让矿业权 违法审批发证 其他 重大典型 理由"),
    form("四（二）", "case_responsibility", "总负责 主要责任人 具体责任人 承办人"),
    form("四（三）", "closed_case_spot_check", "抽查 错案"),
    form("四（四）", "case_reported_up", "立案号 案件报告"),
    form("四（五）", "typical_case_publication", "通报 媒体"),
    form("四（六）", "two_rates", "案件数 上期案件数 矿业权数 统计表"),
    form("四（六）", "two_rates_half", "案件数 上期案件数 矿业权数 统计表"),
]
READINGS = [
    reading("三（一）", "township_patrol", "每周", "周一至周日", "连续七日", None),
    reading("四（三）", "province_case_check", "不定期", "每年", ""),
    reading("四（四）", "major_case_report", "哪些案件", "四类重点案件", "只上报四类", None),
    reading("四（五）", "typical_case_publication", "定期", "每半年一次", "每季度一次"),
    reading("四（六）", "two_rates_year", "上年度", "上一年", "当年"),
    reading("四（六）", "two_rates_half", "当年上半年", "报当年上半年", ""),
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


def test_every_duty_of_parts_three_and_four_stands_in_the_table_or_is_the_weekly_patrol(rulebook):
    assert codes_of(rulebook, "三", "四") == {param.values[0].code for param in DEMANDS} | {"township_patrol"}


def test_a_township_owes_its_county_two_patrols_in_each_iso_week_which_lapse_when_missed(rulebook):
    assert said(rulebook, "township_patrol") == (
        "三（一）", "township_patrol", "township → superior", "self: 2 × week", False, "V order")


@pytest.mark.parametrize(("year", "weeks", "first", "first_due", "last", "last_due"), [
    pytest.param(2010, 51, "2010-W01", "2010-01-10", "2010-W51", "2010-12-26", id="2010: the week of New Year was begun"),
    pytest.param(2012, 53, "2011-W52", "2012-01-01", "2012-W52", "2012-12-30", id="2012"),
    pytest.param(2013, 52, "2013-W01", "2013-01-06", "2013-W52", "2013-12-29", id="2013"),
])
def test_weekly_patrols_end_on_sundays_from_the_first_whole_week_of_2010_on(
        rulebook, year, weeks, first, first_due, last, last_due):
    rule = rulebook.duties["township_patrol"]
    found = [(one.period.code, str(one.due), one.times)
             for one in falling_due(rulebook, rule, CALENDAR, date(year, 1, 1), date(year, 12, 31))]
    assert (len(found), found[0], found[-1]) == (weeks, (first, first_due, 2), (last, last_due, 2))


@pytest.mark.parametrize(("clause", "kind", "words"), FORMS)
def test_the_form_of_an_act_asks_for_what_the_clause_names(rulebook, clause, kind, words):
    assert rulebook.acts[kind].provision == clause
    assert missing_from_form(rulebook.acts[kind], words) == []


@pytest.mark.parametrize("wanted", READINGS)
def test_an_open_wording_is_read_with_a_reason_and_the_reading_not_taken(rulebook, wanted):
    assert untold(rulebook, wanted) == []


@pytest.mark.parametrize("kind", ["patrol", "mine_inspection", "remote_sensing"])
def test_what_was_found_in_the_field_can_become_a_clue(rulebook, kind):
    found = {finding.title for finding in rulebook.acts[kind].findings if finding.clue}
    assert {"无证勘查、开采", "越界开采", "非法转让矿业权"} <= found


@pytest.mark.parametrize(("answer", "reported"), [("是", True), ("否", False)])
def test_a_major_case_is_reported_up_when_it_is_filed_and_no_other(rulebook, answer, reported):
    events = rulebook.acts["case_filed"].events({"major": answer})
    assert (rulebook.duties["major_case_report"].event in events) is reported


def test_the_gate_of_a_case_sat_on_refuses_land_and_resources_approvals_by_the_provinces_decision(rulebook):
    gate = rulebook.gates["approval_suspension"]
    assert (gate.provision, gate.refuses) == ("四（三）", ("国土资源审批", "矿业权审批"))
    assert [word for word in ("压案不查", "消极不作为", "严重后果", "恶劣影响", "省厅决定") if word not in gate.condition] == []
