"""The due days of a digest as calendar entries (RFC 5545), which a later letter on the same duty replaces."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from notifications.letter import Digest, Line
from notifications.plain import one_line
from notifications.sections import due_text, titled

if TYPE_CHECKING:
    from icalendar import vDDDTypes


def agenda_of(digest: Digest) -> str:
    """One all-day entry for each duty the recipient's own office still owes; empty if there is none."""
    own = [line for line in digest.lines if line.audience == "debtor" and line.state in ("due", "overdue")]
    if not own:
        return ""
    from icalendar import Calendar, Event
    calendar = Calendar(_head())
    common = _common(digest.day)
    for line in own:
        calendar.add_component(Event({**common, **_of(line, demo=digest.demo)}))
    return str(calendar.to_ical().decode("utf-8"))


@cache
def _head() -> Mapping[str, object]:
    from icalendar import vText
    return {"PRODID": vText("-//Kuangjian//矿监//ZH"), "VERSION": vText("2.0"), "CALSCALE": vText("GREGORIAN"),
            "METHOD": vText("PUBLISH")}


@lru_cache(maxsize=8)
def _common(day: date) -> Mapping[str, object]:
    """What every entry of a day's letters says, made once.

    Taken from the letter's day, not from a clock: the same letter stays the same, and a later one wins.
    """
    from icalendar import vDDDTypes, vInt, vText
    return {"DTSTAMP": vDDDTypes(datetime.combine(day, time(), UTC)), "SEQUENCE": vInt(day.toordinal()),
            "TRANSP": vText("TRANSPARENT")}


@lru_cache(maxsize=1024)
def _dated(day: date) -> "vDDDTypes":
    from icalendar import vDDDTypes
    return vDDDTypes(day)


def _of(line: Line, *, demo: bool) -> Mapping[str, object]:
    from icalendar import vText, vUri
    return {
        "UID": vText(f"duty-{line.duty_id}@{_host(line.url)}"), "DTSTART": _dated(line.due),
        "DTEND": _dated(line.due + timedelta(days=1)), "SUMMARY": vText(_summary(line, demo=demo)),
        "DESCRIPTION": vText(_description(line)), "URL": vUri(one_line(line.url)),
        "STATUS": vText("TENTATIVE" if line.provisional else "CONFIRMED")}


def _host(url: str) -> str:
    return urlsplit(url).hostname or "kuangjian.invalid"


def _summary(line: Line, *, demo: bool) -> str:
    return f"{'【演示】' if demo else ''}{titled(line)}到期{'（暂定）' if line.provisional else ''}"


def _description(line: Line) -> str:
    about = f"{one_line(line.debtor)} {one_line(line.subject)}".strip()
    why = f"{one_line(line.clause)}“{one_line(line.quote)}”"
    return f"{about}\n期限：{due_text(line)}\n依据：{why}\n办理：{one_line(line.url)}"
