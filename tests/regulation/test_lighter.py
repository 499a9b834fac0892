"""From old to new law: the law of the act, unless that of the decision is lighter; illegal gains; suspicion of a crime."""

import pytest

from regulation.terms import Confidence
from tests.regulation.money import changed, punished

OLD_LAW, NEW_LAW = "矿产资源法（1996年修正，2009年修正）", "矿产资源法（2024年修订）"
MAY, AUGUST = "2025-05-20", "2025-08-15"


def held(*asked, **given):
    found = punished(*asked, **given)
    return found.law, None if found.range is None else (str(found.range.least), str(found.range.most)), found.confidence


def test_an_act_of_may_decided_in_august_costs_what_the_old_law_says_if_that_is_less():
    found = punished("mining-without-right", MAY, AUGUST, gains="80000", ore="100000")
    assert (found.law, str(found.range.most), found.confidence) == (OLD_LAW, "40000.00", Confidence.V)
    told = "\n".join(found.steps)
    assert "行为时0.00元至40,000.00元，决定时300,000.00元至500,000.00元" in told and "第三十七条" in told


def test_the_new_law_holds_where_it_is_lighter_in_every_respect():
    # An old fine that must be above the new one, with the same other sanctions.
    law = changed(lambda one: one["value"][0].update(
        fine=[{"basis": "fixed", "least": 200000, "most": 2000000, "must": True}]), "offence", "mining-without-right")
    assert held("mining-without-right", MAY, AUGUST, law=law)[0] == OLD_LAW  # tools are confiscated by the new one alone
    law = changed(lambda one: [
        one["value"][0].update(fine=[{"basis": "fixed", "least": 200000, "most": 2000000, "must": True}]),
        one["value"][1].update(sanctions=[{"what": "stop"}, {"what": "confiscate_ore"}])], "offence", "mining-without-right")
    assert held("mining-without-right", MAY, AUGUST, law=law) == (NEW_LAW, ("100000.00", "1000000.00"), Confidence.V)


def test_where_the_ranges_cross_the_highest_fine_decides_which_is_not_confirmed():
    # Of a loss of 2,000,000: none to 1,000,000 before, 100,000 to 500,000 after.
    assert held("destructive-mining", MAY, AUGUST, loss="2000000") == (NEW_LAW, ("100000.00", "500000.00"), Confidence.D)
    assert held("destructive-mining", MAY, AUGUST, loss="1000000.02") == (NEW_LAW, ("100000.00", "500000.00"), Confidence.D)
    assert held("destructive-mining", MAY, AUGUST, loss="1000000.00")[:2] == (OLD_LAW, ("0.00", "500000.00"))


def test_where_the_kinds_of_sanction_cannot_be_compared_the_law_of_the_act_holds_unconfirmed():
    law = changed(lambda one: one["value"][1].update(sanctions=[{"what": "take_back_right"}]), "offence", "destructive-mining")
    found = punished("destructive-mining", MAY, AUGUST, law=law, loss="2000000")
    assert (found.law, found.confidence) == (OLD_LAW, Confidence.D)
    assert any("处罚种类不同，轻重无法比较" in step for step in found.steps)
    assert "新旧规定的轻重比较未经确认" in found.unconfirmed


def test_where_the_later_law_is_not_confirmed_that_of_the_act_holds_and_it_is_said():
    found = punished("illegal-transfer", MAY, AUGUST)
    assert (str(found.range.most), found.confidence) == ("100000.00", Confidence.D)
    assert found.law.startswith("探矿权采矿权转让管理办法") and any("没有可以比较的罚款幅度" in one for one in found.steps)


def test_whoever_put_it_right_in_time_is_punished_by_neither_old_nor_new_law_more_than_the_lighter():
    assert held("mining-before-licence", MAY, AUGUST, gains="80000", when="plain") == (NEW_LAW, ("0.00", "0.00"), Confidence.V)
    assert held("mining-before-licence", MAY, AUGUST, gains="80000")[1] == ("0.00", "40000.00")


