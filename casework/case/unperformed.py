"""What of a decision is not performed yet, part by part, each with the move that records it."""

from collections.abc import Iterator

from casework.case.owing import Owed
from regulation.case_facts import CaseFacts
from regulation.guards import Unmet
from regulation.yuan import to_fen

MEND = "Record what is still missing when it comes."


def open_parts(owed: Owed | None, facts: CaseFacts) -> tuple[Unmet, ...]:
    """The money that is left by item, and ore that was not handed over."""
    return tuple(_open(owed, facts))


def _open(owed: Owed | None, facts: CaseFacts) -> Iterator[Unmet]:
    left = {} if owed is None else {item: to_fen(amount) for item, amount in owed.left.items() if amount > 0}
    if "fine" in left:
        yield Unmet(f"Of the fine {left['fine']:,} yuan are left; what is paid is recorded by payment.record.", MEND)
    if "gains" in left:
        yield Unmet(f"Of the gains {left['gains']:,} yuan are left; what is paid is recorded by payment.record.", MEND)
    if "surcharge" in left:
        yield Unmet(f"Of the surcharge {left['surcharge']:,} yuan are left; what is paid is recorded by payment.record.", MEND)
    if facts.ore_to_hand_over:
        yield Unmet("The ore that was confiscated is not handed over; ore.hand-over records it.", MEND)
