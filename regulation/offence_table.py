"""Offences against the law of mineral resources: what each may cost, by the law of the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, TypeVar

from regulation.terms import Confidence


class Basis(StrEnum):
    """Of what the fine is a multiple; `fixed` is an amount in yuan."""

    FIXED = "fixed"
    GAINS = "illegal_gains"
    ORE = "ore_value"  # market value of the ore taken
    LOSS = "loss"  # value of the resource that is lost
    COST = "restoration_cost"
    FEE = "fee_owed"


class Circumstance(StrEnum):
    """Under what circumstances a sanction follows."""

    PLAIN = "plain"
    REFUSES = "refuses"
    SERIOUS = "serious"
    REFUSES_SERIOUS = "refuses_serious"
    KNOWINGLY_FALSE = "knowingly_false"
    PERSON = "person"  # and not an entity


class Measure(StrEnum):
    """What an office may do beside the fine."""

    STOP = "stop"
    CORRECT = "correct"
    RESTORE = "restore"
    COMPENSATE = "compensate"
    WARN = "warn"
    CONFISCATE_GAINS = "confiscate_gains"
    CONFISCATE_ORE = "confiscate_ore"
    CONFISCATE_TOOLS = "confiscate_tools"
    SUSPEND_BUSINESS = "suspend_business"
    REVOKE_LICENCE = "revoke_licence"
    TAKE_BACK_RIGHT = "take_back_right"
    SUBSTITUTE = "substitute"  # done by another at the party's cost
    LATE_FEE = "late_fee"
    DISCIPLINE = "discipline"  # of officials
    ANNUL_LICENCE = "annul_licence"


@dataclass(frozen=True)
class Sanction:
    """A sanction beside the fine, and when it follows."""

    what: Measure
    when: Circumstance = Circumstance.PLAIN
    may: bool = False


@dataclass(frozen=True)
class FineRule:
    """The range of a fine: yuan, or multiples of a basis; below `threshold`, or without ore, another in yuan."""

    basis: Basis
    least: Decimal
    most: Decimal
    must: bool  # 并处, 处; otherwise 可以并处, 可以处
    when: Circumstance = Circumstance.PLAIN
    threshold: Decimal | None = None  # itself no longer below: 不足 leaves it out
    least_below: Decimal | None = None
    most_below: Decimal | None = None


@dataclass(frozen=True)
class OffenceValue:
    """An offence under a law; without fines `reason` says why there is no range."""

    effective_from: date
    until: date | None
    law: str
    provision: str
    confidence: Confidence
    source: str
    sanctions: tuple[Sanction, ...] = ()
    fines: tuple[FineRule, ...] = ()
    reason: str | None = None
    notes: tuple[str, ...] = ()  # what else the provision asks, in Chinese
    unconfirmed: tuple[str, ...] = ()  # what of it was not read


@dataclass(frozen=True)
class Offence:
    """An act against the law; `crime` names the line from which it may be one, `focus` whether 四（四） names it."""

    code: str
    title: str
    title_en: str
    values: tuple[OffenceValue, ...]
    crime: str | None = None
    focus: bool = False


class Dated(Protocol):
    """What holds from a day, until one or on."""

    @property
    def effective_from(self) -> date:
        """The first day."""

    @property
    def until(self) -> date | None:
        """The last day."""


Value = TypeVar("Value", bound=Dated)


def in_force(values: Sequence[Value], day: date) -> Value | None:
    """What holds on a day; nothing where no rule was found."""
    begun = [one for one in values if one.effective_from <= day]
    latest = max(begun, key=lambda one: one.effective_from, default=None)
    return latest if latest is not None and (latest.until is None or day <= latest.until) else None
