"""A letter as it travels: nobody's text can change its headers, and sent again it is the same to the byte."""

import random
from datetime import datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr

import pytest

from foundation.errors import InvalidError
from notifications.message import AddressError, Outgoing, compose, mailbox
from tests.notifications.builders import a_letter, sent_to
from tests.notifications.smtp_host import SmtpHost


def read(letter: Outgoing) -> EmailMessage:
    message = message_from_bytes(compose(letter).as_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def shown(letter: Outgoing, header: str) -> tuple[str, str]:
    """Name and address as a mail reader shows them: split first, decoded then (RFC 2047)."""
    raw = str(message_from_bytes(compose(letter).as_bytes())[header]).replace("\r\n", "")
    name, address = parseaddr(raw)
    return str(make_header(decode_header(name))), address


def test_a_chinese_name_with_full_width_brackets_comes_back_exactly() -> None:
    to = read(a_letter(to_name="王伟（主任）", to_address="wang@example.cn"))["To"].addresses
    assert [(one.display_name, one.addr_spec) for one in to] == [("王伟（主任）", "wang@example.cn")]


async def test_it_does_so_through_a_server() -> None:
    with SmtpHost() as host:
        await sent_to(host, [a_letter(to_name="王伟（主任）", to_address="wang@example.cn")])
    assert host.recipients == ["wang@example.cn"]
    assert str(host.messages[0]["To"]) == "王伟（主任） <wang@example.cn>"
    assert str(host.messages[0]["From"]) == "矿监（省厅） <kuangjian@jl.example.cn>"


@pytest.mark.parametrize("many", [80, pytest.param(500, marks=pytest.mark.trial)])
def test_any_name_and_subject_come_back_exactly(many: int) -> None:
    draw = random.Random(2010)
    for _ in range(many):
        drawn = "".join(draw.choices("王伟（）(),\"\\<>@ ab;:.=【】", k=draw.randint(1, 90)))
        text = " ".join(drawn.split()) or "x"
        letter = a_letter(to_name=text, subject=text)
        assert shown(letter, "To") == (text, "w1@example.cn")
        subject = message_from_bytes(compose(letter).as_bytes())["Subject"]
        assert str(make_header(decode_header(subject))) == text


def test_a_hostile_subject_stays_one_header() -> None:
    message = read(a_letter(subject="x\r\nBcc: evil@example.cn\u2028\x00y"))
    assert message.get_all("Subject") == ["x Bcc: evil@example.cn y"]
    assert message["Bcc"] is None


def test_a_hostile_name_stays_one_name() -> None:
    message = read(a_letter(to_name="x\r\nBcc: evil@example.cn", sender_name="=?utf-8?q?x=0D=0ABcc:_e?="))
    assert message["Bcc"] is None and len(message["To"].addresses) == 1
    assert message["From"].addresses[0].display_name == "= ?utf-8?q?x=0D=0ABcc:_e?="


@pytest.mark.parametrize("address", [
    "", "王伟", "a@", "@b.cn", "a b@c.cn", "a@b.cn, c@d.cn", "a@b.cn\r\nBcc: c@d.cn", "a@b.cn\n", "<a@b.cn>",
    "W <a@b.cn>", "a..b@c.cn", "a@b..cn", "王@b.cn", "a@-b.cn", f"{'a' * 250}@b.cn", "a@b.cn\u202e",
    "a＠b.cn",
])
def test_only_one_plain_mailbox_is_an_address(address: str) -> None:
    for letter in (a_letter(to_address=address), a_letter(sender_address=address)):
        with pytest.raises(AddressError) as raised:
            compose(letter)
        assert isinstance(raised.value, InvalidError) and "name@example.cn" in str(raised.value)


def test_a_chinese_domain_travels_in_ascii() -> None:
    assert mailbox("wang@吉林.中国") == "wang@xn--9pry86b.xn--fiqs8s"


def test_the_same_letter_is_the_same_to_the_byte() -> None:
    assert compose(a_letter()).as_bytes() == compose(a_letter()).as_bytes()
    assert compose(a_letter(1)).get_boundary() != compose(a_letter(2)).get_boundary()


def test_the_whole_letter_is_seven_bit_with_short_lines() -> None:
    long = {"text": "长" * 5000, "html": "长" * 5000, "subject": "长" * 300, "to_name": "长" * 100}
    raw = compose(a_letter(**long)).as_bytes()
    assert raw.isascii() and max(len(line) for line in raw.split(b"\r\n")) <= 78
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_headers_say_who_when_which_and_that_no_person_wrote_it() -> None:
    message = read(a_letter())
    assert message["Message-ID"] == "<letter.1@kj.example.cn>"
    assert message["Date"] == "Fri, 31 May 2024 00:30:00 +0000"
    assert message["Auto-Submitted"] == "auto-generated"


def test_text_stands_beside_html_and_the_calendar_is_attached() -> None:
    message = read(a_letter(text="正文“引用”\n", html="<p>正文</p>\n"))
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar"]
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None and text.get_content() == "正文“引用”\r\n"
    assert html is not None and html.get_content() == "<p>正文</p>\r\n"
    calendar = next(message.iter_attachments())
    assert (calendar.get_filename(), calendar["Content-Type"].params["method"]) == ("duties.ics", "PUBLISH")
    assert calendar.get_content() == "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def test_without_a_calendar_nothing_is_attached() -> None:
    assert list(read(a_letter(ics="")).iter_attachments()) == []


@pytest.mark.parametrize("changed", [
    {"message_id": "letter.1"}, {"message_id": "<a@b>\r\nBcc: c@d.cn"}, {"date": datetime(2024, 5, 31)},  # noqa: DTZ001
])
def test_a_letter_without_a_sound_id_or_an_instant_does_not_leave(changed: dict[str, object]) -> None:
    with pytest.raises(InvalidError, match="Message-ID"):
        compose(a_letter(**changed))
