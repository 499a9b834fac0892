"""A digest as values: what its lines say, whom it goes to, and the letter written from it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Line:
    """One duty in a digest, as it stands on the digest's day."""

    duty_id: int
    title: str
    subject: str  # the mine, right or person it is about; empty where it is about the debtor itself
    debtor: str
    period: str
    due: date
    provisional: bool
    state: str  # due, overdue, lapsed, escalated (a subordinate's)
    days: int  # calendar days until or since the due day
    audience: str  # debtor, superior, superior2, superior3
    clause: str
    quote: str
    url: str
    times: int
    done: int
    capacity: str = ""  # the office for which the reader is told, where it is not his own
    on_behalf_of: str | None = None  # the absent officer whom the reader stands in for


@dataclass(frozen=True)
class Digest:
    """All that one recipient is told on one day."""

    recipient_name: str
    office: str
    day: date
    lines: tuple[Line, ...]
    more: int  # lines that stand but are not shown
    on_behalf_of: str | None  # the absent officer whom the recipient stands in for in everything
    demo: bool


@dataclass(frozen=True)
class Rendered:
    """A written letter; `ics` is empty where nothing has a day to put into a calendar."""

    subject: str
    text: str
    html: str
    ics: str
