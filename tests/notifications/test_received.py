"""A strange mail is read within bounds: its words in any letters, its files, what it answers; never executed, never fetched."""

import base64
import time
from email.header import Header
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notifications.contained import TooMuchError
from notifications.mail_text import decoded, fresh, html_text
from notifications.received import fingerprint, read_mail
from tests.files.samples import JPEG
from tests.notifications.mails import A_PDF, a_mail, raw

CHINESE = "口前镇东山有人夜里采矿"


def test_a_plain_mail_says_who_sent_it_and_what() -> None:
    mail = read_mail(a_mail(Reply_To="老李 <li@example.net>"))
    assert (mail.sender_name, mail.sender_address) == ("李大山", "lidashan@example.cn")
    assert mail.people == ("李大山", "lidashan@example.cn", "老李", "li@example.net")
    assert (mail.subject, mail.text, mail.files, mail.automatic) == ("举报", "口前镇东山北坡有人夜里采矿。", (), None)


@pytest.mark.parametrize(("charset", "codec"), [
    ("gb2312", "gb18030"), ("GBK", "gbk"), ("gb18030", "gb18030"), ("utf-8", "utf-8"), ("big5", "big5"), (None, "gbk"),
    (None, "utf-8"),    ("us-ascii", "gbk"), ("iso-8859-1", "gbk"),
    ("x-unknown", "gbk"), ("utf-8", "gbk"), ("gb2312", "utf-8"), ("zlib", "gbk"),
])
def test_words_are_read_in_whatever_letters_they_are_written(charset: str | None, codec: str) -> None:
    said = "東山有人採礦" if codec == "big5" else CHINESE
    kind = f'Content-Type: text/plain; charset="{charset}"\n' if charset else ""
    assert read_mail(raw(f"From: a@b.cn\n{kind}Content-Transfer-Encoding: 8bit", said.encode(codec))).text == said


def test_an_accent_is_not_taken_for_chinese() -> None:
    assert decoded("déjà vu à Genève".encode("latin-1"), "iso-8859-1") == "déjà vu à Genève"


def test_one_broken_byte_does_not_spoil_the_rest() -> None:
    assert decoded(b"\xff" + CHINESE.encode("gbk"), "gbk").endswith(CHINESE)


@pytest.mark.parametrize("subject", [
    Header(CHINESE, "gb2312").encode(), Header(CHINESE, "utf-8").encode(),
    CHINESE.encode("gbk").decode("ascii", "surrogateescape"),
    "=?gb2312?B?" + base64.b64encode(CHINESE.encode("gbk")[:7]).decode() + "?=\n =?gb2312?B?"
    + base64.b64encode(CHINESE.encode("gbk")[7:]).decode() + "?=",  # parted in the middle of a character
])
def test_a_subject_is_read_encoded_or_bare(subject: str) -> None:
    assert read_mail(raw(f"From: a@b.cn\nSubject: {subject}", b"x")).subject == CHINESE


def test_html_becomes_text_without_what_is_not_read() -> None:
    html = ("<html><head><title>t</title><style>p{color:red}</style></head><body><p>东山&nbsp;北坡<br>夜里\n采矿</p>"
            "<script>alert(1)</script><img src='http://example.cn/track.png'><div>王老板</div></body></html>")
    assert html_text(html) == "东山 北坡\n夜里 采矿\n\n王老板"


def test_of_the_same_said_twice_the_plain_words_count_unless_they_are_empty() -> None:
    def both(plain: str) -> bytes:
        mail = EmailMessage()
        mail.set_content(plain)
        mail.add_alternative("<p>网页正文</p>", subtype="html")
        return mail.as_bytes()
    assert read_mail(both("纯文本")).text == "纯文本"
    assert read_mail(both("  \n")).text == "网页正文"


def test_files_are_taken_with_their_names_attached_inline_and_within_a_forwarded_mail() -> None:
    inner = EmailMessage()
    inner["Subject"] = "原邮件"
    inner.set_content("里面的话")
    inner.add_attachment(JPEG, maintype="image", subtype="jpeg", filename="山.jpg")
    outer = EmailMessage()
    outer.set_content('<p>见图<img src="cid:1"></p>', subtype="html")
    outer.add_related(JPEG, "image", "jpeg", cid="<1>", disposition="inline")
    outer.make_mixed()
    outer.add_attachment(inner)
    outer.add_attachment(A_PDF[2], maintype="application", subtype="pdf", filename="../../etc/说明.pdf")
    mail = read_mail(outer.as_bytes())
    assert [(file.name, file.media_type, file.content) for file in mail.files] == [
        ("附件1.jpg", "image/jpeg", JPEG), ("山.jpg", "image/jpeg", JPEG), ("说明.pdf", "application/pdf", A_PDF[2])]
    assert mail.text == "见图\n\n〔所附邮件〕原邮件\n\n里面的话"


@pytest.mark.parametrize("disposition", [
    f'attachment; filename="{Header("现场.jpg", "gb2312").encode()}"', "attachment; filename*=GBK''%CF%D6%B3%A1.jpg",
    'attachment; filename="' + "现场.jpg".encode("gbk").decode("ascii", "surrogateescape") + '"'])
def test_a_files_name_is_read_however_it_is_written(disposition: str) -> None:
    mail = raw(f"Content-Type: image/jpeg\nContent-Disposition: {disposition}\nContent-Transfer-Encoding: base64",
               base64.b64encode(JPEG))
    assert [file.name for file in read_mail(mail).files] == ["现场.jpg"]


