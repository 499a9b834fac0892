"""The limits of the case as dated rows: within which time of which event something must be done, and by which law."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from regulation.rule import Span
from regulation.terms import Confidence, Unit


@dataclass(frozen=True)
class Extension:
    """More time that somebody may grant; `most` of the unit in all, unless it is `beyond` the ordinary."""

    unit: Unit
    approver: str
    provision: str
    most: int | None = None  # none: no bound is known
    beyond: str | None = None  # what has no such bound, as 案情特别复杂


@dataclass(frozen=True)
class LimitValue:
    """A limit from a date on; exactly one of after, before and none is set, and the next value's `from` ends it."""

    effective_from: date
    law: str
    source: str
    confidence: Confidence
    provision: str | None = None
    after: Span | None = None
    before: Span | None = None  # counted back from the event
    none: str | None = None  # why there is no figure
    rolls_by: str | None = None  # the regime by which the last day moves off a rest day; none: it stays
    extension: Extension | None = None
    pauses: tuple[str, ...] = ()  # what stops the clock
    note: str | None = None
    only: str | None = None  # the guard that must hold for a case to owe it; none: every case does

    @property
    def span(self) -> Span | None:
        """The figure, whichever way it is counted."""
        return self.after or self.before


@dataclass(frozen=True)
class LimitRule:
    """A step of the case, the event that starts its limit, and what each law made of it."""

    step: str
    title: str
    title_en: str
    starts: str
    starts_en: str
    values: tuple[LimitValue, ...]
    owed_by: str = "office"  # or superior; party and organ: it is their time, no duty of ours

    def value_on(self, day: date) -> LimitValue | None:
        """The value in force on a day; none before the first law that is known."""
        current = [value for value in self.values if value.effective_from <= day]
        return max(current, key=lambda value: value.effective_from) if current else None

    def spans(self) -> Iterator[tuple[LimitValue, date | None]]:
        """Each value with the last day on which it holds."""
        last_days = [value.effective_from - timedelta(days=1) for value in self.values[1:]]
        return zip_longest(self.values, last_days)

    @property
    def hourly(self) -> bool:
        """Whether it is counted in hours from an instant."""
        return any(value.span is not None and value.span.unit is Unit.HOUR for value in self.values)
