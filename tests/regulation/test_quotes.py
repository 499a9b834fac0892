"""Quotes are the order's own words, and together they are the whole of it: from 一（一） to 结尾（二） nothing is left over."""

import pytest

from regulation.case_limits import EVENT as CASE_MOVED
from regulation.quotes import in_source, source_text
from tests.regulation.demands import CLAUSES
from tests.regulation.mistakes import complaints, entries, patrol, put

ORDER = "jilin-2010-6"
# Title, number, addressee, preamble, the headings with the numbers of their items, signature and date.
FRAME = (
    "关于加强矿产资源勘查开采监管和执法监察长效机制建设的意见吉国土资发〔2010〕6号各市（州，长白山管委会）国土资源局："
    "根据《国土资源部关于健全完善矿产资源勘查开采监督管理和执法监察长效机制的通知》（国土资发[2009]148号）要求，"
    "为切实维护矿产资源勘查开采秩序，坚决遏制违法行为，有效保护和合理利用矿产资源，"
    "现就加强我省矿产资源勘查开采监管和执法监察长效机制建设的有关事项提出如下意见："
    "一、严格矿业权人勘查开采活动的监管（一）（二）（三）（四）"
    "二、加强矿产资源合理开发利用的监管（一）（二）（三）"
    "三、建立健全及时发现和有效制止矿产资源勘查开采违法行为的机制（一）（二）（三）（四）"
    "四、完善案件查处机制，切实提高查处效果（一）（二）（三）（四）（五）（六）"
    "五、构建共同责任机制，发挥联动作用（一）（二）（三）（四）"
    "六、建立健全保障机制，增强执行力（一）（二）（三）（四）（五）"
    "吉林省国土资源厅二〇〇九年十二月二十四日")


def squeezed(text):
    return "".join(text.split())


def the_order():
    return squeezed(source_text(ORDER))


def one_character_changed(text):
    middle = len(text) // 2
    return f"{text[:middle]}某{text[middle + 1:]}"


def complained_of(problems, field):
    return {rule for file, rule, what in (problem.split(" · ", 2) for problem in problems) if what.startswith(f"{field}:")}


def test_the_rulebook_has_every_clause_of_the_order_and_no_other(rulebook):
    assert {one.clause for one in rulebook.provisions.values() if one.decree == ORDER} == set(CLAUSES)


@pytest.mark.parametrize("clause", CLAUSES)
def test_every_quote_of_a_clause_stands_once_in_the_order(rulebook, clause):
    assert [the_order().count(squeezed(quote)) for quote in rulebook.provisions[clause].quotes] == [1]


def test_the_clauses_together_are_the_whole_body_of_the_order(rulebook):
    left = the_order()
    for clause in CLAUSES:
        for quote in rulebook.provisions[clause].quotes:
            left = left.replace(squeezed(quote), "", 1)
    assert left == FRAME


def test_the_clauses_stand_in_the_order_in_this_order(rulebook):
    places = [the_order().index(squeezed(rulebook.provisions[clause].quotes[0])) for clause in CLAUSES]
    assert places == sorted(places)


def test_every_duty_and_every_gate_quotes_its_own_clause(rulebook):
    strays = [one.code for one in (*rulebook.duties.values(), *rulebook.gates.values())
              if not one.quote or squeezed(one.quote) not in squeezed("".join(rulebook.provisions[one.provision].quotes))]
    assert strays == []


def test_a_quote_is_compared_without_white_space_and_not_without_words():
    assert in_source("每季度对辖区 巡查不\n　少于1次", "市局每季度对\n辖区巡查不少于 1 次；")
    assert not in_source("每季度对辖区巡查不少于2次", "市局每季度对\n辖区巡查不少于 1 次；")
    assert not in_source(" \n", "市局每季度对\n辖区巡查不少于 1 次；")


def test_a_clause_quoted_with_one_character_changed_is_refused():
    def change(files):
        for entry in entries(files, "provision"):
            entry["quotes"] = [one_character_changed(quote) for quote in entry["quotes"]]

    assert complained_of(complaints(change), "quotes") == set(CLAUSES)


@pytest.mark.parametrize("table", ["duty", "gate"])
def test_a_duty_or_a_gate_quoted_with_one_character_changed_is_refused(rulebook, table):
    def change(files):
        for entry in entries(files, table):
            entry["quote"] = one_character_changed(entry["quote"])

    of_the_order = {code for code, rule in rulebook.duties.items() if rule.event != CASE_MOVED}
    assert complained_of(complaints(change), "quote") == {"duty": of_the_order, "gate": set(rulebook.gates)}[table]


def test_a_duty_that_quotes_another_clause_is_refused():
    assert complaints(patrol(quote="每三年至少轮训一次")) == (
        "jilin-2010-6/part3.toml · city_patrol · quote: is not in the quotes of 三（一）; quote what orders this duty",)


def without_its_only_act(files):
    """三（三） shows itself through one kind of act, which nothing else needs."""
    files["jilin-2010-6/acts.toml"]["act"] = [one for one in entries(files, "act") if one["kind"] != "supervisor_engaged"]


@pytest.mark.parametrize("others", [(), (put("provision", "三（三）", none_needed=""),)], ids=["unsaid", "empty reason"])
def test_a_clause_with_neither_duty_act_gate_nor_figure_is_refused(others):
    [problem] = complaints(without_its_only_act, *others)
    assert problem.startswith("jilin-2010-6/part3.toml · 三（三） · ")
    assert "neither duty, act, gate nor figure" in problem


def test_unless_it_says_why_none_is_needed():
    assert complaints(without_its_only_act, put("provision", "三（三）", none_needed="可以聘请，不是义务")) == ()
