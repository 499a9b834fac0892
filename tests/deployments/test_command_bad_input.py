"""What is typed or handed in wrong ends with a code and a sentence: what is wrong, and what to do instead."""

import json
import shutil

import pytest

from tests.deployments.shell import TODAY, kuangjian, refused

DECREE = """[[duty_value]]
duty = "township_patrol"
from = 2027-01-01
times = 3
due = { at = "period_end" }
roll = false
reports_on = "none"
confidence = "V"
source = "省厅文件"
"""
PATROL = {"party": "220221100", "fields": {"area": "全镇"}}
UNKNOWN = [
    (("explain", "九（九）"), 3, ("“九（九）”", "Did you mean", "四（四）")),
    (("holidays", "show", 2027), 2, ("2027", "kuangjian holidays import")),
    (("calendar", "--debtor", "220299", "--year", 2012), 3, ("220299", "220200 吉林市")),
    (("calendar", "--debtor", "吉林巿", "--year", 2012), 3, ("吉林巿", "220200 吉林市")),
    (("calendar", "--debtor", "", "--year", 2012), 3, ("(nothing)", "220200")),
    (("calendar", "--debtor", "220200", "--year", "二〇一二"), 2, ("--year", "valid integer")),
    (("calendar", "--debtor", "220200", "--year", 0), 2, ("0 is not a year", "2024")),
    (("calendar", "--debtor", "220200", "--year", 20122), 2, ("20122 is not a year", "2024")),
    (("calendar", "--debtor", "220200", "--year", 2003), 2, ("2003", "begins with 2004", "later year")),
    (("calendar", "--debtor", "220200", "--year", 2012, "--as", 99999), 3, ("99999", "Check the number")),
    (("calendar", "--year", 2012), 2, ("Missing option", "--debtor")),
    (("due", "--by", "2012-02-30"), 2, ("2012-02-30 is not a day", "2012-02-29")),
    (("days", "2024-05-01", 7, "week"), 2, ("week", "working_day", "penalty_law")),
    (("duty", "show", 999999), 3, ("999999", "kuangjian due")),
    (("act", "record", "patroll", "--json", "{}"), 3, ("patroll", "patrol", "kuangjian act kinds")),
    (("trigger", "night_watch"), 3, ("night_watch", "duty_watch, post_round")),
    (("letters", "read", 999999), 3, ("999999", "kuangjian letters")),
    (("letters", "--state", "lost"), 2, ("lost", "queued", "bounced")),
    (("import", "holders", "nowhere.xlsx"), 3, ("nowhere.xlsx", "Check the name")),
    (("import", "holders", "/"), 3, ("/ cannot be opened", "Check the name")),
]
ACTS = [
    ('{"party": "220221100"', 2, ("not JSON", '{"party": "220221"}')),
    ('["220221100"]', 2, ("not an object",)),
    ("@nowhere.json", 2, ("nowhere.json", "after the @")),
    ({}, 2, ("party: missing", "The keys are done_on, fields, findings, party, period, subject")),
    ({**PATROL, "colour": "red"}, 2, ("colour: no such key",)),
    ({**PATROL, "party": "220221199"}, 3, ("220221199", "220221100 口前镇")),
    ({**PATROL, "done_on": "2012-02-30"}, 2, ("2012-02-30 is not a day",)),
    ({**PATROL, "done_on": "2012-03-08"}, 2, ("2012-03-08 has not come yet",)),
    ({**PATROL, "subject": "mine:JL9999"}, 3, ("mine:JL9999", "Check the code")),
    ({"party": "220221100", "fields": {"kind": "飞行", "colour": "红"}, "findings": ["ghost"]}, 2,
     ("colour: no such field", "finding ghost: unknown", "area（巡查区域）: missing", "'飞行' is none of 全面巡查, 重点巡查")),
    ({**PATROL, "fields": "全镇"}, 2, ("fields",)),
    ({**PATROL, "findings": 5}, 2, ("findings",)),
    ({**PATROL, "findings": [{"code": "unlicensed"}]}, 2, ("finding",)),
    ({**PATROL, "subject": 5}, 2, ("mine:CODE",)),
    ({**PATROL, "period": 201210}, 2, ("period",)),
]


