"""Why a move cannot be made, in the words of an error."""

from collections.abc import Callable
from dataclasses import dataclass

from regulation.case_facts import CaseFacts


@dataclass(frozen=True)
class Unmet:
    """What does not hold, and what to do about it."""

    message: str
    way_out: str


Guard = Callable[[CaseFacts], Unmet | None]


def named(*guards: Guard) -> dict[str, Guard]:
    """Guards by the names that the table of moves uses for them."""
    return {guard.__name__.replace("_", "-"): guard for guard in guards}
