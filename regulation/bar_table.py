"""The table of bars: by which records an application is stopped, under which law, for how long."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from regulation.terms import Confidence

RIGHTS = ("mining", "exploration")


class Asked(StrEnum):
    """What is applied for."""

    NEW = "new"
    RENEWAL = "renewal"
    CHANGE = "change"
    TRANSFER = "transfer"
    APPROVAL = "approval"  # any other approval of the area


@dataclass(frozen=True)
class BarValue:
    """What bars under a law, from a day on until another; `months`: so long after the day of the record."""

    effective_from: date
    law: str
    provision: str
    quote: str
    source: str
    confidence: Confidence
    until: date | None = None
    months: int | None = None


@dataclass(frozen=True)
class Bar:
    """A bar: the records it reads, the applications it stops, and the figure by which the province switches it."""

    code: str
    title: str
    title_en: str
    records: str  # the source of records in casework
    kinds: tuple[Asked, ...]
    values: tuple[BarValue, ...]
    right: str | None = None  # mining or exploration: of applications for such a right alone
    switch: str | None = None  # a figure: 1 on, 2 off
    gate: str | None = None  # the gate of the order that it keeps
