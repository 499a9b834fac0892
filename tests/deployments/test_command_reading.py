"""Through the commands: letters, what a bounce leaves to do, the board, the journal and its offline check, every listing."""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest
from openpyxl import load_workbook

from tests.deployments.shell import TODAY, kuangjian, refused

BOUNCE = """Content-Type: multipart/report; report-type=delivery-status; boundary=B

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; {to}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 no such user

--B
Content-Type: text/rfc822-headers

Message-ID: {message}

--B--
"""


@pytest.fixture(scope="module")
def posted(province, tmp_path_factory):
    """The watch of the day is kept and its letters are written; there is no mail host, so they are kept."""
    data = tmp_path_factory.mktemp("posted")
    shutil.copy(province / "kuangjian.db", data)
    watch = kuangjian("chase", "--json", data=data, today=TODAY).json
    assert watch["letters"] > 100
    kept = kuangjian("letters", "post", "--json", data=data, today=TODAY).json["留存未寄"]
    with closing(sqlite3.connect(data / "kuangjian.db")) as database:
        states = dict(database.execute("SELECT state, count(*) FROM letter GROUP BY state").fetchall())
    # Those about cases leave with them; one whose case has moved on meanwhile says nothing any more.
    assert states["kept"] == kept >= watch["letters"] and set(states) <= {"kept", "void"}
    return data


def bounces(data):
    return [item for item in kuangjian("work", "list", "--json", data=data).json if item["kind"] == "letter-bounced"]


def test_letters_are_kept_and_can_be_read_in_full(posted):
    newest = kuangjian("letters", "--limit", 1, "--json", data=posted).json[0]
    assert newest["state"] == "kept" and "2012-03-07" in newest["subject"]
    said = kuangjian("letters", "read", newest["id"], data=posted)
    assert said.out.startswith(f"{newest['to_name']} <{newest['to_address']}>  [kept]  {newest['message_id']}\n")
    assert newest["text"] in said.out and "依据：" in said.out and "/duties/" in said.out
    assert kuangjian("letters", "read", newest["id"], "--html", data=posted).out.rstrip().endswith("</html>")
    assert kuangjian("letters", "resend", newest["id"], "--json", data=posted).json["message_id"] == newest["message_id"]


def test_a_bounce_becomes_work_that_is_settled(posted, tmp_path):
    letter = kuangjian("letters", "read", 1, "--json", data=posted).json
    report = tmp_path / "bounce.eml"
    report.write_text(BOUNCE.format(to=letter["to_address"], message=letter["message_id"]), encoding="utf-8")
    assert kuangjian("letters", "bounced", report, "--json", data=posted).json == {"letter": 1}
    (item,) = bounces(posted)
    assert letter["to_name"] in item["text"] and "550 no such user" in item["text"]
    assert kuangjian("work", "settle", item["id"], "--note", "已电话通知", data=posted).code == 0
    assert bounces(posted) == []
    refused(kuangjian("work", "settle", item["id"], "--note", "再次", data=posted), 5, "settled already")


def test_the_board_and_the_list_of_what_is_overdue_agree(posted):
    rows = kuangjian("board", "--json", data=posted, today=TODAY).json
    worst = rows[0]
    overdue = kuangjian("due", "--overdue", "--debtor", worst["code"], "--limit", 9999, "--json", data=posted, today=TODAY).json
    assert len(rows) == 10 and worst["overdue"] == max(row["overdue"] for row in rows) > 0
    assert (worst["overdue"], worst["oldest_due"]) == (len(overdue), overdue[0]["due"])


def test_a_journal_is_exported_and_verified_offline_and_an_edited_line_is_found(posted, tmp_path):
    file = tmp_path / "journal.jsonl"
    assert kuangjian("journal", "export", file, data=posted).code == 0
    lines = file.read_text(encoding="utf-8").splitlines()
    verdict = kuangjian("journal", "verify", file, "--json").json  # no data folder is asked
    assert (verdict["sealed"], verdict["last_hash"]) == (len(lines), json.loads(lines[-1])["hash"])
    assert kuangjian("journal", "verify", "--json", data=posted).json == {**verdict, "unsealed": 0}
    third = json.loads(lines[2])
    edited = json.dumps({**third, "actor": "nobody"}, ensure_ascii=False)
    for broken in ([*lines[:2], edited, *lines[3:]], [*lines[:2], *lines[3:]], [*lines[:2], lines[3], lines[2]]):
        file.write_text("\n".join(broken), encoding="utf-8")
        refused(kuangjian("journal", "verify", file), 2, "The chain breaks at line 3")
    file.write_text("二〇一二年三月七日\n", encoding="utf-8")
    refused(kuangjian("journal", "verify", file), 2, "Line 1 is not a journal entry", "kuangjian journal export")


