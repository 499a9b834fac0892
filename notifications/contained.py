"""Takes a strange mail apart within bounds: so many parts, headers so long, so many seconds; whatever is wrong with it."""

from email._policybase import Compat32
from email.feedparser import BytesFeedParser
from email.message import Message
from email.utils import collapse_rfc2231_value
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeAlias

from notifications.mail_text import decoded, header_text

if TYPE_CHECKING:
    from email.policy import Policy

MOST_PARTS, LONGEST_HEADER, LONGEST_NAME = 300, 8_000, 120
PIECE = 1 << 16  # bytes between two looks at the clock
Part: TypeAlias = "Message[str, str]"


class TooMuchError(Exception):
    """A mail that is built to be endless."""


class _Bounded(Compat32):
    """Headers as plain text of bounded length: the default policy reads them by a grammar, slowly, and fails on bad ones."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:LONGEST_HEADER]

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002  as the library has it
        return decoded("".join(value.splitlines()).encode("ascii", "surrogateescape"))


BOUNDED = _Bounded()


def parsed(raw: bytes, until: float) -> Part:
    """A mail taken apart before an instant of the monotonic clock; TooMuchError where that cannot be done."""
    made = 0

    def part(policy: "Policy[Any]" = BOUNDED) -> Part:
        nonlocal made
        made += 1
        if made > MOST_PARTS:
            raise TooMuchError(f"邮件超过{MOST_PARTS}个部分")
        return Message(policy)

    parser = BytesFeedParser(_factory=part, policy=BOUNDED)
    for at in range(0, len(raw), PIECE):
        parser.feed(raw[at:at + PIECE])
        if monotonic() > until:
            raise TooMuchError("邮件在限定时间内读不完")
    return parser.close()


def within(part: Part) -> list[Part]:
    """The parts of a part; none where it holds a file or words."""
    return [one for one in part.get_payload() if isinstance(one, Message)] if part.is_multipart() else []


def content_of(part: Part) -> bytes:
    """What a part holds, its transfer encoding undone as far as it is right."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def charset_of(part: Part) -> str | None:
    """The set of characters that a part says it is written in."""
    try:
        said = part.get_param("charset")
    except (ValueError, TypeError, LookupError):  # as of continued parameters, some numbered and some not
        return None
    return collapse_rfc2231_value(said) if said is not None else None


def name_of(part: Part) -> str:
    """How a part's file is called, on one line and without folders; empty where it has no name."""
    try:
        said = header_text(part.get_filename() or "")
    except (ValueError, TypeError, LookupError):  # whatever stands there is no name
        return ""
    return said.replace("\\", "/").rpartition("/")[2][-LONGEST_NAME:]
