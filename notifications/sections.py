"""A digest's lines by urgency, each worded as a reader wants it: what, since when or by when, how far."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from notifications.letter import Digest, Line
from notifications.plain import one_line
from regulation.period_names import period_name

MANY = 3  # duties alike from this number on are told together
# In the order they are read: what an officer must press others for, then what is late, then what comes.
TITLES = {
    "escalated": "下级逾期", "overdue": "本单位逾期", "lapsed": "期满未办",
    "today": "今日到期", "soon": "即将到期",
}
RAISED = {"superior2": "已上报至上两级", "superior3": "已上报至上三级"}


@dataclass(frozen=True)
class Item:
    """One of many duties of a kind: whose, how far, where it is handed in."""

    whose: str
    progress: str
    url: str


@dataclass(frozen=True)
class Entry:
    """A line as it is printed, or many of a kind told together (`items`); every text is one line long."""

    title: str
    debtor: str
    subject: str
    due: str
    when: str
    progress: str
    raised: str
    clause: str
    quote: str
    url: str
    told_as: str = ""  # in which capacity, where it is not the reader's own office
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Section:
    """Entries of one urgency, oldest first."""

    key: str
    title: str
    entries: tuple[Entry, ...]

    @property
    def count(self) -> int:
        """How many duties the section tells of."""
        return sum(len(entry.items) or 1 for entry in self.entries)


def sections_of(digest: Digest) -> tuple[Section, ...]:
    """The sections that have an entry, the most urgent first."""
    ranked = sorted(digest.lines, key=lambda line: (line.due, line.debtor, line.duty_id))
    found: dict[str, list[Line]] = {}
    for line in ranked:
        found.setdefault(_urgency(line, digest.day), []).append(line)
    return tuple(Section(key, title, tuple(_entries(found[key], digest.day))) for key, title in TITLES.items() if key in found)


def due_text(line: Line) -> str:
    """The due day, marked 暂定 where the year's holidays are not announced yet."""
    return f"{line.due.isoformat()}{'（暂定）' if line.provisional else ''}"


def titled(line: Line) -> str:
    """What is owed, and for which period."""
    return one_line(line.title) + (f"（{one_line(period_name(line.period))}）" if line.period else "")


def _urgency(line: Line, day: date) -> str:
    # A superior may be told before the day: that is not yet anybody's delay.
    if line.state == "lapsed" or line.due < day:
        return line.state
    return "today" if line.due == day else "soon"


def _entries(lines: list[Line], day: date) -> Iterator[Entry]:
    """Entries in the order of their first line; many duties alike but for whose they are become one."""
    alike: dict[tuple[object, ...], list[Line]] = {}
    for line in lines:
        key = (line.title, line.period, line.due, line.provisional, line.state, line.audience, line.clause, line.quote,
               line.capacity, line.on_behalf_of)
        alike.setdefault(key, []).append(line)
    for group in alike.values():
        if len(group) < MANY:
            yield from (_entry(line, day) for line in group)
        else:
            yield replace(_entry(group[0], day), items=tuple(
                Item(" ".join(filter(None, (one_line(line.debtor), one_line(line.subject)))),
                     f"已办 {line.done}/{line.times}", one_line(line.url)) for line in group))


def _entry(line: Line, day: date) -> Entry:
    return Entry(
        title=titled(line), debtor=one_line(line.debtor), subject=one_line(line.subject), due=due_text(line),
        when=_when(line, day), progress=f"应办 {line.times} 次，已办 {line.done} 次",
        raised=RAISED.get(line.audience, ""), clause=one_line(line.clause),
        quote=one_line(line.quote), url=one_line(line.url), told_as=_told_as(line))


def _told_as(line: Line) -> str:
    capacity = one_line(line.capacity)
    if line.on_behalf_of:
        return f"代{one_line(line.on_behalf_of)}" + (f"（{capacity}）" if capacity else "")
    return capacity


def _when(line: Line, day: date) -> str:
    if line.state == "lapsed":
        return "期限已过，不能补办"
    if line.due == day:
        return "今日到期"
    return f"已逾期 {line.days} 天" if line.due < day else f"还有 {line.days} 天"
