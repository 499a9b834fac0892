"""The rulebook: everything the decrees say, with their clauses, gates, figures and ways of counting."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from regulation.act_kind import ActKind
from regulation.bar_table import Bar
from regulation.ladder import Ladder
from regulation.limit_table import LimitRule
from regulation.money_law import MoneyLaw
from regulation.procedure_table import ProcedureLaw
from regulation.rule import DutyRule
from regulation.terms import Confidence, Per


@dataclass(frozen=True)
class Provision:
    """A clause of a decree with its verbatim quotes."""

    clause: str
    decree: str
    title: str
    title_en: str
    quotes: tuple[str, ...]
    none_needed: str | None = None  # why no duty, act, gate or figure stands for it


@dataclass(frozen=True)
class Gate:
    """An approval that must be refused while a condition holds."""

    code: str
    provision: str
    title: str
    refuses: tuple[str, ...]
    condition: str
    quote: str


@dataclass(frozen=True)
class FigureValue:
    """A figure from a date on."""

    effective_from: date
    value: int
    source: str
    confidence: Confidence
    set_by: str | None = None


@dataclass(frozen=True)
class Figure:
    """A dated number of the practice or the law, with its unit."""

    code: str
    provision: str
    title: str
    unit: str
    values: tuple[FigureValue, ...]

    def on(self, day: date) -> int:
        """The value in force on a day; the earliest one before that."""
        current = [v for v in self.values if v.effective_from <= day]
        return (max(current, key=lambda v: v.effective_from) if current else self.values[0]).value


@dataclass(frozen=True)
class Regime:
    """Which 日 of a law are working days, and whether its last day rolls, from a date on (domain §10)."""

    law: str
    title: str
    effective_from: date
    until: date | None
    working_days: tuple[int, ...]  # the numbers of 日 that are working days; empty: none
    rolls: bool
    source: str
    confidence: Confidence


@dataclass(frozen=True)
class Rulebook:
    """Everything the decrees say, loaded and checked."""

    provisions: Mapping[str, Provision]
    duties: Mapping[str, DutyRule]
    acts: Mapping[str, ActKind]
    ladders: Mapping[str, Ladder]
    gates: Mapping[str, Gate]
    figures: Mapping[str, Figure]
    regimes: tuple[Regime, ...]
    minerals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # named lists, e.g. radioactive, outside
    limits: Mapping[str, LimitRule] = field(default_factory=dict)  # of the case, by step
    fingerprint: str = ""  # SHA-256 over the files it was read from
    money: MoneyLaw = field(default_factory=MoneyLaw)
    procedure: ProcedureLaw = field(default_factory=ProcedureLaw)
    bars: Mapping[str, Bar] = field(default_factory=dict)  # of applications at the gate, by code
    periods: Mapping[str, DutyRule] = field(default_factory=dict)  # what time parties and other organs have, by code

    def begins(self) -> date:
        """The first day on which any of its duties is in force; other laws set the limits of cases, and began earlier."""
        return min(value.effective_from for rule in self.duties.values() if rule.per is not Per.CASE for value in rule.values)
