"""The due days of a digest as calendar entries (RFC 5545), which a later letter on the same duty replaces."""

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from notifications.letter import Digest, Line
from notifications.plain import one_line
from notifications.sections import due_text, titled

if TYPE_CHECKING:
    from icalendar import Event


def agenda_of(digest: Digest) -> str:
    """One all-day entry for each duty the recipient's own office still owes; empty if there is none."""
    own = [line for line in digest.lines if line.audience == "debtor" and line.state in ("due", "overdue")]
    if not own:
        return ""
    from icalendar import Calendar
    calendar = Calendar()
    for name, value in (("prodid", "-//Kuangjian//矿监//ZH"), ("version", "2.0"), ("calscale", "GREGORIAN"),
                        ("method", "PUBLISH")):
        calendar.add(name, value)
    for line in own:
        calendar.add_component(_event(line, digest))
    return str(calendar.to_ical().decode("utf-8"))


def _event(line: Line, digest: Digest) -> "Event":
    from icalendar import Event
    event = Event()
    event.add("uid", f"duty-{line.duty_id}@{urlsplit(line.url).hostname or 'kuangjian.invalid'}")
    # Taken from the letter's day, not from a clock: the same letter stays the same, and a later one wins.
    event.add("dtstamp", datetime.combine(digest.day, time(), UTC))
    event.add("sequence", digest.day.toordinal())
    event.add("dtstart", line.due)
    event.add("dtend", line.due + timedelta(days=1))
    event.add("summary", _summary(line, demo=digest.demo))
    event.add("description", _description(line))
    event.add("url", one_line(line.url))
    event.add("status", "TENTATIVE" if line.provisional else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _summary(line: Line, *, demo: bool) -> str:
    return f"{'【演示】' if demo else ''}{titled(line)}到期{'（暂定）' if line.provisional else ''}"


def _description(line: Line) -> str:
    about = f"{one_line(line.debtor)} {one_line(line.subject)}".strip()
    why = f"{one_line(line.clause)}“{one_line(line.quote)}”"
    return f"{about}\n期限：{due_text(line)}\n依据：{why}\n办理：{one_line(line.url)}"
