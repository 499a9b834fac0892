"""Bounces: what a delivery report (RFC 3464) says about a letter of ours."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.parser import HeaderParser

from notifications.plain import reply_text

MESSAGE_ID = re.compile(r"<[^<>\s]+@[^<>\s]+>")


@dataclass(frozen=True)
class Bounce:
    """One report that a letter did not arrive (failed), or has not yet (delayed)."""

    message_id: str | None  # the letter's, as it was sent; None where the report does not name it
    recipient: str
    action: str  # failed, delayed
    status: str  # as 5.1.1
    diagnostic: str


def read_bounce(raw: bytes) -> Bounce | None:
    """The bounce in a message, a failure before a delay; None if it is no report of either."""
    report = message_from_bytes(raw)
    if report.get_content_type() != "multipart/report":
        return None
    told = [block for part in report.walk() if part.get_content_type() == "message/delivery-status"
            for block in _blocks(part)]
    for action in ("failed", "delayed"):
        for block in told:
            if _field(block, "Action").lower() == action:
                return _bounce(report, block, action)
    return None


def _bounce(report: "Message[str, str]", block: "Message[str, str]", action: str) -> Bounce:
    recipient = _field(block, "Original-Recipient") or _field(block, "Final-Recipient")
    status = _field(block, "Status")
    reason = _untyped(_field(block, "Diagnostic-Code")) or status or action
    return Bounce(message_id=_letter_of(report), recipient=_untyped(recipient).strip("<>"), action=action,
                  status=status.split(" ")[0], diagnostic=reason)


def _blocks(part: "Message[str, str]") -> Iterator["Message[str, str]"]:
    # The first block is about the message, each further one about a recipient.
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (block for block in payload if isinstance(block, Message) and block["Action"] is not None)


def _letter_of(report: "Message[str, str]") -> str | None:
    """The Message-ID of the letter sent back; only where that is missing, the one the report answers to."""
    for part in report.walk():
        if part is not report and part.get_content_type() in ("message/rfc822", "text/rfc822-headers"):
            for returned in _returned(part):
                if found := MESSAGE_ID.search(_field(returned, "Message-ID")):
                    return found.group()
    for name in ("In-Reply-To", "References"):
        if answered := MESSAGE_ID.findall(_field(report, name)):
            return str(answered[-1])
    return None


def _returned(part: "Message[str, str]") -> Iterator["Message[str, str]"]:
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (inner for inner in payload if isinstance(inner, Message))
    else:
        body = part.get_payload(decode=True)
        yield HeaderParser().parsestr(body.decode("utf-8", "replace") if isinstance(body, bytes) else "")


def _field(message: "Message[str, str]", name: str) -> str:
    return reply_text(str(message.get(name, "")))


def _untyped(value: str) -> str:
    """The value behind its type: `rfc822; a@b` is `a@b`."""
    kind, semicolon, rest = value.partition(";")
    return rest.strip() if semicolon and re.fullmatch(r"[\w-]+", kind.strip()) else value
