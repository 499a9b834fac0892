"""Parts one and two of the order: 一（一） to 一（四）, 二（一） to 二（三）: who owes what to whom, how often, by when."""

import pytest

from tests.regulation.demands import (
    HALF_YEARS,
    LAST_YEAR,
    MID_2010,
    THIS_YEAR,
    WITHIN_5,
    WITHIN_10,
    YEAR_END,
    codes_of,
    days,
    days_of,
    each,
    falls_due,
    form,
    missing_from_form,
    owes,
    reading,
    said,
    untold,
)

YEAR_OVER = each("12-31", THIS_YEAR)
MAPS = {day: f"{day[:4]}H{1 if '-06-' in day else 2}" for day in HALF_YEARS}
BULLETIN = {"2010-02-28": "2009", "2012-02-29": "2011", "2013-02-28": "2012"}
THE_DAY_BEFORE = {"2010-03-01": "2010-02-28", "2012-03-01": "2012-02-29", "2013-10-01": "2013-09-30"}
EXPLORER = "exploration_holder → county"
DEMANDS = [
    owes("一（一）", "sign_board_existing", "mining_holder → county", "mining_right: 1 × once", "V order", MID_2010),
    owes("一（一）", "sign_board_new", "mining_holder → county", "mining_right: 1 × event", "V order", THE_DAY_BEFORE),
    owes("一（一）", "sign_style", "province → self", "self: 1 × once", "D province", days("2010-03-31")),
    owes("一（二）", "inspector_office", "city → province", "self: 1 × once", "D province", MID_2010),
    owes("一（二）", "inspector_assignment", "city → province", "mine: 1 × year", "D province", each("03-31")),
    owes("一（二）", "mine_inspection", "city → province", "mine: 4 × year", "V order", YEAR_END, catch_up=False),
    owes("一（二）", "inspector_evaluation", "city → province", "inspector: 1 × year", "D province", YEAR_END),
    owes("一（二）", "inspector_dismissal", "city → province", "inspector: 1 × event", "D province", WITHIN_10),
    owes("一（二）", "inspector_report", "city → province", "self: 1 × year", "V order", YEAR_OVER),
    owes("一（三）", "holder_archive", "bureau → superior", "self: 1 × year", "D province", YEAR_END),
    owes("一（三）", "exploration_start_report", EXPLORER, "exploration_right: 1 × event", "D province", WITHIN_10),
    owes("一（三）", "exploration_annual_report", EXPLORER, "exploration_right: 1 × year", "D province", YEAR_OVER),
    owes("一（三）", "mining_maps_surface", "mining_holder → county", "mine: 1 × half_year", "D province", MAPS),
    owes("一（三）", "mining_maps_underground", "mining_holder → county", "mine: 1 × half_year", "D province", MAPS),
    owes("一（四）", "annual_inspection_mining", "county → superior", "mining_right: 1 × year", "R province", YEAR_END),
    owes("一（四）", "annual_inspection_exploration", "county → superior", "exploration_right: 1 × year", "R province",
         YEAR_END),
    owes("一（四）", "exploration_inspection_report", "city → province", "self: 1 × year", "V order", each("12-31", LAST_YEAR)),
    owes("一（四）", "mining_inspection_bulletin", "city → province", "self: 1 × year", "V order", BULLETIN),
    owes("一（四）", "mining_inspection_report", "city → province", "self: 1 × year", "V order", each("04-30", LAST_YEAR)),
    owes("二（一）", "development_plan_forwarding", "registrar → self", "mining_right: 1 × event", "D province", WITHIN_10),
    owes("二（一）", "development_plan_receipt_city", "city → province", "mining_right: 1 × event", "D province", WITHIN_5),
    owes("二（一）", "development_plan_receipt_county", "county → province", "mining_right: 1 × event", "D province", WITHIN_5),
    owes("二（一）", "plan_supervision", "county → superior", "mine: 1 × year", "D province", YEAR_END),
    owes("二（二）", "geological_survey_staff", "mining_holder → county", "mine: 1 × year", "D province", each("03-31")),
    owes("二（二）", "reserve_report", "mining_holder → county", "mine: 1 × year", "V order", each("01-31", LAST_YEAR)),
    owes("二（二）", "reserve_report_review", "county → superior", "mine: 1 × year", "D province", each("03-31", LAST_YEAR)),
    owes("二（二）", "reserve_spot_check", "city → province", "self: 1 × year", "D province", each("06-30", LAST_YEAR)),
    owes("二（三）", "recovery_indicators", "county → superior", "mine: 1 × year", "D province", each("06-30", LAST_YEAR)),
]
FORMS = [
    form("一（一）", "sign_board", "采矿许可证 制牌时间 监制单位 照片"),
    form("一（二）", "inspector_office", "专门人员"),
    form("一（二）", "mine_inspection", "督察员 督察意见 督察记录"),
    form("一（二）", "inspector_evaluation", "称职 不称职 不能胜任"),
    form("一（二）", "inspector_dismissal", "解聘 重新分工"),
    form("一（三）", "mining_maps_surface", "采掘工程平面图"),
    form("一（三）", "mining_maps_underground", "井上井下工程对照图"),
    form("一（四）", "annual_inspection", "合格 不合格 不接受 标识牌 储量动态 地质环境治理恢复 土地复垦"),
    form("一（四）", "mining_inspection_bulletin", "应检 实地检查 初审合格 年生产矿石量 销售收入 实缴补偿费"),
    form("二（一）", "development_plan_review", "审查 开发利用方案"),
    form("二（二）", "reserve_report", "编制单位 年初 开采量 损失量 增减 年末 储量年报"),
    form("二（三）", "recovery_indicators", "开采回采率 选矿回收率 共伴生资源综合利用率 土地复垦率"),
]
READINGS = [
    reading("一（二）", "mine_inspection", "按矿山还是按督察员", "每个矿山每年4次", "每名督察员"),
    reading("一（二）", "inspector_dismissal", "及时解聘", "10个工作日", "聘期"),
    reading("一（三）", "mining_maps_surface", "每半年", "6月30日和12月31日", "半年结束后"),
    reading("一（三）", "mining_maps_underground", "露天矿山", "只由地下开采", "全部矿山"),
    reading("二（一）", "development_plan_forwarding", "及时", "10个工作日", "不设期限"),
    reading("二（三）", "recovery_indicators", "定期", "每年一次", "每半年一次"),
]
INSPECTIONS = ["annual_inspection_mining", "annual_inspection_exploration"]
REPORTS = ["exploration_inspection_report", "mining_inspection_bulletin", "mining_inspection_report"]


