"""What a move has the system do, by the move: looked up here, done in the modules of each matter."""

from collections.abc import Callable

from casework.case.filing_up import file_up
from casework.case.seen_event import Work
from casework.desk import Desk

Sees = Callable[[Desk, Work], None]

SEES: dict[str, tuple[Sees, ...]] = {
    "filing.approve": (file_up,), "order.file": (file_up,), "spot.decide": (file_up,),
}


def see_to(desk: Desk, work: Work) -> None:
    """Do what the system owes after a move."""
    for one in SEES.get(work.event.action, ()):
        one(desk, work)
