"""A later decree lays a folder on top: it adds dated values, clauses, acts and duties, from its day on and not before."""

import copy
import re
from datetime import date

from regulation.loading import load, parse
from regulation.reckoning import falling_due
from regulation.workdays import WorkCalendar
from tests.regulation.mistakes import originals, patrol

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
MID_MARCH = """
[[duty_value]]
duty = "mining_inspection_bulletin"
from = 2013-01-01
times = 1
due = { on = "03-15" }
roll = false
reports_on = "previous_year"
confidence = "V"
source = "吉国土资发〔2012〕1号"
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

[[duty.value]]
from = 2027-01-01
times = 1
due = { on = "11-30" }
roll = false
reports_on = "this_year"
confidence = "V"
source = "吉自然资发〔2026〕1号"
"""


def decreed(folder, text):
    """The rulebook with a decree's folder on top."""
    (folder / "jilin-2027").mkdir()
    (folder / "jilin-2027" / "decree.toml").write_text(text, encoding="utf-8")
    return load(extra=[folder])


def dates(book, code, first, last):
    found = falling_due(book, book.duties[code], WorkCalendar(), date.fromisoformat(first), date.fromisoformat(last))
    return [(one.period.code, str(one.due), one.times) for one in found]


def test_a_later_decree_changes_a_duty_from_its_day_on_and_not_before(tmp_path):
    before, book = load(), decreed(tmp_path, FROM_2027)
    assert dates(book, "township_patrol", "2026-12-21", "2027-01-17") == [
        ("2026-W52", "2026-12-27", 2), ("2026-W53", "2027-01-03", 2),
        ("2027-W01", "2027-01-10", 3), ("2027-W02", "2027-01-17", 3)]
    assert {code for code, rule in book.duties.items() if rule != before.duties[code]} == {"township_patrol"}


def test_a_later_decree_moves_a_date_for_the_years_after_it(tmp_path):
    book = decreed(tmp_path, MID_MARCH)
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
    (tmp_path / "moved").mkdir()
    changed = [decreed(folder, FROM_2027).fingerprint for folder in (tmp_path, tmp_path / "moved")]
    assert changed[0] == changed[1] and len({plain, parse(files).fingerprint, *changed}) == 3


def test_a_ladder_follows_the_province_from_the_day_it_says(tmp_path):
    (tmp_path / "ladder.toml").write_text("""
[[ladder_value]]
ladder = "report"
from = 2027-01-01
source = "测试文件"
set_by = "province"
rung = [{ no = 1, offset = -10, to = ["debtor"], title = "提前10日" }]
""", encoding="utf-8")
    ladder = load(extra=[tmp_path]).ladders["report"]
    assert [rung.offset for rung in ladder.on(date(2026, 12, 31)).rungs] == [-30, -7, -1, 0, 1, 7, 15, 30]
    assert [rung.offset for rung in ladder.on(date(2027, 1, 1)).rungs] == [-10]
