"""Due days as a calendar that programs subscribe to (RFC 5545); an entry of a letter is the same entry here."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from casework.view.lines import Line
from regulation.period_names import told_apart


def written(lines: Sequence[Line], base_url: str, now: datetime) -> bytes:
    """The calendar: one all-day entry a duty."""
    from icalendar import Calendar, Event
    calendar = Calendar({"PRODID": "-//Kuangjian//矿监//ZH", "VERSION": "2.0", "CALSCALE": "GREGORIAN", "METHOD": "PUBLISH",
                         "NAME": "矿监", "X-WR-CALNAME": "矿监", "REFRESH-INTERVAL": "PT6H"})
    host = urlsplit(base_url).hostname or "kuangjian.invalid"
    for line in lines:
        entry = Event()
        entry.add("UID", f"duty-{line.id}@{host}")
        entry.add("DTSTAMP", now)
        entry.add("DTSTART", line.due)
        entry.add("DTEND", line.due + timedelta(days=1))
        entry.add("SUMMARY", f"{line.title}到期{'（暂定）' if line.provisional else ''}")
        entry.add("DESCRIPTION", f"{line.debtor} {line.about or ''} {told_apart(line.period, line.reports_on)}".strip())
        entry.add("URL", f"{base_url}/duties/{line.id}")
        entry.add("STATUS", "TENTATIVE" if line.provisional else "CONFIRMED")
        entry.add("TRANSP", "TRANSPARENT")
        calendar.add_component(entry)
    return bytes(calendar.to_ical())
