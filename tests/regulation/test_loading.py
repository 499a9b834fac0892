"""Loading the rulebook names file, rule and field of every mistake and says the way out; a later decree only adds."""

import copy
import re
from datetime import date

import pytest

from regulation.loading import RulebookError, load, parse
from regulation.reckoning import falling_due
from regulation.workdays import WorkCalendar
from tests.regulation.mistakes import (
    DECREE,
    DUE,
    MISTAKES,
    PATROL,
    THRICE,
    again,
    complaints,
    decree,
    due,
    originals,
    patrol,
    put,
    rungs_backwards,
)

FROM_2027 = """
[[duty_value]]
duty = "township_patrol"
from = 2027-01-01
times = 3
due = { at = "period_end" }
roll = false
reports_on = "none"
confidence = "V"
source = "吉自然资发〔2026〕1号"
"""
NEW_CLAUSE = """
[[provision]]
clause = "新（一）"
decree = "jilin-2027"
title = "新增事项"
title_en = "New business"
quotes = ["每年报送无人机飞行日志。"]

[[act]]
kind = "flight_log"
provision = "新（一）"
title = "飞行日志"
title_en = "Flight log"
reviewed = true

[[duty]]
code = "flight_log"
provision = "新（一）"
title = "飞行日志"
title_en = "Flight log"
quote = "报送无人机飞行日志"
debtor = "county"
creditor = "superior"
per = "self"
cadence = "year"
act = "flight_log"
catch_up = true
ladder = "report"
value = [{ from = 2027-01-01, times = 1, due = { on = "11-30" }, roll = false, reports_on = "this_year",
           confidence = "V", source = "吉自然资发〔2026〕1号" }]
"""


def decreed(folder, text):
    """The rulebook with a decree's folder on top."""
    (folder / "jilin-2027").mkdir()
    (folder / "jilin-2027" / "decree.toml").write_text(text.replace(",\n          ", ","), encoding="utf-8")
    return load(extra=[folder])


def dates(book, code, first, last):
    found = falling_due(book, book.duties[code], WorkCalendar(), date.fromisoformat(first), date.fromisoformat(last))
    return [(one.period.code, str(one.due), one.times) for one in found]


def places(problems):
    return [problem.split(":")[0] for problem in problems]


@pytest.mark.parametrize(("change", "at", "what"), MISTAKES)
def test_a_mistake_is_named_with_file_rule_and_field_and_the_way_out(change, at, what):
    assert [problem for problem in complaints(change) if problem.startswith(at) and what in problem] != []


def test_the_rulebook_as_it_stands_has_no_mistake():
    assert complaints() == ()


def test_a_mistake_in_a_duty_is_not_laid_to_the_file_of_an_act_of_its_name():
    assert places(complaints(put("duty", "mine_inspection", ladder="rope"))) == ["jilin-2010-6/part1.toml · mine_inspection · ladder"]


def test_a_ladder_of_the_same_name_is_refused_without_advice_of_a_table_that_does_not_exist():
    [problem] = complaints(again("ladder", "report"))
    assert problem.startswith(f"{DECREE} · report · code: there is another ladder of this name; ")
    assert "[[ladder_value]]" not in problem


def test_every_file_that_is_not_toml_is_named(tmp_path):
    (tmp_path / "bad.toml").write_text("[[duty]\n", encoding="utf-8")
    (tmp_path / "worse.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(RulebookError) as caught:
        load(extra=[tmp_path])
    for problem, name in zip(caught.value.problems, ("bad", "worse"), strict=True):
        assert re.fullmatch(rf"{re.escape(str(tmp_path))}/{name}\.toml · – · –: not TOML \(.+\); mend the file", problem)
    assert str(caught.value) == "The rulebook has mistakes:" + "".join(f"\n  - {one}" for one in caught.value.problems)


def test_all_mistakes_are_listed_at_once():
    nobody = decree(duty_value=[{"duty": "night_patrol", **THRICE}])
    assert places(complaints(patrol(debtor="village"), put("ladder", "report", title=None), nobody)) == [
        f"{PATROL} · debtor", "practice/ladders.toml · report · title", f"{DECREE} · night_patrol · duty"]
    assert places(complaints(patrol(ladder="rope", act="parade"), due(on="02-30"), rungs_backwards)) == [
        f"{PATROL} · act", f"{PATROL} · ladder", DUE, DUE, "practice/ladders.toml · report · offset"]


def test_a_mistake_of_form_does_not_hide_what_does_not_fit_together():
    found = complaints(put("ladder", "report", colour="red"), patrol(act="parade"))
    assert set(places(found)) >= {"practice/ladders.toml · report · colour", f"{PATROL} · act"}


def test_a_later_decree_changes_a_duty_from_its_day_on_and_not_before(tmp_path):
    before, book = load(), decreed(tmp_path, FROM_2027)
    assert dates(book, "township_patrol", "2026-12-21", "2027-01-17") == [
        ("2026-W52", "2026-12-27", 2), ("2026-W53", "2027-01-03", 2), ("2027-W01", "2027-01-10", 3), ("2027-W02", "2027-01-17", 3)]
    assert {code for code, rule in book.duties.items() if rule != before.duties[code]} == {"township_patrol"}


def test_a_later_decree_moves_a_date_for_the_years_after_it(tmp_path):
    book = decreed(tmp_path, FROM_2027.replace("township_patrol", "mining_inspection_bulletin")
                   .replace("2027-01-01", "2013-01-01").replace('at = "period_end"', 'on = "03-15"').replace("times = 3", "times = 1"))
    assert dates(book, "mining_inspection_bulletin", "2012-01-01", "2014-12-31") == [
        ("2012", "2012-02-29", 1), ("2013", "2013-03-15", 1), ("2014", "2014-03-15", 1)]


def test_a_later_decree_adds_clause_act_and_duty_of_its_own(tmp_path):
    book = decreed(tmp_path, NEW_CLAUSE)
    assert book.acts["flight_log"].discharges == ("flight_log",)
    assert dates(book, "flight_log", "2026-01-01", "2028-12-31") == [("2027", "2027-11-30", 1), ("2028", "2028-11-30", 1)]


def test_the_fingerprint_changes_with_the_content_and_with_nothing_else(tmp_path):
    plain, files = parse(originals()).fingerprint, copy.deepcopy(originals())
    patrol(title="市局巡查")(files)
    assert re.fullmatch("[0-9a-f]{64}", plain)
    assert (load().fingerprint, parse(dict(reversed(originals().items()))).fingerprint) == (plain, plain)
    assert len({plain, parse(files).fingerprint, decreed(tmp_path, FROM_2027).fingerprint}) == 3
