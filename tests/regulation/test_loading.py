"""Loading the rulebook names file, rule and field of every mistake and says the way out."""

import re
from datetime import date

import pytest

from regulation.loading import RulebookError, load
from tests.regulation.mistakes import (
    DECREE,
    DUE,
    PATROL,
    THRICE,
    after,
    again,
    complaints,
    decree,
    due,
    patrol,
    put,
    rungs_backwards,
    twice,
    valued,
)

NO_FIGURE = {"from": date(2012, 1, 1), "law": "行政处罚法", "none": "没有日数", "source": "x", "confidence": "V"}


def given(fields):
    return {name: value for name, value in fields.items() if value is not None}


AT = "value from 2012-01-01"
LIMITS = [
    ("a figure, and none", {"after": {"n": 3, "unit": "day"}}, AT, "not exactly one of after, before, none; write one"),
    ("a figure of no days", {"none": None, "after": {"n": 0, "unit": "day"}}, f"{AT} · n", "0 is too small; at least 1"),
    ("hours that roll", {"none": None, "after": {"n": 24, "unit": "hour"}, "rolls_by": "period_end"}, f"{AT} · rolls_by",
     "hours run through rest days; take it out"),
    ("a law of calendar days", {"none": None, "after": {"n": 3, "unit": "day", "law": "penalty_law"}}, f"{AT} · law",
     "goes with unit law_day alone; set both or neither"),
    ("a law's day that stays", {"none": None, "after": {"n": 3, "unit": "law_day", "law": "penalty_law"}}, f"{AT} · rolls_by",
     "name the regime by which"),
    ("a law not yet in force", {"none": None, "after": {"n": 3, "unit": "law_day", "law": "mnr_penalty_rule"},
                                "rolls_by": "period_end"}, f"{AT} · law", "mnr_penalty_rule counts days on 2012-01-01"),
    ("none that rolls", {"rolls_by": "period_end"}, f"{AT} · none", "neither rolls nor is extended; take it out"),
    ("an extension by nothing", {"none": None, "after": {"n": 3, "unit": "day"}, "extension": {
        "unit": "day", "approver": "x", "provision": "x", "most": 0}}, f"{AT} · extension", "0 is too small; at least 1"),
]
WRONG = [
    ("unknown table", lambda files: files["jilin-2010-6/part3.toml"].update(dutys=[]), "jilin-2010-6/part3.toml · dutys · –",
     "no such table; there are provision, duty, act, gate"),
    ("unknown field", patrol(colour="red"), f"{PATROL} · colour", "no such field; it may have code, provision"),
    ("missing field", patrol(debtor=None), f"{PATROL} · debtor", "is missing; add it"),
    ("wrong type", patrol(catch_up="no"), f"{PATROL} · catch_up", "is 'no'; a bool is wanted"),
    ("number as text", valued(times="1"), f"{PATROL} · value 1 · times", "is '1'; a int is wanted"),
    ("flag as number", valued(times=True), f"{PATROL} · value 1 · times", "is True; a int is wanted"),
    ("day as text", due(date="2010-06-30"), f"{PATROL} · value 1 · due · date", "is '2010-06-30'; a date is wanted"),
    ("not a list", patrol(value={}), f"{PATROL} · value", "is {}, not a list; put it in brackets"),
    ("minerals not a list", lambda files: files["practice/minerals.toml"]["minerals"].update(radioactive="铀矿"),
     "practice/minerals.toml · ", "radioactive"),
    ("single brackets", decree(duty_value={"duty": "city_patrol", **THRICE}), f"{DECREE} · ", "[[duty_value]]"),
    ("unknown debtor", patrol(debtor="village"), f"{PATROL} · debtor", "“village” is none of province, city, county"),
    ("unknown cadence", patrol(cadence="decade"), f"{PATROL} · cadence", "“decade” is none of week, month, quarter"),
    ("unknown unit", after(unit="moon"), f"{PATROL} · value 1 · due · unit", "“moon” is none of day, working_day, month"),
    ("unknown confidence", valued(confidence="S"), f"{PATROL} · value 1 · confidence", "“S” is none of V, P, R, D"),
    ("unknown report", valued(reports_on="never"), f"{PATROL} · value", "reports_on “never” is unknown; write one of none"),
    ("unknown setter", valued(set_by="king"), f"{PATROL} · value", "set_by: king is unknown; write province"),
    ("unknown setter of a figure", valued("figure", "digest_lines", set_by="king"), "practice/practice.toml · digest_lines",
     "king is unknown; write province"),
    ("no quote", put("provision", "三（二）", quotes=[]), "jilin-2010-6/part3.toml · 三（二） · quotes",
     "no quote; quote the clause or say none_needed"),
    ("no quote of a duty", patrol(quote=""), f"{PATROL} · quote", "; quote what orders this duty"),
    ("unknown act", patrol(act="parade"), f"{PATROL} · act", "parade does not exist; define it"),
    ("unknown ladder", patrol(ladder="rope"), f"{PATROL} · ladder", "rope does not exist; define it"),
    ("unknown clause", patrol(provision="三（九）"), f"{PATROL} · provision", "三（九） is no clause; add the [[provision]]"),
    ("unknown clause of a gate", put("gate", "outside", provision="四（九）"),
     "jilin-2010-6/part7.toml · outside · provision", "四（九） is no clause; add the [[provision]]"),
    ("unknown minerals", patrol(except_minerals="rare"), f"{PATROL} · except_minerals", "rare; add it under [minerals]"),
    ("unknown event", put("duty", "sign_board_new", event="thunder"), "jilin-2010-6/part1.toml · sign_board_new · event",
     "no act kind raises thunder; add it to an act's raises"),
    ("two values of one day", twice("duty", "city_patrol"), f"{PATROL} · value",
     "2010-01-01 does not come after 2010-01-01; put them in order"),
    ("two values of one day of a figure", twice("figure", "digest_lines"), "practice/practice.toml · digest_lines · value",
     "put them in order"),
    ("value of an unknown duty", decree(duty_value=[{"duty": "night_patrol", **THRICE}]), f"{DECREE} · night_patrol · duty",
     "there is no duty of this name; check the code"),
    ("value that overwrites", decree(duty_value=[{"duty": "city_patrol", **THRICE, "from": date(2010, 1, 1)}]),
     f"{DECREE} · city_patrol · from", "a value from 2010-01-01 stands already; a decree adds, it never overwrites"),
    ("duty again", again("duty", "city_patrol"), f"{DECREE} · city_patrol · code", "add a [[duty_value]] to change its fig"),
    ("two due forms", due(at="period_end", on="12-31"), DUE, "on and at_period_end; give exactly one of on, at, date"),
    ("no due form", due(), DUE, "no form; give exactly one of on, at, date, after, before"),
    ("30 February", due(on="02-30"), DUE, "“02-30” is no day of the year; write MM-DD or MM-end"),
    ("29 February", due(on="02-29"), DUE, "“02-29” is no day of the year; write MM-DD or MM-end"),
    ("a law's day, no law", after(unit="law_day"), DUE, "law goes with unit law_day, and only with it; set both or neither"),
    ("a law, not its day", after(unit="day", law="penalty_law"), DUE, "law goes with unit law_day, and only with it; set both"),
    ("a law that counts nothing", after(unit="law_day", law="moon_law"), DUE, "moon_law"),
    ("catch-up against its ladder", patrol(catch_up=True), f"{PATROL} · ladder",
     "patrol_quarter lets duties lapse, but catch_up is true; choose another ladder"),
    ("rungs out of order", rungs_backwards, "practice/ladders.toml · report · offset",
     "rungs do not come one after the other; put them in order"),
    ("overlapping regimes", put("regime", "penalty_law", until=date(2021, 7, 15)),
     "practice/counting.toml · penalty_law · until", "overlaps with the one from 2021-07-15; end it the day before"),
    ("an inspector of no mine", patrol(by="inspector"), f"{PATROL} · by", "only inspector, for duties per mine; mend it"),
    *((what, put("limit", "hearing", value=[given({**NO_FIGURE, **fields})]), f"procedure/limits.toml · hearing · {at}", told)
      for what, fields, at, told in LIMITS),
    ("no limit at all", put("limit", "hearing", value=[]), "procedure/limits.toml · hearing · value", "add a [[limit.value]]"),
    ("limits of one day", put("limit", "hearing", value=[NO_FIGURE, NO_FIGURE]), "procedure/limits.toml · hearing · from",
     "2012-01-01 does not come after 2012-01-01; put them in order"),
    ("limit that overwrites", decree(limit_value=[{"limit": "decision", **NO_FIGURE, "from": date(2024, 5, 1)}]),
     f"{DECREE} · decision · from", "a value from 2024-05-01 stands already; a decree adds, it never overwrites"),
    ("unknown role", patrol(only_posts=["wizard"]), f"{PATROL} · only_posts", "wizard is no role; write one of head"),
]


def places(problems):
    return [problem.split(":")[0] for problem in problems]


@pytest.mark.parametrize(("change", "at", "what"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_mistake_is_named_with_file_rule_and_field_and_the_way_out(change, at, what):
    assert [problem for problem in complaints(change) if problem.startswith(at) and what in problem] != []


def test_the_rulebook_as_it_stands_has_no_mistake():
    assert complaints() == ()


def test_a_mistake_in_a_duty_is_not_laid_to_the_file_of_an_act_of_its_name():
    problems = complaints(put("duty", "mine_inspection", ladder="rope"))
    assert places(problems) == ["jilin-2010-6/part1.toml · mine_inspection · ladder"]


@pytest.mark.parametrize(("table", "code", "advice"), [
    ("ladder", "report", "add a [[ladder_value]] to change its figures"), ("act", "patrol", "give it another name")])
def test_what_stands_already_is_refused_with_the_advice_that_helps(table, code, advice):
    [problem] = complaints(again(table, code))
    assert f"there is another {table} of this name; {advice}" in problem


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
