"""What a hook of a move gets to see."""

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
