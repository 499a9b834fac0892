"""Reads a bounce: which of our letters came back, from whom, and why (RFC 3464)."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message

MESSAGE_ID = re.compile(r"<[^<>\s]+>")


@dataclass(frozen=True)
class Bounce:
    """A letter that came back; `action` is failed or delayed."""

    message_id: str
    recipient: str
    action: str
    status: str
    diagnostic: str


def read_bounce(raw: bytes) -> Bounce | None:
    """The bounce in a message as received; None if it is none, or only says that delivery takes longer."""
    message = message_from_bytes(raw, policy=policy.default)
    report = next((part for part in message.walk() if part.get_content_type() == "message/delivery-status"), None)
    if report is None:
        return None
    fields = _fields(report)
    original = _original(message)
    if original is None or fields.get("action", "").lower() != "failed":
        return None
    return Bounce(original, fields.get("final-recipient", "").partition(";")[2].strip() or fields.get("original-recipient", ""),
                  "failed", fields.get("status", ""), fields.get("diagnostic-code", "") or fields.get("status", ""))


def _fields(report: Message) -> dict[str, str]:
    """The fields of all blocks of the report: one for the message, one for each recipient."""
    blocks = report.get_payload()
    found: dict[str, str] = {}
    for block in blocks if isinstance(blocks, list) else []:
        if isinstance(block, Message):
            found |= {name.lower(): " ".join(str(value).split()) for name, value in block.items()}
    return found


def _original(message: EmailMessage | Message) -> str | None:
    """The Message-ID of the letter that came back: in the returned message or its headers, else in what is referred to."""
    for part in message.walk():
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0) if part.is_multipart() else None
            found = MESSAGE_ID.search(str(inner["Message-ID"])) if isinstance(inner, Message) else None
        elif part.get_content_type() == "text/rfc822-headers":
            found = re.search(r"(?im)^message-id:\s*(<[^<>\s]+>)", _text(part))
            if found:
                return found[1]
        else:
            continue
        if found:
            return found[0]
    referred = MESSAGE_ID.search(f"{message['In-Reply-To'] or ''} {message['References'] or ''}")
    return referred[0] if referred else None


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else str(payload)
