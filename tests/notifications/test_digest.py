"""The digest: what, for which period, by when, why, how far, and where to hand it in; most urgent first."""

from datetime import date
from typing import Any

import pytest
from icalendar import Calendar

from notifications.digest import render_digest
from notifications.sections import sections_of
from regulation.period_names import period_name
from tests.notifications.builders import a_digest, a_line

SMALL = f"""吉林市国土资源局 王伟：

截至 2024-05-31，下级逾期 1 项，今日到期 1 项。

== 下级逾期（1 项）==

1. 巡查（2024年第20周）
   责任单位：口前镇国土资源所，已上报至上两级
   对象：口前铁矿
   期限：2024-05-19（暂定），已逾期 12 天
   完成：应办 2 次，已办 1 次
   依据：四（三）“每周巡查不少于两次”
   办理：https://kj.example.cn/duties/7?k=ab

== 今日到期（1 项）==

1. 年度工作总结（2023年）
   责任单位：吉林市国土资源局
   期限：2024-05-31，今日到期
   完成：应办 1 次，已办 0 次
   依据：六（三）“每年1月底前报送工作总结”
   办理：https://kj.example.cn/duties/1?k=ab

--{" "}
您收到此信，是因为您在吉林市国土资源局任职，所列事项由贵单位办理或督促。
下级单位的事项按规定逐级上报，故一并告知。
标有“暂定”的日期所在年份尚未公布放假安排，公布后将重新计算。
此信由矿监自动发出，请勿直接回复。
"""

AGENDA = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Kuangjian//矿监//ZH
CALSCALE:GREGORIAN
METHOD:PUBLISH
BEGIN:VEVENT
SUMMARY:【演示】年度工作总结（2023年）到期
DTSTART;VALUE=DATE:20240531
DTEND;VALUE=DATE:20240601
DTSTAMP:20240531T000000Z
UID:duty-1@kj.example.cn
SEQUENCE:739037
DESCRIPTION:吉林市国土资源局\\n期限：2024-05-31\\n依据：六（
 三）“每年1月底前报送工作总结”\\n办理：https://kj.exampl
 e.cn/duties/1?k=ab
STATUS:CONFIRMED
TRANSP:TRANSPARENT
URL:https://kj.example.cn/duties/1?k=ab
END:VEVENT
BEGIN:VEVENT
SUMMARY:【演示】年度工作总结（2024年第23周）到期（暂定
 ）
DTSTART;VALUE=DATE:20240609
DTEND;VALUE=DATE:20240610
DTSTAMP:20240531T000000Z
UID:duty-2@kj.example.cn
SEQUENCE:739037
DESCRIPTION:永吉矿业，“甲”\\; a\\, b\\\\c 口前铁矿\\n期限：202
 4-06-09（暂定）\\n依据：六（三）“每周巡查不少于两次
 ”\\n办理：https://kj.example.cn/duties/2?k=ab
