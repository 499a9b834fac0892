"""The words of the rulebook: what a provision, a duty rule, an act kind, a ladder and a figure are."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from regulation.terms import Cadence as Cadence
from regulation.terms import Confidence as Confidence
from regulation.terms import Creditor as Creditor
from regulation.terms import Debtor as Debtor
from regulation.terms import Per as Per
from regulation.terms import Unit as Unit

Day = date  # a field of DueRule is itself called date


@dataclass(frozen=True)
class Span:
    """A length of time: so many of a unit; `law` names the regime when the unit is `law_day`."""

    n: int
    unit: Unit
    law: str | None = None


@dataclass(frozen=True)
class DueRule:
    """When a period's duty falls due: exactly one of the five is set."""

    on: str | None = None  # "12-31", or "02-end" for the last day of the month, in the period's year
    at_period_end: bool = False
    date: Day | None = None  # a one-off date
    after: Span | None = None  # counted from the period's end, or from the day of the event
    before: Span | None = None  # counted back from the day of the event


@dataclass(frozen=True)
class DutyValue:
    """The figures of a duty rule from a date on; the next value's `from` ends it, or `until` does."""

    effective_from: date
    until: date | None  # last day in force, when the rule itself ends
    times: int
    due: DueRule
    roll: bool  # a last day on a rest day moves on (a statutory limit) or stays (an internal reporting date)
    reports_on: str  # same_period, previous_year, this_year, first_half, previous_period, none
    confidence: Confidence
    source: str
    set_by: str | None = None  # "province": the order names no figure, the province may set it


@dataclass(frozen=True)
class Reading:
    """An open wording, how we read it, why, and the reading not taken."""

    question: str
    taken: str
    reason: str
    not_taken: str
    set_by: str | None = None


@dataclass(frozen=True)
class DutyRule:
    """A duty of the order: debtor owes creditor an act about a subject, so many times, by a date, because of a clause."""

    code: str
    provision: str
    title: str
    title_en: str
    quote: str
    debtor: Debtor
    creditor: Creditor
    per: Per
    cadence: Cadence
    act: str
    catch_up: bool  # may a missed one be made good; if not, it lapses
    ladder: str
    values: tuple[DutyValue, ...]
    event: str | None = None
    only_method: str | None = None  # underground, open_pit
    except_minerals: str | None = None  # a list of the rulebook, e.g. "radioactive"
    only_posts: tuple[str, ...] = ()  # for officers: the roles that owe it
    readings: tuple[Reading, ...] = ()

    def value_on(self, day: date) -> DutyValue | None:
        """The value in force on a day, or None before the rule began or after it ended."""
        current = [v for v in self.values if v.effective_from <= day]
        if not current:
            return None
        latest = max(current, key=lambda v: v.effective_from)
        return None if latest.until is not None and day > latest.until else latest

    def ended_by(self, day: date) -> date | None:
        """The last day this rule was in force, if it is over on `day` (it may come back by a later value)."""
        begun = [v for v in self.values if v.effective_from <= day]
        last = max(begun, key=lambda v: v.effective_from).until if begun else None
        return last if last is not None and day > last else None


@dataclass(frozen=True)
class Field:
    """A form field of an act kind; types: text, integer, number, money, date, boolean, choice."""

    name: str
    title: str
    title_en: str
    type: str
    required: bool = False
    unit: str | None = None
    choices: tuple[str, ...] = ()
    minimum: float | None = None


@dataclass(frozen=True)
class FileWanted:
    """A file that belongs to an act."""

    name: str
    title: str
    required: bool = False


@dataclass(frozen=True)
class Finding:
    """Something an act can find; `clue` says it may become one."""

    code: str
    title: str
    clue: bool = False


@dataclass(frozen=True)
class Raise:
    """An event that an act of a kind is, at its party or its superior; where a field is named, only if it holds a value."""

    event: str
    at: str = "party"  # party, superior
    field: str | None = None
    among: tuple[str, ...] = ()


@dataclass(frozen=True)
class ActKind:
    """A kind of act: its form, and what follows from it."""

    kind: str
    provision: str
    title: str
    title_en: str
    reviewed: bool  # handed in first; it counts when the creditor accepts it
    fields: tuple[Field, ...] = ()
    files: tuple[FileWanted, ...] = ()
    findings: tuple[Finding, ...] = ()
    raises: tuple[Raise, ...] = ()  # events that open duties
    discharges: tuple[str, ...] = ()  # rule codes, computed at loading from the duties that name this kind

    def raised(self, fields: Mapping[str, Any]) -> tuple[Raise, ...]:
        """What an act with these fields raises."""
        return tuple(one for one in self.raises if one.field is None or fields.get(one.field) in one.among)

    def events(self, fields: Mapping[str, Any]) -> tuple[str, ...]:
        """The events that an act with these fields is."""
        return tuple(one.event for one in self.raised(fields))


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
class Rung:
    """One step of a ladder: offset < 0 calendar days before the due day, 0 on it, > 0 working days after it."""

    no: int
    offset: int
    to: tuple[str, ...]  # debtor, superior, superior2, superior3
    title: str


@dataclass(frozen=True)
class LadderValue:
    """The rungs of a ladder from a date on."""

    effective_from: date
    rungs: tuple[Rung, ...]
    lapse_after: int | None
    source: str
    set_by: str | None = None


@dataclass(frozen=True)
class Ladder:
    """How a duty is chased; `lapse_after` working days after the due day a duty that cannot be caught up lapses."""

    code: str
    title: str
    rungs: tuple[Rung, ...]
    lapse_after: int | None
    source: str
    set_by: str | None = None
    values: tuple[LadderValue, ...] = ()  # later decrees

    def on(self, day: date) -> "Ladder":
        """The ladder as it stands on a day."""
        later = [value for value in self.values if value.effective_from <= day]
        if not later:
            return self
        value = max(later, key=lambda one: one.effective_from)
        return replace(self, rungs=value.rungs, lapse_after=value.lapse_after, source=value.source, set_by=value.set_by)


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
    fingerprint: str = ""  # SHA-256 over the files it was read from
