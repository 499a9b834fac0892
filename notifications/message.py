"""A letter as an e-mail: Chinese names and subjects, text and HTML, the due days attached; the same bytes each time."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from foundation.errors import InvalidError

CONTROL = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")


class AddressError(InvalidError):
    """What stands as an e-mail address is none."""


@dataclass(frozen=True)
class Outgoing:
    """A letter ready to leave; `date` is when it was written, aware."""

    message_id: str
    sender_name: str
    sender_address: str
    to_name: str
    to_address: str
    subject: str
    text: str
    html: str
    ics: str
    date: datetime


def one_line(text: str) -> str:
    """The text without line breaks and other control characters: nobody writes a header into our letters."""
    return CONTROL.sub(" ", text).strip()


def address(name: str, given: str) -> Address:
    """A mailbox with its display name; AddressError if it is not exactly one plain address."""
    if not re.fullmatch(r"[^\s@<>,;:\"\\()\[\]]+@[^\s@<>,;:\"\\()\[\]]+", given):
        raise AddressError(f"“{one_line(given)}” is not an e-mail address.", way_out="Write one address like name@example.cn.")
    user, _, domain = given.rpartition("@")
    try:
        return Address(one_line(name), user, domain.encode("idna").decode("ascii"))
    except (UnicodeError, ValueError) as error:
        raise AddressError(f"“{given}” is not an e-mail address: {error}.", way_out="Write one address like name@example.cn.") from None


def compose(letter: Outgoing) -> EmailMessage:
    """The message; composed again from the same letter it has the same bytes, since one in doubt goes out again."""
    message = EmailMessage(policy=policy.SMTP.clone(refold_source="long"))
    message["From"] = address(letter.sender_name, letter.sender_address)
    message["To"] = address(letter.to_name, letter.to_address)
    message["Subject"] = one_line(letter.subject)
    message["Message-ID"] = letter.message_id
    message["Date"] = format_datetime(letter.date)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="base64")
    message.add_alternative(letter.html, subtype="html", cte="base64")
    message.add_attachment(letter.ics.encode(), maintype="text", subtype="calendar", filename="kuangjian.ics",
                           params={"charset": "utf-8", "method": "PUBLISH"})
    mark = hashlib.sha256(letter.message_id.encode()).hexdigest()[:24]
    # The library draws boundaries at random; ours follow from the Message-ID.
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_kj_{mark}_{number}")
    return message
