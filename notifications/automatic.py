"""Mail that no person wrote: bounces, receipts, automatic replies, what went to a list; and why it is taken for that."""

import re
from email.message import Message

from notifications.mail_text import header_text

BOUNCE, RECEIPT, REPLY, BULK = "退信", "已读回执", "自动回复", "群发邮件"
PRECEDENCE = {"bulk": BULK, "list": BULK, "junk": BULK, "auto_reply": REPLY}
REPLIES = re.compile(r"(?:自动(?:回复|答复)|automatic reply|auto[- ]?reply|out of office)\s*[:：]", re.IGNORECASE)
MACHINES = re.compile(r"\b(?:mailer-daemon|postmaster)@", re.IGNORECASE)


def why_automatic(mail: "Message[str, str]") -> str | None:
    """Why a mail is not taken for a person's; None where it is."""
    if mail.get_content_type() == "multipart/report":
        return RECEIPT if "disposition-notification" in str(mail.get("Content-Type")).lower() else BOUNCE
    if MACHINES.search(str(mail.get("From", ""))) or str(mail.get("Return-Path", "")).strip() == "<>":
        return BOUNCE
    submitted = str(mail.get("Auto-Submitted", "no")).partition(";")[0].strip().lower()
    if submitted != "no" or any(mail.get(name) is not None for name in ("X-Autoreply", "X-Autorespond")) or \
            REPLIES.match(header_text(str(mail.get("Subject", "")))):
        return REPLY
    if mail.get("List-Id") is not None or mail.get("List-Unsubscribe") is not None:
        return BULK
    return PRECEDENCE.get(str(mail.get("Precedence", "")).strip().lower())
