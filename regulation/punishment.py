"""An act as it is to be punished, and what it costs."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from regulation.crime import Lapse, Suspicion
from regulation.discretion import Weighing
from regulation.offence_table import Basis, Circumstance
from regulation.terms import Confidence
from regulation.yuan import Range


@dataclass(frozen=True)
class Act:
    """What was done, from when to when, worth how much, and when it is decided; amounts in yuan, none where not known."""

    first: date
    last: date
    decided: date | None = None
    bases: dict[Basis, Decimal | None] = field(default_factory=dict)
    costs: Decimal | None = None  # lawful costs and inputs of illegal gains
    refunds: Decimal | None = None  # what of them must be given back to others
    circumstance: Circumstance | None = None
    special_area: bool = False
    harm: bool = False
    discovered: date | None = None


@dataclass(frozen=True)
class Confiscation:
    """What is confiscated, and what it is worth where that was given."""

    what: str
    value: Decimal | None


@dataclass(frozen=True)
class Penalty:
    """The range of the fine, or why there is none; `must` is null without a fine; unconfirmed lists what was not read."""

    offence: str
    title: str
    title_en: str
    range: Range | None
    must: bool | None
    circumstance: Circumstance | None
    law: str | None
    provision: str | None
    confidence: Confidence
    reason: str | None
    sanctions: tuple[str, ...]
    confiscation: tuple[Confiscation, ...]
    crime: Suspicion | None
    limitation: Lapse | None
    unconfirmed: tuple[str, ...]
    steps: tuple[str, ...]
    discretion: Weighing | None = None  # the bands in force on the day of the decision
