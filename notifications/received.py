"""A mail that came in, read with care: who sent it, what it answers, its words and files; whatever it holds, within bounds."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import getaddresses
from time import monotonic

from notifications.automatic import BOUNCE, why_automatic
from notifications.bounce import Bounce, read_bounce
from notifications.contained import Part, TooMuchError, charset_of, content_of, name_of, parsed, within
from notifications.mail_text import decoded, header_text, html_text

DEEPEST, MOST_FILES = 20, 100
LONGEST_TEXT, LONGEST_SUBJECT = 200_000, 300  # characters
LARGEST_REPORT = 2_000_000  # bytes
MESSAGE_ID = re.compile(r"<[^<>\s]{1,400}>")
ADDRESS = re.compile(r"[^@\s<>()\",;:]{1,100}@[^@\s<>()\",;:]{1,100}")
SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "image/heic": "heic", "application/pdf": "pdf", "text/html": "html",
            "text/plain": "txt", "message/rfc822": "eml"}
SAME_TWICE = (b"message-id", b"from", b"date", b"subject")  # what is alike however often and whichever way a mail comes


@dataclass(frozen=True, repr=False)
class Attached:
    """A file of a mail, as it was called and as it said what it is."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, repr=False)
class Received:
    """A mail: `people` are names and addresses that tell who sent it, `automatic` why no person did."""

    answers: tuple[str, ...]  # Message-IDs
    sender_name: str
    sender_address: str
    people: tuple[str, ...]
    subject: str
    text: str
    files: tuple[Attached, ...]
    automatic: str | None
    bounce: Bounce | None


@dataclass
class _Found:
    until: float
    said: list[str] = field(default_factory=list)
    files: list[Attached] = field(default_factory=list)


def read_mail(raw: bytes, *, seconds: float = 60.0) -> Received:
    """Read a mail; TooMuchError where it is built to be endless."""
    mail = parsed(raw, monotonic() + seconds)
    found = _Found(monotonic() + seconds)
    _gather(mail, found, 0)
    automatic = why_automatic(mail)
    people = [pair for name in ("From", "Reply-To", "Sender") for pair in _people(str(mail.get(name, "")))]
    name, address = people[0] if people else ("", "")
    return Received(
        answers=tuple(MESSAGE_ID.findall(f"{mail.get('In-Reply-To', '')} {mail.get('References', '')}"))[-50:],
        sender_name=name, sender_address=address, people=tuple(word for pair in people for word in pair if word),
        subject=header_text(str(mail.get("Subject", "")))[:LONGEST_SUBJECT],
        text="\n\n".join(part.strip() for part in found.said if part.strip())[:LONGEST_TEXT], files=tuple(found.files),
        automatic=automatic,
        bounce=read_bounce(raw) if automatic == BOUNCE and len(raw) <= LARGEST_REPORT else None)


def _people(header: str) -> Iterator[tuple[str, str]]:
    """Names and addresses of a header; an address is looked for also where the header is written wrongly."""
    pairs = [(header_text(name), address) for name, address in getaddresses([header]) if ADDRESS.fullmatch(address)]
    if not pairs and (found := ADDRESS.search(header)):
        pairs = [(header_text(header.replace(found[0], "")).strip(" <>\"'"), found[0])]
    yield from pairs[:5]


def _gather(part: Part, found: _Found, depth: int) -> None:
    if depth > DEEPEST or monotonic() > found.until:
        raise TooMuchError("邮件层次过多，或在限定时间内读不完")
    children = within(part)
    if not part.is_multipart():
        _leaf(part, found)
    elif part.get_content_type() == "multipart/alternative":
        _best(children, found, depth)
    else:
        if part.get_content_type() == "message/rfc822" and children:
            found.said.append(f"〔所附邮件〕{header_text(str(children[0].get('Subject', '')))[:LONGEST_SUBJECT]}")
        for child in children:
            _gather(child, found, depth + 1)


def _best(children: list[Part], found: _Found, depth: int) -> None:
    """The same said in several ways: the first way that says something counts, and the files of all."""
    ways = [_Found(found.until) for _ in children]
    for child, way in zip(children, ways, strict=True):
        _gather(child, way, depth + 1)
        found.files += way.files
    found.said += next((way.said for way in ways if any(said.strip() for said in way.said)), [])


def _leaf(part: Part, found: _Found) -> None:
    kind, name, content = part.get_content_type(), name_of(part), content_of(part)
    if kind in ("text/plain", "text/html") and not name and part.get_content_disposition() != "attachment":
        text = decoded(content, charset_of(part))
        found.said.append(html_text(text) if kind == "text/html" else text)
    elif content:
        if len(found.files) >= MOST_FILES:
            raise TooMuchError(f"邮件超过{MOST_FILES}个附件")
        found.files.append(Attached(name or f"附件{len(found.files) + 1}.{SUFFIXES.get(kind, 'bin')}", kind, content))


def fingerprint(raw: bytes) -> str:
    """What a mail is known by when it comes again: its Message-ID, and what it says, whichever way it came."""
    head, _, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    digest = hashlib.sha256()
    for line in head.replace(b"\n ", b" ").replace(b"\n\t", b" ").split(b"\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() in SAME_TWICE:
            digest.update(name.strip().lower() + b":" + b" ".join(value.split()) + b"\n")
    digest.update(b"\n" + body.rstrip())
    return digest.hexdigest()
