"""The table of the procedure: versions, stages, moves with their provisions, and the guards in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from regulation.effects import Effect, Record
from regulation.service import ServiceWay
from regulation.stages import START, GuardRow, Stage, StageRow, Who
from regulation.terms import Confidence

ALL = "all"  # as what a move ends: every limit that still runs


@dataclass(frozen=True)
class Version:
    """A version of the procedure: a case begun under it goes on under it; amounts are yuan."""

    code: str
    title: str
    title_en: str
    effective_from: date
    spot_person: int  # the most that may be fined on the spot
    spot_entity: int
    source: str
    confidence: Confidence


@dataclass(frozen=True)
class Basis:
    """The provision by which a move stands from a version on, and the guards of that version beside the move's own."""

    effective_from: date
    provision: str
    confidence: Confidence
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Later:
    """A guard of the steps made from a day on, whatever the version: another law began to want it then."""

    guard: str
    effective_from: date


@dataclass(frozen=True)
class Move:
    """A move of a case; it belongs to the versions from its first basis to `until`, inclusive."""

    action: str
    title: str
    title_en: str
    stages: tuple[Stage, ...]
    who: Who
    basis: tuple[Basis, ...]
    to: Stage | None = None  # none: the stage stays
    needs: tuple[str, ...] = ()  # guards
    later: tuple[Later, ...] = ()
    opens: tuple[str, ...] = ()  # limits, by step
    ends: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    until: date | None = None
    made_from: date | None = None  # whatever the version: the days on which the step may be made
    made_until: date | None = None
    reopens: bool = False  # it may leave an end

    @property
    def effective_from(self) -> date:
        """Since which version it is there."""
        return self.basis[0].effective_from

    def basis_on(self, day: date) -> Basis | None:
        """The provision for a case begun on a day; none where the move is no part of that version."""
        if self.until is not None and day > self.until:
            return None
        current = [one for one in self.basis if one.effective_from <= day]
        return current[-1] if current else None

    def made_on(self, day: date) -> bool:
        """Whether the step may be made on a day at all."""
        return (self.made_from is None or day >= self.made_from) and (self.made_until is None or day <= self.made_until)

    def needs_on(self, day: date, made: date | None = None) -> tuple[str, ...]:
        """The guards for a case begun on a day, of a step made on another; without one, all that were ever wanted."""
        found = self.basis_on(day)
        later = [one.guard for one in self.later if made is None or made >= one.effective_from]
        return (*(found.needs if found else ()), *self.needs, *later)


@dataclass(frozen=True)
class ProcedureLaw:
    """Everything the law says of the way of a case, by code."""

    procedure: Mapping[str, Version] = field(default_factory=dict)
    stage: Mapping[str, StageRow] = field(default_factory=dict)
    move: Mapping[str, Move] = field(default_factory=dict)
    guard: Mapping[str, GuardRow] = field(default_factory=dict)
    effect: Mapping[str, Effect] = field(default_factory=dict)
    record: Mapping[str, Record] = field(default_factory=dict)
    service: Mapping[str, ServiceWay] = field(default_factory=dict)

    def on(self, begun: date) -> tuple[Move, ...]:
        """The moves of a case begun on a day."""
        return tuple(one for one in self.move.values() if one.basis_on(begun))

    def begins(self) -> date:
        """The first day of the first version."""
        return min(one.effective_from for one in self.procedure.values())

    def stages_on(self, begun: date) -> tuple[StageRow, ...]:
        """The stages that a case begun on a day can come to."""
        entered = {START, *(one.to for one in self.on(begun))}
        return tuple(one for one in self.stage.values() if one.stage in entered)

    def version_on(self, day: date) -> Version | None:
        """The version under which a case begins on a day; none before the first."""
        current = [one for one in self.procedure.values() if one.effective_from <= day]
        return max(current, key=lambda one: one.effective_from) if current else None


# The tables of the procedure, and by what their entries are known.
PROCEDURE: dict[str, tuple[type, str]] = {
    "procedure": (Version, "code"), "stage": (StageRow, "stage"), "move": (Move, "action"), "guard": (GuardRow, "guard"),
    "effect": (Effect, "action"), "record": (Record, "action"), "service": (ServiceWay, "way")}
