"""A clause explained: the order's words, the duties with their figures, our readings, and where code and tests are."""

import re
from functools import cache

import pytest

from casework.view import explaining
from casework.view.explaining import ROOT, explain
from deployments.explained import lines
from foundation.errors import NotFoundError
from regulation.case_limits import EVENT as CASE_MOVED
from regulation.loading import load
from regulation.periods import REPORTS_ON
from regulation.terms import Cadence, Confidence, Creditor, Debtor, Per
from tests.regulation.demands import CLAUSES, codes_of
from web.chinese.rule_labels import TERMS

# Conduct that no date can hold shows itself through acts, and oil and gas through a gate.
WITHOUT_DUTY = {"三（三）", "三（四）", "四（一）", "四（二）", "结尾（一）"}
TESTS = {"一": "1_2", "二": "1_2", "三": "3_4", "四": "3_4", "五": "5_6", "六": "5_6", "结": "5_6"}


@cache
def explained(clause):
    """Every explanation reads all code and tests: once is enough."""
    return explain(the_book(), clause)


@cache
def the_book():
    return load()


def told(clause):
    return list(lines(explained(clause), the_book()))


@pytest.mark.parametrize("clause", CLAUSES)
def test_every_clause_is_told_with_its_quote_its_duties_and_a_test_of_its_own(clause):
    found, text = explained(clause), "\n".join(told(clause))
    assert found.provision.quotes and [quote for quote in found.provision.quotes if f"「{quote}」" not in text] == []
    assert {rule.code for rule in found.duties if rule.event != CASE_MOVED} == codes_of(the_book(), clause)
    assert [rule.code for rule in found.duties if f"义务 {rule.code}：{rule.title}" not in text] == []
    assert bool(codes_of(the_book(), clause)) is (clause not in WITHOUT_DUTY)
    assert found.duties or found.acts or found.gates or found.figures or found.provision.none_needed
    assert [one for one in found.tests if one.startswith(f"tests/regulation/test_clauses_{TESTS[clause[0]]}.py:")] != []
    assert [one for one in found.code if one.startswith("regulation/rulebook/jilin-2010-6/")] != []


@pytest.mark.parametrize(("clause", "words"), [
    pytest.param("三（一）", ["起：2次，本期内，遇休息日不顺延", "可补办：否，期满失效", "采：周一至周日"], id="patrols"),
    pytest.param("一（二）", ["4次", "采：每个矿山每年4次（由省厅确定）", "未采：每名督察员每年4次"], id="inspectors"),
    pytest.param("一（四）", ["每年02月末日", "报告期：上一年度", "至2016-06-30", "关口 annual_inspection_gate",
                          "不予延续、变更、转让、其他登记申请"], id="annual inspection"),
    pytest.param("五（三）", ["2010-02-28前", "期末或事件后3个工作日内", "由省厅确定"], id="division of work"),
    pytest.param("六（一）", ["期末或事件后36个月内"], id="training"),
    pytest.param("结尾（一）", ["关口 outside", "不予矿业权导入"], id="oil and gas"),
])
def test_the_figures_readings_and_gates_of_a_clause_are_told(clause, words):
    text = "\n".join(told(clause))
    assert [word for word in words if word not in text] == []


def test_the_acts_that_discharge_the_duties_are_told_with_those_that_are_reviewed():
    found = told("三（一）")
    assert "  履职行为 patrol：巡查" in found
    assert "  履职行为 patrol_timetable：巡查区域和时间表（须审核）" in found


def test_a_rule_is_told_in_chinese_but_for_its_code():
    word = re.compile("[A-Za-z]+")
    for rule in the_book().duties.values():
        (line,) = [one for one in told(rule.provision) if one.startswith(f"  义务 {rule.code}：")]
        assert word.findall(line.removeprefix(f"  义务 {rule.code}：")) == []
    assert "（省厅 → 本单位，对象：本单位，每年）" in "\n".join(told("六（二）"))


def test_every_term_of_a_rule_has_a_word():
    for kind, terms in (("debtor", Debtor), ("creditor", Creditor), ("per", Per), ("cadence", Cadence),
                        ("confidence", Confidence)):
        assert {*terms} <= {*TERMS[kind]}
    assert {*TERMS["reports_on"]} == {*REPORTS_ON} - {"none"}


def test_figures_of_the_practice_are_told_with_unit_source_and_confidence():
    assert "  数值 opening_horizon：提前开立义务：自2010-01-01 31日（系统缺省，未确认）" in told("实务")
    assert "  无须另设义务：不是法规条款，只是系统运行所需的数值" in told("实务")


@pytest.mark.parametrize("typed", ["三（一）", "三(一)", " 三（一) "])
def test_brackets_may_be_typed_either_way(rulebook, typed):
    assert explain(rulebook, typed).provision.clause == "三（一）"


@pytest.mark.parametrize(("typed", "near"), [
    pytest.param("三（九）", {"三（一）", "三（二）", "三（三）", "三（四）"}, id="no such item"),
    pytest.param("结尾", {"结尾（一）", "结尾（二）"}, id="no item at all"),
    pytest.param("XIV", {*CLAUSES, "实务"}, id="nothing is near"),
])
def test_an_unknown_clause_names_those_that_are_near(rulebook, typed, near):
    with pytest.raises(NotFoundError) as caught:
        explain(rulebook, typed)
    assert caught.value.message == f"The rulebook has no clause “{typed}”."
    assert set(caught.value.way_out.removeprefix("Did you mean ").removesuffix("?").split("、")) == near


def test_the_places_told_are_lines_that_name_the_clause_or_what_stands_for_it():
    found = explained("三（一）")
    words = ["三（一）", *(rule.code for rule in found.duties), *(kind.kind for kind in found.acts)]
    for place in (*found.code, *found.tests):
        path, number = place.split(":")
        line = (ROOT / path).read_text(encoding="utf-8").splitlines()[int(number) - 1]
        assert any(word in line for word in words), place


@pytest.mark.parametrize(("line", "found"), [
    pytest.param("见二（三）", ("tests/sample.py:2",), id="the clause"),
    pytest.param("recovery_indicators", ("tests/sample.py:2",), id="its duty"),
    pytest.param("第十二（三）项", (), id="the number of another"),
    pytest.param("recovery_indicators_of_old", (), id="a longer name"),
    pytest.param("第十二（三）项和二（三）", ("tests/sample.py:2",), id="the clause behind the number of another"),
])
def test_a_place_names_the_clause_itself_and_not_a_longer_name(rulebook, monkeypatch, tmp_path, line, found):
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "sample.py").write_text(f"# a file of tests\n# {line}\n", encoding="utf-8")
    monkeypatch.setattr(explaining, "ROOT", tmp_path)
    assert explain(rulebook, "二（三）").tests == found