@pytest.mark.parametrize(("first", "last", "law"), [
    ("2025-05-01", "2025-06-30", OLD_LAW), ("2025-05-01", "2025-07-01", NEW_LAW), ("2025-07-01", "2025-07-02", NEW_LAW)])
def test_an_act_that_goes_on_is_one_of_its_last_day(first, last, law):
    found = punished("mining-without-right", first, "2025-07-10", end=last, gains="1", ore="1")
    assert found.law == law
    crosses = first < "2025-07-01" <= last
    assert ("持续的行为按终了之日适用法律" in found.unconfirmed) is crosses
    assert (found.confidence is Confidence.D) is crosses


def test_without_a_day_of_decision_nothing_is_compared():
    found = punished("mining-without-right", MAY, gains="1")
    assert found.law == OLD_LAW and "未给出决定日，只按行为时的规定" in found.steps


@pytest.mark.parametrize(("decided", "most", "sure"), [
    ("2021-07-14", "50000.00", Confidence.D), ("2021-07-15", "50000.00", Confidence.V),
    ("2024-04-30", "50000.00", Confidence.V), ("2024-05-01", "35000.00", Confidence.D)])
def test_costs_are_deducted_from_illegal_gains_only_where_the_rule_of_the_day_allows_it(decided, most, sure):
    found = punished("mining-without-right", "2020-01-05", decided, gains="100000", costs="30000")
    assert (str(found.range.most), found.confidence) == (most, sure)
    assert found.confiscation[0].value == found.range.most * 2 and bool(found.unconfirmed) is (sure is Confidence.D)


@pytest.mark.parametrize(("decided", "confiscated"), [("2021-07-14", "100000.00"), ("2021-07-15", "60000.00")])
def test_what_must_be_refunded_is_not_confiscated_but_lessens_no_fine(decided, confiscated):
    found = punished("mining-without-right", "2021-01-05", decided, gains="100000", refunds="40000")
    assert (str(found.confiscation[0].value), str(found.range.most)) == (confiscated, "50000.00")


def test_costs_above_the_gains_leave_none():
    found = punished("mining-without-right", "2024-05-01", gains="100", costs="100.01")
    assert str(found.range.most) == "0.00"


@pytest.mark.parametrize(("decided", "confiscated"), [("2021-07-14", []), ("2021-07-15", ["gains"])])
def test_gains_are_confiscated_whatever_the_act_since_the_law_says_so(decided, confiscated):
    found = punished("exploring-without-right", "2021-01-05", decided, gains="100")
    assert [one.what for one in found.confiscation] == confiscated


@pytest.mark.parametrize(("act", "given", "suspected"), [
    ("2025-07-01", {"ore": "99999.99"}, False), ("2025-07-01", {"ore": "100000.00"}, True),
    ("2025-07-01", {"ore": "49999.99", "special": True}, False), ("2025-07-01", {"ore": "50000", "special": True}, True),
    ("2016-12-01", {"ore": "99999.99", "gains": "0"}, False), ("2016-11-30", {"ore": "50000", "gains": "0"}, True),
    ("2016-11-30", {"ore": "49999.99", "gains": "0"}, False), ("2011-04-30", {"ore": "50000", "gains": "0"}, False),
    ("2011-04-30", {"ore": "50000", "gains": "0", "when": "refuses"}, True),
    ("2011-05-01", {"ore": "50000", "gains": "0"}, True),
    ("2025-07-01", {"loss": "100000"}, True), ("2025-07-01", {}, None)])
def test_a_crime_is_suspected_from_the_line_of_the_day_on(act, given, suspected):
    found = punished("mining-without-right", act, **given).crime
    assert found.suspected is suspected
    assert ("移送" in found.told) is (suspected is True)


def test_destructive_mining_has_a_line_of_its_own_and_exploring_none():
    assert [punished("destructive-mining", "2025-07-01", loss=one).crime.suspected for one in ("499999.99", "500000")] == [
        False, True]
    assert punished("exploring-without-right", "2025-07-01").crime is None
    assert punished("mining-without-right", "2003-06-02", gains="0", ore="1000000").crime is None  # no line was found
