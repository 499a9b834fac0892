"""A move of a case as its flow sees to it: the event, the case as it stands now, and what was done about it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casework.case.cases import CaseRow


@dataclass(frozen=True)
class Event:
    """What happened: the opening (no 0, no action) or a move, on its day, with what was filled in."""

    no: int
    action: str
    day: date
    fields: Mapping[str, Any]
    officer_id: int | None


@dataclass
class Work:
    """A case at work under lock; `said` and `counts` go into the report of the run."""

    case: CaseRow
    event: Event
    said: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def did(self, name: str, said: str) -> None:
        """Tell what was done, under the figure of this name."""
        self.counts[name] += 1
        self.said.append(said)
