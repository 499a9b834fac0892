"""Mails for tests, as bytes: what people and programs send."""

from email.message import EmailMessage
from email.policy import SMTP

from tests.files.samples import PDF


def a_mail(text: str = "口前镇东山北坡有人夜里采矿。", *, sender: str = "李大山 <lidashan@example.cn>", subject: str = "举报",
           number: str = "<1@example.cn>", files: tuple[tuple[str, str, bytes], ...] = (), **headers: str) -> bytes:
    """A plain mail in UTF-8, with files (name, media type, content)."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = sender, "jubao@kj.example.cn", subject
    mail["Date"], mail["Message-ID"] = "Mon, 04 Mar 2024 07:30:00 +0800", number
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    for name, media_type, content in files:
        maintype, _, subtype = media_type.partition("/")
        mail.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
    return mail.as_bytes()


def raw(head: str, body: bytes) -> bytes:
    """A mail just as it is written: a head of lines, and a body."""
    return head.strip().replace("\n", "\r\n").encode("utf-8", "surrogateescape") + b"\r\n\r\n" + body


A_PDF = ("情况说明.pdf", "application/pdf", PDF)
