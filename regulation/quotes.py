"""Quotes are verbatim: compared without white space, since the source breaks lines in mid-word."""

from functools import cache
from pathlib import Path

SOURCES = Path(__file__).resolve().parent / "source"


def squeeze(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())


def in_source(quote: str, source: str) -> bool:
    """Whether the quote stands in the source word for word."""
    return bool(squeeze(quote)) and squeeze(quote) in squeeze(source)


@cache
def source_text(decree: str) -> str | None:
    """The text of a decree as issued, or None where the house holds no copy."""
    found = sorted(SOURCES.glob(f"{decree}*.txt"))
    return found[0].read_text(encoding="utf-8") if found else None
