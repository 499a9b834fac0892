"""The daily digest: written once from its lines, as text, as HTML and as calendar entries."""

from notifications.agenda import agenda_of
from notifications.letter import Digest, Rendered
from notifications.plain import one_line
from notifications.sections import Section, sections_of
from notifications.writing import written


def render_digest(digest: Digest) -> Rendered:
    """The letter in Chinese, most urgent first; the same digest always gives the same letter."""
    sections = sections_of(digest)
    context: dict[str, object] = {
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
        subject=one_line(written("digest/subject.txt", context)), text=written("digest/body.txt", context),
        html=written("digest/body.html", context), ics=agenda_of(digest))


def _headline(sections: tuple[Section, ...], more: int) -> str:
    counts = [f"{section.title} {section.count} 项" for section in sections]
    return "，".join([*counts, *([f"另有 {more} 项"] if more else [])]) or "没有待办事项"