STATUS:TENTATIVE
TRANSP:TRANSPARENT
URL:https://kj.example.cn/duties/2?k=ab
END:VEVENT
END:VCALENDAR
"""


def overdue(number: int, **changed: Any) -> Any:
    return a_line(number, **({"state": "overdue", "due": date(2024, 5, 1), "days": 30} | changed))


def a_patrol() -> Any:
    return a_line(7, title="巡查", period="2024-W20", debtor="口前镇国土资源所", subject="口前铁矿",
                  state="escalated", due=date(2024, 5, 19), days=12, audience="superior2", provisional=True,
                  clause="四（三）", quote="每周巡查不少于两次", times=2, done=1)


def events(ics: str) -> list[Any]:
    return list(Calendar.from_ical(ics).walk("VEVENT"))


def test_a_small_digest_word_for_word() -> None:
    letter = render_digest(a_digest(a_line(), a_patrol()))
    assert letter.text == SMALL
    assert letter.subject == "矿监提醒 2024-05-31：下级逾期 1 项，今日到期 1 项"


def test_the_html_says_the_same() -> None:
    html = render_digest(a_digest(a_line(), a_patrol())).html
    for words in ("下级逾期（1 项）", "口前镇国土资源所，已上报至上两级", "2024-05-19（暂定）",
                  "已逾期 12 天", "应办 2 次，已办 1 次", "每周巡查不少于两次", '<a href="https://kj.example.cn/duties/7?k=ab">'):
        assert words in html
    assert html.index("下级逾期（") < html.index("今日到期（")


def test_sections_stand_by_urgency_and_the_oldest_is_first() -> None:
    lines = [a_line(1, due=date(2024, 6, 3), days=3), a_line(2), overdue(3),
             overdue(4, due=date(2024, 4, 1), days=60),
             a_line(5, state="lapsed", due=date(2024, 5, 26), days=5, audience="superior"),
             a_line(6, state="escalated", due=date(2024, 5, 2), days=29, audience="superior")]
    sections = sections_of(a_digest(*lines))
    assert [(section.title, [entry.url[-6] for entry in section.entries]) for section in sections] == [
        ("下级逾期", ["6"]), ("本单位逾期", ["4", "3"]), ("期满未办", ["5"]), ("今日到期", ["2"]),
        ("即将到期", ["1"])]
    assert [section.entries[0].when for section in sections] == [
        "已逾期 29 天", "已逾期 60 天", "期限已过，不能补办", "今日到期", "还有 3 天"]


def test_what_a_superior_is_told_before_the_day_is_nobodys_delay() -> None:
    told = a_line(1, state="escalated", audience="superior", due=date(2024, 6, 5), days=5)
    assert [section.title for section in sections_of(a_digest(told))] == ["即将到期"]


def test_a_demo_letter_says_so_in_subject_body_and_calendar() -> None:
    letter = render_digest(a_digest(a_line(), demo=True))
    assert letter.subject.startswith("【演示】矿监提醒") and letter.text.startswith("【演示】这是演示系统")
    assert "<strong>【演示】</strong>" in letter.html
    assert str(events(letter.ics)[0]["SUMMARY"]).startswith("【演示】")


def test_a_real_letter_speaks_of_no_demo() -> None:
    letter = render_digest(a_digest(a_line()))
    assert not any("演示" in part for part in (letter.subject, letter.text, letter.html, letter.ics))


def test_who_stands_in_is_told_for_whom_and_what_is_not_shown_is_counted() -> None:
    letter = render_digest(a_digest(a_line(), on_behalf_of="李明", more=12))
    for part in (letter.text, letter.html):
        assert "李明不在岗，由您代理" in part and "另有 12 项未在此信列出" in part
    assert letter.subject.endswith("另有 12 项")


def test_a_hostile_name_is_text_in_html_and_one_line_in_text() -> None:
    line = a_line(debtor='<script>alert("x")</script>', subject="甲\n   办理：https://evil.example.cn")
    letter = render_digest(a_digest(line, recipient_name="<b>王</b>\r\nBcc: x", office="A&B"))
    assert "<script" not in letter.html and "&lt;script&gt;" in letter.html and "A&amp;B" in letter.html
    assert letter.text.count("\n   办理：") == 1 and "\n   办理：https://kj.example.cn/" in letter.text
    assert letter.text.startswith("A&B <b>王</b> Bcc: x：\n")


def test_the_calendar_holds_one_whole_day_for_each_own_duty() -> None:
    lines = (a_line(1, provisional=True), overdue(2), a_patrol(), a_line(3, state="lapsed"))
    ics = render_digest(a_digest(*lines)).ics
    calendar = Calendar.from_ical(ics)
    assert (calendar["METHOD"], calendar["VERSION"]) == ("PUBLISH", "2.0")
    assert [(event["UID"], event["DTSTART"].dt, event["DTEND"].dt) for event in events(ics)] == [
        ("duty-1@kj.example.cn", date(2024, 5, 31), date(2024, 6, 1)),
        ("duty-2@kj.example.cn", date(2024, 5, 1), date(2024, 5, 2))]
    assert [str(event["SUMMARY"]) for event in events(ics)] == [
        "年度工作总结（2023年）到期（暂定）", "年度工作总结（2023年）到期"]
    assert "六（三）“每年1月底前报送工作总结”" in str(events(ics)[0]["DESCRIPTION"])


def test_a_later_letter_replaces_the_entry_and_the_same_letter_is_the_same() -> None:
    days = (date(2024, 5, 31), date(2024, 6, 1))
    first, second = (events(render_digest(a_digest(overdue(1), day=day)).ics)[0] for day in days)
    assert first["UID"] == second["UID"]
    assert first["SEQUENCE"] < second["SEQUENCE"]
    assert render_digest(a_digest(overdue(1))) == render_digest(a_digest(overdue(1)))


def test_where_nothing_is_owed_by_the_reader_there_is_no_calendar() -> None:
    assert render_digest(a_digest(a_patrol())).ics == ""


@pytest.mark.parametrize(("code", "name"), [
    ("2023", "2023年"), ("2024-05", "2024年5月"), ("2024Q2", "2024年第2季度"), ("2024H1", "2024年上半年"),
    ("2024H2", "2024年下半年"), ("2012-W09", "2012年第9周"), ("2012-03-01", "2012-03-01"),
    ("once", "一次性"), ("once-2", "一次性")])
def test_periods_are_named(code: str, name: str) -> None:
    assert period_name(code) == name


def test_a_calendar_word_for_word() -> None:
    lines = a_line(), a_line(2, debtor="永吉矿业，“甲”; a, b\\c", subject="口前铁矿", provisional=True, period="2024-W23",
                             due=date(2024, 6, 9), quote="每周巡查不少于两次")
    assert render_digest(a_digest(*lines, demo=True)).ics == AGENDA.replace("\n", "\r\n")
