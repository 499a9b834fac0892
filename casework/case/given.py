"""What was filled in for a move: as a hook of it gets to see it, and as the journal proves it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from regulation.case_facts import CaseFacts


@dataclass(frozen=True)
class Given:
    """A move as it was filled in, on the day it was done, with the facts as they would be claimed by it."""

    action: str
    day: date
    fields: Mapping[str, Any]
    facts: CaseFacts

    def day_of(self, name: str) -> date | None:
        """A day that was filled in; nothing where the field was left empty."""
        told = self.fields.get(name)
        return None if told is None else date.fromisoformat(told)


def digest(written: str) -> str:
    """The SHA-256 that the journal keeps of what an event says was filled in, canonical JSON."""
    return hashlib.sha256(written.encode()).hexdigest()
