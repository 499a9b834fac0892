"""A ladder: the rungs by which a duty is chased, as they stand on a day."""

from dataclasses import dataclass, replace
from datetime import date


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
