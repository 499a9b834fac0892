"""What is told of how discretion is used: groups, offices, single decisions; shares of the range of the law."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Narrowed:
    """Which decisions: of which days, and of which offence, band (`-`: none named) and office, where that was said."""

    since: date
    until: date
    offence: str = ""
    band: str = ""
    office: str = ""
    every: bool = False  # also those that do not stand out


@dataclass(frozen=True)
class Group:
    """An offence and band: how many decisions, quartiles of the shares; below and above which one stands out."""

    offence: str
    band: str
    count: int
    first: Decimal
    median: Decimal
    third: Decimal
    low: Decimal | None  # none: too few to compare
    high: Decimal | None


@dataclass(frozen=True)
class OfOffice:
    """What an office decided of an offence and band; `off` is the distance of its median from that of all, `far` too much."""

    offence: str
    band: str
    code: str
    name: str
    count: int
    median: Decimal
    off: Decimal
    far: bool


@dataclass(frozen=True)
class Decision:
    """A decision with its share of the range; whether it lies outside its band, and beyond a whisker."""

    number: str
    offence: str
    band: str
    office_code: str
    office: str
    decided_on: date
    fine: Decimal
    least: Decimal
    most: Decimal
    share: Decimal
    outside: bool
    reason: str | None  # why it lies outside its band
    beyond: bool


@dataclass(frozen=True)
class Spread:
    """How discretion was used, as shares of the ranges; `more` where not all decisions are listed."""

    asked: Narrowed
    groups: list[Group]
    offices: list[OfOffice]
    decisions: list[Decision]
    more: bool