def test_outlooks_own_wrapping_is_kept_as_a_file() -> None:
    mail = read_mail(a_mail("见附件", files=(("winmail.dat", "application/ms-tnef", b"\x78\x9f\x3e\x22"),)))
    assert [(file.name, file.media_type) for file in mail.files] == [("winmail.dat", "application/ms-tnef")]


@pytest.mark.parametrize("bad", [
    b"", b"\x00\xff\xfe", b"no header at all", b"From\r\n\r\n", b":\r\n:\r\n\r\nx", b"From: =?utf-8?B?!!!?= <a@b>\r\n\r\nx",
    b"Content-Type: multipart/mixed\r\n\r\nno boundary",
    b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nnever closed",
    b"Content-Type: text/plain; charset*=''%zz; charset=\r\n\r\nx",
    b"Content-Type: ;;;=\"\r\nContent-Transfer-Encoding: base64\r\n\r\n@@@",
    b"Content-Disposition: attachment; filename*0*=x''%FF; filename*2=\"\r\n\r\nx", b"Content-Type: message/rfc822\r\n\r\n",
    b"From: " + b"<" * 50_000 + b"\r\nTo: " + b"(" * 50_000 + b"\r\nSubject: " + b"=?" * 50_000 + b"\r\n\r\nx",
    b"Content-Type: message/delivery-status\r\n\r\nx: y", b"Content-Type: text/plain; charset*=''gbk; charset*1=x\r\n\r\nx",
])
def test_a_malformed_mail_is_read_as_far_as_it_goes(bad: bytes) -> None:
    assert read_mail(bad).files is not None


PIECES = [
    b"\r\n\r\n", b"\r\n--b\r\n", b"Content-Type: multipart/mixed; boundary=b\r\n", b"Content-Type: message/rfc822\r\n", b"x",
    b"Content-Type: text/html; charset*0*=gbk''%67\r\n", b"Content-Transfer-Encoding: base64\r\n", b"<p>\xc4\xe3",
    b"From: =?gbk?B?wO4=?=<a@b>\r\n", b"Content-Disposition: attachment; filename*=gbk''%CF\r\n", b"\xff\xfe\x00",
    b"=?utf-16?Q?=00?=", b'";=\'*1']


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=20)), max_size=25))
@settings(max_examples=150, deadline=None)
def test_whatever_comes_is_read_or_given_up_and_fits_a_database(pieces: list[bytes]) -> None:
    try:
        mail = read_mail(b"".join(pieces))
    except TooMuchError:
        return
    said = "".join((mail.subject, mail.text, *mail.people, *(file.name for file in mail.files)))
    assert said.encode("utf-8").decode() == said
    assert "\0" not in said


def nested(deep: int) -> bytes:
    head = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(deep))
    return head + b"\r\n" + b"x\r\n" * 300_000


@pytest.mark.parametrize("mail", [
    nested(30), nested(200), nested(5000), b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 2000],
    ids=["deep", "deeper", "deepest", "many"])
def test_a_mail_built_to_be_endless_is_given_up(mail: bytes) -> None:
    began = time.monotonic()
    with pytest.raises(TooMuchError):
        read_mail(mail, seconds=0.3)
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("html", ["<!--" * 100_000, "<" * 400_000, "<a x='" * 60_000, "<![CDATA[" * 40_000, "&" * 400_000])
def test_a_hostile_page_is_read_in_time(html: str) -> None:
    began = time.monotonic()
    html_text(html)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(("headers", "why"), [
    ({"Auto_Submitted": "auto-replied"}, "自动回复"), ({"Auto_Submitted": "no"}, None), ({"Precedence": "bulk"}, "群发邮件"),
    ({"List_Id": "<news.example.cn>"}, "群发邮件"), ({"Return_Path": "<>"}, "退信"),
    ({"subject": "自动回复: 我在休假"}, "自动回复"),
    ({"sender": "MAILER-DAEMON@mx.example.cn"}, "退信"), ({"subject": "举报自动回复的事"}, None)])
def test_what_no_person_wrote_is_known(headers: dict[str, str], why: str | None) -> None:
    assert read_mail(a_mail(**headers)).automatic == why


def test_a_reply_names_what_it_answers_and_its_own_words_are_told_from_what_it_quotes() -> None:
    mail = read_mail(a_mail("补充：车牌已记下。\n\n在 2024年3月4日，矿监 <x@kj.example.cn> 写道：\n> 回执码 ABCD-EFGH-JKMN\n",
                            In_Reply_To="<reporter.1.ab@kj.example.cn>", References="<0@x> <reporter.1.ab@kj.example.cn>"))
    assert mail.answers == ("<reporter.1.ab@kj.example.cn>", "<0@x>", "<reporter.1.ab@kj.example.cn>")
    assert fresh(mail.text) == "补充：车牌已记下。"
    nothing_else = "------------------ 原始邮件 ------------------\n全是引用"
    assert fresh(nothing_else) == nothing_else
    html = "<div>好的</div><blockquote>旧<br>话<blockquote>更旧</blockquote></blockquote><div>完</div>"
    assert fresh(html_text(html)) == "好的\n\n完"


def test_the_same_mail_is_known_again_by_whichever_way_it_comes() -> None:
    mail = a_mail()
    again = b"Received: from mx2\r\nX-Spam: no\r\n" + mail.replace(b"\r\n", b"\n")
    assert fingerprint(again) == fingerprint(mail)
    assert fingerprint(a_mail("别的事")) != fingerprint(mail) != fingerprint(a_mail(number="<2@example.cn>"))