@pytest.mark.parametrize("wanted", DEMANDS)
def test_each_clause_says_who_owes_what_to_whom_and_how_often(rulebook, wanted):
    assert said(rulebook, wanted.code) == wanted[:-1]


@pytest.mark.parametrize("wanted", DEMANDS)
def test_each_falls_due_on_these_days_and_reports_on_these_periods(rulebook, wanted):
    assert days_of(rulebook, wanted) == wanted.due


@pytest.mark.parametrize("wanted", DEMANDS)
def test_each_duty_is_discharged_by_an_act_of_a_kind_that_exists(rulebook, wanted):
    assert wanted.code in rulebook.acts[rulebook.duties[wanted.code].act].discharges


def test_every_duty_of_parts_one_and_two_stands_in_the_table(rulebook):
    assert codes_of(rulebook, "一", "二") == {param.values[0].code for param in DEMANDS}


@pytest.mark.parametrize(("clause", "kind", "words"), FORMS)
def test_the_form_of_an_act_asks_for_what_the_clause_names(rulebook, clause, kind, words):
    assert rulebook.acts[kind].provision == clause
    assert missing_from_form(rulebook.acts[kind], words) == []


@pytest.mark.parametrize("wanted", READINGS)
def test_an_open_wording_is_read_with_a_reason_and_the_reading_not_taken(rulebook, wanted):
    assert untold(rulebook, wanted) == []


@pytest.mark.parametrize("code", [*INSPECTIONS, "plan_supervision", "recovery_indicators"])
def test_where_the_order_speaks_of_all_levels_and_one_level_owes_a_reading_says_why(rulebook, code):
    # 一（四）, 二（三）: 各级国土资源行政主管部门; 二（一）: 地方各级, that is city and county.
    assert [one for one in rulebook.duties[code].readings if "级" in one.question] != []


def test_radioactive_minerals_need_no_sign_board(rulebook):
    assert {r.code for r in rulebook.duties.values() if r.except_minerals} == {"sign_board_existing", "sign_board_new"}
    assert {"铀", "钍"} <= set(rulebook.minerals["radioactive"])


def test_only_underground_mines_owe_the_map_of_workings_above_and_below_ground(rulebook):
    assert [rulebook.duties[f"mining_maps_{name}"].only_method for name in ("underground", "surface")] == ["underground", None]


@pytest.mark.parametrize(("result", "dismissed"), [("不称职", True), ("不能胜任", True), ("称职", False)])
def test_an_unfit_inspector_is_to_be_dismissed_and_no_other(rulebook, result, dismissed):
    events = rulebook.acts["inspector_evaluation"].events({"result": result})
    assert (rulebook.duties["inspector_dismissal"].event in events) is dismissed


def test_the_gate_of_the_annual_inspection_refuses_every_registration(rulebook):
    gate = rulebook.gates["annual_inspection_gate"]
    assert (gate.provision, gate.refuses) == ("一（四）", ("延续", "变更", "转让", "其他登记申请"))
    assert "不接受年度检查" in gate.condition and "不合格" in gate.condition


def test_signs_and_reserves_are_items_of_the_mining_inspection_and_not_of_the_exploration_one(rulebook):
    form = rulebook.acts[rulebook.duties["annual_inspection_exploration"].act]
    assert [field.title for field in form.fields if field.required and field.title in ("标识牌", "储量动态监管")] == []


@pytest.mark.parametrize("code", [*INSPECTIONS, *REPORTS])
def test_when_publication_had_replaced_the_annual_inspection_nobody_owes_it_or_a_report_on_it(rulebook, code):
    assert (len(falls_due(rulebook, code, 2015)), falls_due(rulebook, code, 2018)) == (1, {})