@pytest.fixture(scope="module")
def books(province, tmp_path_factory):
    """One copy for all that must not be written to it."""
    return shutil.copytree(province, tmp_path_factory.mktemp("books"), dirs_exist_ok=True)


@pytest.mark.parametrize(("words", "code", "named"), UNKNOWN, ids=[" ".join(map(str, one[0])) for one in UNKNOWN])
def test_what_does_not_exist_is_named_with_what_is_near(province, words, code, named):
    refused(kuangjian(*words, data=province), code, *named)


def test_a_number_larger_than_any_is_refused_like_an_unknown_one(province):
    said = kuangjian("duty", "show", 10**22, data=province)
    assert "Traceback" not in said.err, said.err[-300:]
    assert said.code in (2, 3) and said.out == ""


def test_more_time_than_the_calendar_has_is_not_granted(books):
    number = kuangjian("due", "--limit", 1, "--json", data=books, today=TODAY).json[0]["duty"]
    words = ("duty", "extend", number, 99_999_999, "day", "--reason", "汛情", "--approver", "王厅长")
    refused(kuangjian(*words, data=books, today=TODAY), 2, "99999999")


@pytest.mark.parametrize("words", [("letters", "bounced", "nowhere.eml"), ("journal", "verify", "nowhere.jsonl"),
                                   ("journal", "export", "nowhere/journal.jsonl")], ids=" ".join)
def test_a_path_that_leads_nowhere_is_named(books, words):
    said = kuangjian(*words, data=books)
    assert "Traceback" not in said.err, said.err[-300:]
    assert said.code in (2, 3, 6) and words[-1] in said.err and "No such file or directory" in said.err


@pytest.mark.parametrize(("given", "code", "named"), ACTS, ids=[str(one[0]) for one in ACTS])
def test_an_act_described_wrong_is_not_recorded(books, given, code, named):
    form = given if isinstance(given, str) else json.dumps(given)
    refused(kuangjian("act", "record", "patrol", "--json", form, data=books, today=TODAY), code, *named)


def test_a_form_that_is_no_text_in_utf_8_is_named(province, tmp_path):
    form = tmp_path / "form.json"
    form.write_bytes('{"party": "é"}'.encode("latin-1"))
    refused(kuangjian("act", "record", "patrol", "--json", f"@{form}", data=province, today=TODAY), 2, "form.json")
    refused(kuangjian("act", "record", "patrol", "--json", "-", data=province, today=TODAY, stdin="é"), 2, "not JSON")


def test_an_amount_of_money_without_bounds_is_refused_like_any_other_wrong_field(province):
    form = json.dumps({"party": "220200", "fields": {"inspection_budget": "1e40"}})
    said = kuangjian("act", "record", "equipment_register", "--json", form, data=province, today=TODAY)
    refused(said, 2, "inspection_budget")


@pytest.mark.parametrize(("wrong", "named"), [
    (DECREE.replace("times", "time"), ("township_patrol · time: no such field", "township_patrol · times: is missing")),
    (DECREE.replace("township", "townhall"), ("townhall_patrol · duty: there is no duty of this name",)),
    (DECREE.replace("3", '"drei"'), ("township_patrol · times: is 'drei'; a int is wanted",)),
    (DECREE.replace("2027", "2010"), ("township_patrol · from: a value from 2010-01-01 stands already",)),
    (DECREE.replace("period_end", "weekend"), ("“weekend” is unknown; write at = \"period_end\"",)),
    (DECREE.replace("[[duty_value]]", "[duty_value]"), ("duty_value",)),
    ("duty_value = 5", ("duty_value",)), ("minerals = 5", ("minerals",)), ("from 2027 on", ("not TOML", "mend the file")),
], ids=str)
def test_a_decree_with_a_mistake_names_file_rule_and_field(province, tmp_path, wrong, named):
    (tmp_path / "patrols.toml").write_text(wrong, encoding="utf-8")
    said = kuangjian("board", data=province, settings={"KUANGJIAN_DECREES_FOLDER": str(tmp_path)})
    refused(said, 2, f"{tmp_path}/patrols.toml · ", "Mend the file named", *named)