def test_what_is_no_text_is_no_journal(tmp_path):
    (tmp_path / "journal.jsonl").write_bytes(b"\x8a\xff\n")
    refused(kuangjian("journal", "verify", tmp_path / "journal.jsonl"), 2, "not a journal entry")


LISTINGS = (("access",), ("act", "kinds"), ("act", "kinds", "patrol"), ("act", "list"), ("board",), ("due",),
            ("calendar", "--debtor", "口前镇", "--year", 2012), ("days", "2012-03-07", 10, "working_day"), ("duty", "show", 1),
            ("explain", "三（一）"), ("holidays", "show", 2012), ("journal", "verify"), ("letters",),
            ("offices", "--below", "吉林市"), ("runs",), ("work", "list"))
# Their JSON is read by the tests above, or by those of the calendar.
ELSEWHERE = ("act list", "board", "calendar --debtor", "due", "duty show", "journal verify", "letters", "work list")


@pytest.mark.parametrize("words", LISTINGS, ids=lambda words: " ".join(map(str, words)))
def test_every_listing_can_be_read_by_people_and_by_machines(province, words):
    folder = None if words == ("access",) else province
    plain = kuangjian(*words, data=folder)
    assert (plain.code, plain.err) == (0, "") and plain.out
    if " ".join(map(str, words[:2])) not in ELSEWHERE:
        assert kuangjian(*words, "--json", data=folder).json is not None


def test_a_list_of_duties_can_be_had_as_a_workbook(posted, tmp_path):
    file = tmp_path / "due.xlsx"
    told = kuangjian("due", "--limit", 5, "--xlsx", file, "--json", data=posted, today=TODAY).json
    rows = list(load_workbook(file).active.iter_rows(values_only=True))
    assert rows[0] == ("duty", "due", "status", "done", "times", "rule", "debtor", "period", "submission")
    everything = kuangjian("due", "--xlsx", file, "--json", data=posted, today=TODAY).json
    assert everything["rows"] == everything["of"] == len(list(load_workbook(file).active.iter_rows())) - 1 > 100
    assert (len(rows), told) == (1 + 5, {"file": str(tmp_path / "due.xlsx"), "rows": 5, "of": everything["of"]})


def test_a_list_that_a_limit_cuts_short_says_of_how_many(posted, data):
    due = ("due", "--overdue", "--debtor", "延边州")
    owed = len(kuangjian(*due, "--limit", 9999, "--json", data=posted, today=TODAY).json)
    assert kuangjian(*due, "--limit", owed - 1, data=posted, today=TODAY).out.endswith(
        f"({owed - 1} of {owed}, --limit N for more)\n")
    assert kuangjian(*due, "--limit", owed, data=posted, today=TODAY).out.endswith(f"({owed})\n")
    cut = kuangjian(*due, "--limit", 1, "--json", data=posted, today=TODAY)
    assert (len(cut.json), cut.err) == (1, f"(1 of {owed}, --limit N for more)\n")
    with sqlite3.connect(data / "kuangjian.db") as book:
        book.executemany("INSERT INTO run (flow, started_at, state, summary) VALUES ('duty_watch', '2012-03-07', 'done', '')",
                         [(), ()])
    for words, folder in ((("letters",), posted), (("act", "list"), posted), (("runs",), data)):
        many = len(kuangjian(*words, "--limit", 99999, "--json", data=folder).json)
        assert many > 1 and f"(1 of {many}, --limit N for more)\n" in kuangjian(*words, "--limit", 1, data=folder).out


def test_officers_are_listed_with_the_numbers_that_commands_take(posted):
    found = kuangjian("officer", "list", "--below", "220221", "--json", data=posted).json
    assert {"永吉县", "口前镇"} <= {line["office"] for line in found}
    assert kuangjian("due", "--as", found[0]["number"], data=posted, today=TODAY).code == 0
