"""A letter as the bytes that travel: safe headers, text beside HTML, calendar attached, always the same."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address, AddressHeader
from email.message import EmailMessage
from email.policy import EmailPolicy
from hashlib import sha256
from typing import Any

from foundation.errors import InvalidError
from notifications.plain import one_line

LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
DOMAIN = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"


class AddressError(InvalidError):
    """The address is not one mailbox that a letter can be sent to."""

    def __init__(self, address: str) -> None:
        super().__init__(f"“{one_line(address)}” is not one mail address.",
                         way_out="Write it as name@example.cn.")
        self.address = address


@dataclass(frozen=True)
class Outgoing:
    """A letter ready to leave; sent again it keeps its id and date, and so its bytes."""

    message_id: str  # with its angle brackets
    sender_name: str
    sender_address: str
    to_name: str
    to_address: str
    subject: str
    text: str
    html: str  # empty: the text stands alone
    ics: str  # empty: nothing is attached
    date: datetime  # aware


class _Policy(EmailPolicy):
    """Folds names and subjects by `email.header`: EmailPolicy (3.11) loses spaces of long Chinese ones."""

    def fold(self, name: str, value: Any) -> str:
        if isinstance(value, AddressHeader):
            written = ", ".join(_mailbox_text(name, address) for address in value.addresses)
        elif name.lower() == "subject":
            written = _words(name, str(value))
        else:
            return str(super().fold(name, value))
        return f"{name}: {written}{self.linesep}"

    def fold_binary(self, name: str, value: Any) -> bytes:
        return self.fold(name, value).encode("ascii")


POLICY = _Policy(linesep="\r\n", utf8=False, raise_on_defect=False)


def compose(letter: Outgoing) -> EmailMessage:
    """The letter as a message whose bytes depend on it alone; AddressError where an address is unusable."""
    if not re.fullmatch(r"<[!-;=?-~]+@[!-;=?-~]+>", letter.message_id) or letter.date.tzinfo is None:
        raise InvalidError(f"Letter {one_line(letter.message_id)!r} cannot leave.",
                           way_out="Give it a Message-ID <…@…> and a date with its time zone.")
    message = EmailMessage(policy=POLICY)
    message["From"] = _address(letter.sender_name, letter.sender_address)
    message["To"] = _address(letter.to_name, letter.to_address)
    message["Subject"] = _header_text(letter.subject)
    message["Date"] = letter.date
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    # base64 for all: 7-bit on every path, and no line of a long quote is ever rewrapped
    message.set_content(_body_text(letter.text), cte="base64")
    if letter.html:
        message.add_alternative(_body_text(letter.html), subtype="html", cte="base64")
    if letter.ics:
        message.add_attachment(_body_text(letter.ics), subtype="calendar", cte="base64",
                               filename="duties.ics", params={"method": "PUBLISH"})
    _fix_boundaries(message, letter.message_id)
    return message


def mailbox(address: str) -> str:
    """The address in ASCII (a Chinese domain as xn--…); AddressError unless it is exactly one mailbox."""
    local, at, domain = address.rpartition("@")
    try:
        written = f"{local}@{domain if domain.isascii() else domain.encode('idna').decode()}"
    except UnicodeError:
        raise AddressError(address) from None
    # Without an @ of its own nothing is an address: idna would make one of a full-width ＠.
    if not at or len(written) > 254 or not re.fullmatch(f"{LOCAL}@{DOMAIN}", written):
        raise AddressError(address)
    return written


def _address(name: str, address: str) -> Address:
    return Address(_header_text(name), addr_spec=mailbox(address))


def _header_text(text: str) -> str:
    # A name that looks like an encoded word would be decoded into something else by the reader.
    return one_line(text).replace("=?", "= ?")


def _body_text(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _words(name: str, text: str) -> str:
    charset = "us-ascii" if text.isascii() else "utf-8"
    return Header(text, charset, header_name=name, maxlinelen=75).encode(linesep="\r\n")


def _mailbox_text(name: str, address: Address) -> str:
    if address.display_name.isascii():
        return str(address)  # quoted by the library where it must be
    return f"{_words(name, address.display_name)}\r\n <{address.addr_spec}>"


def _fix_boundaries(message: EmailMessage, message_id: str) -> None:
    # "=_" can stand neither in base64 nor in quoted-printable, so no body can hold the boundary.
    stem = sha256(message_id.encode()).hexdigest()[:24]
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_kuangjian_{stem}_{number}")
