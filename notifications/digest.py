"""The digest: one letter a recipient and day, the most urgent first, each line with what, since when, why, and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from notifications.letter import Digest, Line, Rendered

if TYPE_CHECKING:
    from jinja2 import Environment

# In the order of urgency.
SECTIONS = (("escalated", "下级逾期"), ("overdue", "已逾期"), ("lapsed", "已失效（不能补办）"), ("today", "今日到期"), ("soon", "即将到期"))


@dataclass(frozen=True)
class Section:
    """The lines of one urgency."""

    code: str
    title: str
    lines: tuple[Line, ...]


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
    return Environment(loader=PackageLoader("notifications"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
                       autoescape=select_autoescape(["html"]), keep_trailing_newline=False)


def _section(line: Line, digest: Digest) -> str:
    if line.state == "due":
        return "today" if line.due == digest.day else "soon"
    return line.state


def sections(digest: Digest) -> tuple[Section, ...]:
    """The lines by urgency, the oldest due day first; empty sections are left out."""
    ordered = sorted(digest.lines, key=lambda line: (line.due, line.duty_id))
    found = [Section(code, title, tuple(line for line in ordered if _section(line, digest) == code)) for code, title in SECTIONS]
    return tuple(section for section in found if section.lines)


def render_digest(digest: Digest) -> Rendered:
    """The letter's subject, its text and HTML, and the due days as an iCalendar file."""
    context: dict[str, Any] = {"digest": digest, "sections": sections(digest), "since": _since}
    render = {name: _templates().get_template(f"digest/{name}").render(context) for name in ("subject.txt", "body.txt", "body.html")}
    return Rendered(" ".join(render["subject.txt"].split()), render["body.txt"], render["body.html"], _ics(digest))


def _since(line: Line) -> str:
    """By when, or since when, in words."""
    mark = "（暂定）" if line.provisional else ""
    if line.state == "lapsed":
        return f"{line.due}届满{mark}"
    if line.days == 0:
        return f"今日（{line.due}）到期{mark}"
    if line.state == "due":
        return f"{line.due}到期{mark}，还有{line.days}日"
    return f"{line.due}到期{mark}，已逾期{line.days}日"


def _ics(digest: Digest) -> str:
    """An all-day event for each of the recipient's own duties; a later letter updates the same event."""
    from icalendar import Calendar, Event
    calendar = Calendar()
    calendar.add("prodid", "-//Kuangjian//矿监//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    stamp = datetime(digest.day.year, digest.day.month, digest.day.day, tzinfo=UTC)
    for line in _own(digest.lines):
        event = Event()
        event.add("uid", f"duty-{line.duty_id}@{urlsplit(line.url).hostname or 'kuangjian.invalid'}")
        event.add("dtstamp", stamp)
        event.add("dtstart", line.due)
        event.add("dtend", line.due + timedelta(days=1))
        event.add("summary", f"{line.title}{'（暂定）' if line.provisional else ''}")
        event.add("description", f"{line.debtor} {line.subject} {line.period}\n{line.clause}「{line.quote}」\n{line.url}")
        event.add("url", line.url)
        calendar.add_component(event)
    return str(calendar.to_ical().decode("utf-8"))


def _own(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if line.audience == "debtor" and line.state != "lapsed"]
