"""`kuangjian calendar` of a city, a county, a township, a mine, a holder and a licence, counted by hand."""

from collections import Counter
from functools import cache

import pytest

from regulation.reckoning import RECURRENT
from regulation.terms import Debtor
from tests.deployments.shell import TODAY, kuangjian

KEYS = {"rule", "provision", "debtor", "creditor", "subject", "period", "times", "opens", "due", "provisional", "explanation"}
YEARLY = ("inspector_report", "holder_archive", "reserve_spot_check", "case_handling_check", "closed_case_spot_check",
          "two_rates_year", "two_rates_half", "liaison_meeting", "holder_training", "holder_performance_publication",
          "work_summary_year", "work_summary_half", "equipment_register")
ANNUAL_INSPECTION = ("exploration_inspection_report", "mining_inspection_bulletin", "mining_inspection_report")  # until 2016
SINCE_2017 = {**dict.fromkeys(YEARLY, 1), "typical_case_publication": 2, "circular_city": 2, "city_patrol": 4,
              "situation_report": 4}
CITY = {**SINCE_2017, **dict.fromkeys(ANNUAL_INSPECTION, 1)}
COUNTY = {"holder_archive": 1, "patrol_timetable": 1, "county_patrol": 12, "typical_case_publication": 2, "joint_action": 2,
          "liaison_meeting": 1, "holder_training": 1, "holder_performance_publication": 1, "situation_report": 4,
          "equipment_register": 1}
UNDERGROUND = {"inspector_assignment": 1, "mine_inspection": 1, "plan_supervision": 1, "reserve_report_review": 1,
               "recovery_indicators": 1, "mining_maps_surface": 2, "mining_maps_underground": 2,
               "geological_survey_staff": 1, "reserve_report": 1}
OPEN_PIT = {rule: n for rule, n in UNDERGROUND.items() if rule != "mining_maps_underground"}
HOLDER = {"mining_maps_surface": 4, "mining_maps_underground": 2, "geological_survey_staff": 2, "reserve_report": 2,
          "exploration_annual_report": 1}


@cache
def lines(province, debtor, year):
    return kuangjian("calendar", "--debtor", debtor, "--year", year, "--json", data=province, today=TODAY).json


def of(found, rule):
    return [line for line in found if line["rule"] == rule]


def counted(found):
    return dict(Counter(line["rule"] for line in found))


def about_itself(found):
    return counted(line for line in found if line["subject"] is None)


def test_every_line_says_what_who_to_whom_when_and_why(province):
    for line in lines(province, "220200", 2012):
        assert line.keys() >= KEYS
        assert line["debtor"] == "吉林市" and line["explanation"] and line["provision"]
        assert line["opens"] <= line["due"] and line["due"][:4] == "2012"


@pytest.mark.parametrize(("debtor", "name"), [("220200", "吉林市"), ("延边州", "延边朝鲜族自治州"),
                                              ("长白山管委会", "长白山保护开发区管理委员会")])
def test_a_city_owes_twenty_eight_duties_a_year_of_its_own(province, debtor, name):
    found = lines(province, debtor, 2012)
    assert about_itself(found) == CITY and sum(CITY.values()) == 28
    assert {(line["debtor"], line["creditor"]) for line in found if line["subject"] is None} == {(name, "吉林省")}
    assert len(of(found, "inspector_evaluation")) == 3  # as many as it has inspectors


@pytest.mark.parametrize(("year", "owed"), [(2016, CITY), (2017, SINCE_2017), (2027, SINCE_2017)])
def test_the_reports_on_the_annual_inspection_end_with_it(province, year, owed):
    assert about_itself(lines(province, "220200", year)) == owed


def test_every_recurring_duty_of_a_city_is_there(province, rulebook):
    owed = {code for code, rule in rulebook.duties.items() if rule.cadence in RECURRENT
            and rule.debtor in (Debtor.CITY, Debtor.BUREAU, Debtor.LOCAL_BUREAU)}
    assert set(counted(lines(province, "220200", 2012))) == owed


@pytest.mark.parametrize(("year", "due"), [(2012, "2012-02-29"), (2013, "2013-02-28")])
def test_the_bulletin_of_february_falls_on_its_last_day(province, year, due):
    (line,) = of(lines(province, "220200", year), "mining_inspection_bulletin")
    assert (line["due"], line["period"], line["reports_on"], line["provision"]) == (due, str(year), str(year - 1), "一（四）")


