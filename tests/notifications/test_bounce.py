"""Bounces as mail servers write them (RFC 3464), and what is none."""

import pytest

from notifications.bounce import Bounce, read_bounce
from notifications.message import compose
from tests.notifications.builders import a_letter

REPORT = """From: MAILER-DAEMON@mx.example.cn
To: kuangjian@jl.example.cn
Subject: Undelivered Mail Returned to Sender
{answers}MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain; charset=utf-8

I'm sorry.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.cn
X-Queue-ID: 4F

{told}
--B
{returned}
--B--
"""
FAILED = """Final-Recipient: rfc822; w1@example.cn
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <w1@example.cn>: user
    unknown
"""
DELAYED = "Final-Recipient: rfc822; w2@example.cn\nAction: delayed\nStatus: 4.4.1\n"
HEADERS = "Content-Type: text/rfc822-headers\n\nMessage-ID: <letter.1@kj.example.cn>\nSubject: x\n"


def a_report(told: str = FAILED, returned: str = HEADERS, answers: str = "") -> bytes:
    return REPORT.format(told=told, returned=returned, answers=answers).encode()


def test_a_failure_names_letter_recipient_status_and_reason() -> None:
    assert read_bounce(a_report()) == Bounce(
        message_id="<letter.1@kj.example.cn>", recipient="w1@example.cn", action="failed", status="5.1.1",
        diagnostic="550 5.1.1 <w1@example.cn>: user unknown")


def test_the_letter_sent_back_whole_is_recognised() -> None:
    letter = compose(a_letter(8)).as_bytes().decode().replace("\r\n", "\n")
    returned = f"Content-Type: message/rfc822\n\n{letter}"
    bounce = read_bounce(a_report(returned=returned, answers="In-Reply-To: <other@kj.example.cn>\n"))
    assert bounce is not None and bounce.message_id == "<letter.8@kj.example.cn>"


@pytest.mark.parametrize("answers", [
    "In-Reply-To: <letter.1@kj.example.cn>\n", "References: <first@x.cn>\n <letter.1@kj.example.cn>\n"])
def test_without_the_letter_its_answer_headers_name_it(answers: str) -> None:
    bounce = read_bounce(a_report(returned="Content-Type: text/plain\n\nnothing\n", answers=answers))
    assert bounce is not None and bounce.message_id == "<letter.1@kj.example.cn>"


def test_a_report_that_names_no_letter_says_so() -> None:
    bounce = read_bounce(a_report(returned="Content-Type: text/plain\n\nnothing\n"))
    assert bounce is not None and bounce.message_id is None


def test_a_delay_is_told_from_a_failure_and_the_failure_counts_first() -> None:
    delayed, both = read_bounce(a_report(DELAYED)), read_bounce(a_report(f"{DELAYED}\n{FAILED}"))
    assert delayed is not None and (delayed.action, delayed.status) == ("delayed", "4.4.1")
    assert both is not None and (both.action, both.recipient) == ("failed", "w1@example.cn")


def test_a_reason_in_gbk_can_be_kept() -> None:
    reason = "550 用户不存在\x00".encode("gb18030")
    raw = a_report().replace(b"550 5.1.1 <w1@example.cn>: user\n    unknown", reason)
    bounce = read_bounce(raw)
    assert bounce is not None
    bounce.diagnostic.encode()
    assert bounce.diagnostic.startswith("550 ") and "\x00" not in bounce.diagnostic


@pytest.mark.parametrize("raw", [
    b"", b"\xff\xfe\x00", compose(a_letter()).as_bytes(), a_report(FAILED.replace("failed", "delivered")),
    a_report().replace(b"multipart/report", b"multipart/mixed"), a_report(""),
    b"Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\n",
], ids=["nothing", "noise", "letter", "delivered", "mixed", "no recipient", "cut off"])
def test_what_is_no_bounce_is_none(raw: bytes) -> None:
    assert read_bounce(raw) is None
