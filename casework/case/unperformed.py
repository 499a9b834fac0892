"""What of a decision is not performed yet, part by part, each with the move that records it."""

from collections.abc import Iterator

from casework.case.owing import Owed
from regulation.case_facts import CaseFacts
from regulation.guards import Unmet

MEND = "Record what is still missing when it comes."


def open_parts(owed: Owed | None, facts: CaseFacts) -> tuple[Unmet, ...]:
    """The money that is left by item, and ore that was not handed over."""
    return tuple(Unmet(one, MEND) for one in _open(owed, facts))


def _open(owed: Owed | None, facts: CaseFacts) -> Iterator[str]:
    left = owed.left if owed else {}
    if (fine := left.get("fine", 0)) > 0:
        yield f"Of the fine {fine:,} yuan are left; what is paid is recorded by payment.record."
    if (gains := left.get("gains", 0)) > 0:
        yield f"Of the gains {gains:,} yuan are left; what is paid is recorded by payment.record."
    if (surcharge := left.get("surcharge", 0)) > 0:
        yield f"Of the surcharge {surcharge:,} yuan are left; what is paid is recorded by payment.record."
    if facts.ore_to_hand_over:
        yield "The ore that was confiscated is not handed over; ore.hand-over records it."
