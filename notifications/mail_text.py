"""Words of a strange mail as text: whatever it says its characters are, from plain text, HTML or an encoded header."""

import codecs
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header

from notifications.plain import one_line

LONGEST_HTML = 400_000  # characters of HTML that are read; a hostile page of more would take minutes
# Older names of one Chinese set of characters are read as its newest, which holds them all.
SAME = {"gb2312": "gb18030", "gbk": "gb18030", "hz": "hz"}
READABLE = frozenset(codecs.lookup(name).name for name in (
    "utf-8", "gb18030", "hz", "big5", "big5hkscs", "utf-16", "utf-16-le", "utf-16-be", "ascii", "iso8859-1", "iso8859-15",
    "cp1252", "shift_jis", "euc_jp", "iso2022_jp", "euc_kr", "koi8-r", "cp1251"))
# What programs say that do not know what they write.
SAID_BLINDLY = frozenset(("ascii", "iso8859-1", "iso8859-15", "cp1252"))
LEFT_OUT = ("script", "style", "head", "title", "template", "noscript")
BLOCKS = ("p", "div", "tr", "li", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "section")
BREAK = "\u2028"  # a line that ends, while other white space means nothing
OPENS, CLOSES = "\ue000", "\ue001"  # of a quotation
QUOTE_BEGINS = re.compile(
    r"^\s*(?:[-_—]{2,}\s*(?:原始邮件|转发邮件|回复的原邮件|Original(?: Message)?|Forwarded message)\s*[-_—]{2,}"
    r"|(?:在|于)[^\n]{4,120}写道\s*[:：]|On\s[^\n]{5,200}wrote:|(?:发件人|From)\s*[:：][^\n]*)\s*$", re.IGNORECASE)


def decoded(raw: bytes, declared: str | None = None) -> str:
    """Bytes as text: as they are declared if they are that, else as UTF-8 or GB18030, whichever fits best."""
    told = _codec(declared)
    guesses = [*(name for name in (told,) if name and name not in SAID_BLINDLY), "utf-8", "gb18030"]
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        guesses.insert(0, "utf-16")
    for name in guesses:
        text = _strictly(raw, name)
        if text is not None and (name != "gb18030" or told not in SAID_BLINDLY or _plain_chinese(text)):
            return readable(text)
    if told in SAID_BLINDLY and told != "ascii":
        return readable(raw.decode(told, "replace"))
    return readable(min((raw.decode(name, "replace") for name in guesses), key=lambda text: text.count("\ufffd")))


def _codec(declared: str | None) -> str | None:
    name = (declared or "").strip(" \"'").lower()[:40]
    try:
        found = codecs.lookup(SAME.get(name, name)).name if name.isascii() and name else None
    except (LookupError, ValueError):
        return None
    found = SAME.get(found or "", found)
    return found if found in READABLE else None


def _strictly(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(name)
    except (UnicodeError, ValueError):
        return None


def _plain_chinese(text: str) -> bool:
    """Whether what is not ASCII are common Chinese characters: an accent read as GB18030 makes rare ones."""
    try:
        "".join(char for char in text if not char.isascii()).encode("gb2312")
    except UnicodeError:
        return False
    return True


def readable(text: str) -> str:
    """The text with lines ended one way, without characters that no database or page takes."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in text if char in "\n\t" or (char >= " " and not "\x7f" <= char < "\xa0"
                                                            and not "\ud800" <= char <= "\udfff"))


def header_text(value: str) -> str:
    """A header's value on one line, its encoded words read."""
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError, IndexError):
        return one_line(value)
    return one_line("".join(said if isinstance(said, str) else decoded(said, charset) for said, charset in parts))


def html_text(html: str) -> str:
    """What HTML says to its reader: nothing of it is executed or fetched; lines that are quoted begin with `>`."""
    from bs4 import BeautifulSoup
    plain = html[:LONGEST_HTML].translate(dict.fromkeys(map(ord, f"{BREAK}{OPENS}{CLOSES}")))
    page = BeautifulSoup(plain, "lxml")  # the built-in parser takes minutes for a hostile page
    for tag in page.find_all(LEFT_OUT):
        tag.decompose()
    for tag in page.find_all(["br", *BLOCKS]):
        quoted = tag.name == "blockquote"
        if tag.name != "br":
            tag.insert_before(BREAK + OPENS * quoted)
        tag.insert_after(CLOSES * quoted + BREAK)
    said = re.sub(r"[ \t\r\n\xa0]+", " ", page.get_text()).replace(BREAK, "\n")
    return "\n".join(_lines(said)).strip()


def _lines(said: str) -> Iterator[str]:
    deep, blank = 0, True
    for line in said.split("\n"):
        deep += line.count(OPENS)
        words = line.replace(OPENS, "").replace(CLOSES, "").strip()
        if words or not blank:
            yield f"> {words}" if deep > 0 and words else words
        blank = not words
        deep -= line.count(CLOSES)


def fresh(text: str) -> str:
    """What a reply says itself, without what it quotes; all of it where nothing else is there."""
    said = re.sub(r"\n{3,}", "\n\n", "\n".join(_unquoted(text))).strip()
    return said or text


def _unquoted(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if QUOTE_BEGINS.match(line):
            return
        if not line.lstrip().startswith((">", "＞")):
            yield line
