"""The named rules of the procedure: each says of the facts of a case on a day why a move cannot be made, or nothing."""

from regulation.guards.closing import CLOSING
from regulation.guards.deciding import DECIDING
from regulation.guards.enforcing import ENFORCING
from regulation.guards.filing import FILING
from regulation.guards.investigating import INVESTIGATING
from regulation.guards.objects import OBJECTS
from regulation.guards.unmet import Guard, Unmet

GUARDS: dict[str, Guard] = {**FILING, **INVESTIGATING, **DECIDING, **ENFORCING, **CLOSING, **OBJECTS}

__all__ = ["GUARDS", "Guard", "Unmet"]
