"""What a letter says, as plain values."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Line:
    """One duty in a digest; `days` are calendar days until or since the due day, never negative."""

    duty_id: int
    title: str
    subject: str
    debtor: str
    period: str
    due: date
    provisional: bool
    state: str  # due, overdue, lapsed; escalated: a subordinate's overdue
    days: int
    audience: str
    clause: str
    quote: str
    url: str
    times: int
    done: int


@dataclass(frozen=True)
class Digest:
    """A recipient's letter of a day; `more` lines are counted but not shown, `on_behalf_of` is who is absent."""

    recipient_name: str
    office: str
    day: date
    lines: tuple[Line, ...]
    more: int
    on_behalf_of: str | None
    demo: bool


@dataclass(frozen=True)
class Rendered:
    """A letter ready to be put into a message."""

    subject: str
    text: str
    html: str
    ics: str
