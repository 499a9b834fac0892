"""Strangers' text (names, subjects, replies of servers) made fit for a line of a letter, header or record."""

import unicodedata

LONGEST = 300  # characters of a server's reply worth keeping


def one_line(text: str) -> str:
    """The text without line breaks, control, bidi and broken characters, white space collapsed."""
    if not text.isprintable():
        text = "".join(_kept(character) for character in text)
    return " ".join(text.split())


def _kept(character: str) -> str:
    match unicodedata.category(character):
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cf":
            return ""  # a right-to-left override can make an address read as another
        case "Cs":
            return "?"
        case _:
            return character


def reply_text(text: str) -> str:
    """A server's reply as one readable line of at most 300 characters, also where it was written in GBK."""
    # aiosmtplib hands over undecodable bytes as surrogates, which no database takes.
    raw = text.encode("utf-8", "surrogateescape")
    for encoding in ("utf-8", "gb18030"):
        try:
            return one_line(raw.decode(encoding))[:LONGEST]
        except UnicodeDecodeError:
            continue
    return one_line(raw.decode("utf-8", "replace"))[:LONGEST]