def test_working_days_of_2012_are_counted_with_its_make_up_days(province):
    found = lines(province, "220200", 2012)
    assert [(line["period"], line["due"]) for line in of(found, "situation_report")] == [
        ("2011Q4", "2012-01-17"), ("2012Q1", "2012-04-17"), ("2012Q2", "2012-07-13"), ("2012Q3", "2012-10-19")]
    first, second = of(found, "circular_city")
    assert (first["due"], second["due"]) == ("2012-01-29", "2012-07-20")
    assert "01-21、01-29调休上班，计入" in first["explanation"] and "01-22至01-28春节" in first["explanation"]


def test_only_what_hangs_on_unannounced_holidays_is_provisional(province):
    found = lines(province, "220200", 2027)
    assert {line["rule"] for line in found if line["provisional"]} == {"situation_report", "circular_city"}
    assert [line["due"] for line in found if line["provisional"]] == [
        "2027-01-14", "2027-01-21", "2027-04-14", "2027-07-14", "2027-07-21", "2027-10-14"]
    for line in found:
        assert ("2027年放假安排尚未公布" in line["explanation"]) == line["provisional"]


@pytest.mark.parametrize("debtor", ["220221100", "JL0001"])
def test_what_falls_on_the_end_of_a_period_is_firm_in_any_year(province, debtor):
    assert {line["provisional"] for line in lines(province, debtor, 2027)} == {False}


def test_a_county_owes_twenty_six_duties_of_its_own_and_those_about_its_mines(province):
    found = lines(province, "220221", 2012)
    assert about_itself(found) == COUNTY and sum(COUNTY.values()) == 26
    assert {line["times"] for line in of(found, "county_patrol")} == {2}
    assert counted(line for line in found if line["subject"] == "口前铁矿") == {
        "annual_inspection_mining": 1, "plan_supervision": 1, "reserve_report_review": 1, "recovery_indicators": 1}
    assert counted(line for line in found if line["subject"] == "口前铁矿普查") == {"annual_inspection_exploration": 1}


# 2012 has 53 Sundays, and the week that ends on its first began in 2011; the order holds from 2010-01-01, a Friday.
@pytest.mark.parametrize(("year", "weeks", "first", "last"), [
    (2009, 0, None, None), (2010, 51, "2010-W01", "2010-W51"), (2012, 53, "2011-W52", "2012-W52"),
    (2013, 52, "2013-W01", "2013-W52")])
def test_a_township_patrols_twice_in_every_week_that_ends_in_the_year(province, year, weeks, first, last):
    found = lines(province, "220221100", year)
    assert [line["rule"] for line in found] == ["township_patrol"] * weeks
    if found:
        assert (found[0]["period"], found[-1]["period"], {line["times"] for line in found}) == (first, last, {2})
        assert {(line["debtor"], line["creditor"]) for line in found} == {("口前镇", "永吉县")}


@pytest.mark.parametrize(("debtor", "year", "owed"), [
    ("JL0001", 2012, UNDERGROUND), ("JL0002", 2012, OPEN_PIT), ("912202210000000011", 2012, HOLDER),
    ("永吉矿业有限公司", 2010, {**HOLDER, "sign_board_existing": 2}),
    ("C2200002009052110000001", 2010, {"annual_inspection_mining": 1, "sign_board_existing": 1}),
    ("C2200002009052110000001", 2012, {"annual_inspection_mining": 1}), ("C2200002009052110000001", 2016, {}),
    ("T22120090502000001", 2012, {"annual_inspection_exploration": 1, "exploration_annual_report": 1})])
def test_a_mine_a_holder_and_a_licence_have_their_own_calendar(province, debtor, year, owed):
    assert counted(lines(province, debtor, year)) == owed


def test_a_mine_is_inspected_four_times_by_its_city(province):
    (line,) = of(lines(province, "JL0001", 2012), "mine_inspection")
    assert (line["debtor"], line["creditor"], line["subject"], line["times"], line["due"]) == (
        "吉林市", "吉林省", "口前铁矿", 4, "2012-12-31")


def test_what_长白山_owes_about_its_mines_as_a_county_it_owes_to_the_province(province):
    found = [line for line in lines(province, "22CBS", 2012) if line["subject"] == "池北矿泉"]
    assert {line["rule"]: line["creditor"] for line in found} == dict.fromkeys(
        ("inspector_assignment", "mine_inspection", "annual_inspection_mining", "plan_supervision",
         "reserve_report_review", "recovery_indicators"), "吉林省")


def test_five_officers_of_a_city_are_to_be_trained_within_three_years_of_the_first_day(province):
    found = of(lines(province, "220200", 2015), "staff_training")  # a unit head, a handler, three inspectors
    assert [line["due"] for line in found] == ["2015-01-01"] * 5
