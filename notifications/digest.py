"""The daily digest: written once from its lines, as text, as HTML and as calendar entries."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from notifications.agenda import agenda_of
from notifications.letter import Digest, Rendered
from notifications.plain import one_line
from notifications.sections import Section, sections_of

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


def render_digest(digest: Digest) -> Rendered:
    """The letter in Chinese, most urgent first; the same digest always gives the same letter."""
    sections = sections_of(digest)
    context = {
        "sections": sections,
        "headline": _headline(sections, digest.more),
        "more": digest.more,
        "demo": digest.demo,
        "day": digest.day.isoformat(),
        "recipient": one_line(digest.recipient_name),
        "office": one_line(digest.office),
        "absent": one_line(digest.on_behalf_of or ""),
        "provisional": any(line.provisional for line in digest.lines),
        "escalated": any(line.audience != "debtor" for line in digest.lines),
    }
    return Rendered(
        subject=one_line(_written("subject.txt", context)), text=_written("body.txt", context),
        html=_written("body.html", context), ics=agenda_of(digest))


def _headline(sections: tuple[Section, ...], more: int) -> str:
    counts = [f"{section.title} {section.count} 项" for section in sections]
    return "，".join([*counts, *([f"另有 {more} 项"] if more else [])]) or "没有待办事项"


def _written(part: str, context: dict[str, object]) -> str:
    return _environment().get_template(f"digest/{part}").render(context)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
    return Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=select_autoescape(["html"]),
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, auto_reload=False)
