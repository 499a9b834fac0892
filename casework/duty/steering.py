"""Who may move a duty, and when; nobody on what he has looked at too long ago."""

from dataclasses import dataclass

from casework.changes import refuse_changed
from casework.desk import Desk
from casework.duty import duties
from casework.grants import STATES


@dataclass(frozen=True)
class Move:
    """A move of a duty: the action it takes, and the states in which it can be made."""

    action: str
    statuses: tuple[str, ...]


MOVES = {
    "suspend": Move("duty.suspend", ("open",)), "resume": Move("duty.suspend", ("suspended",)),
    "extend": Move("duty.extend", STATES["duty.extend"]), "waive": Move("duty.waive", STATES["duty.waive"]),
}


def permit_moving(desk: Desk, duty_id: int, move: str, seen: int | None) -> None:
    """Refuse whoever may not, and a decision on an outdated page; `seen` is the last entry of the history looked at."""
    duty = duties.fetch(desk, duty_id)
    duties.permit(desk, MOVES[move].action, duty, duty.steering_path)
    if seen is not None:
        refuse_changed(desk, duty_id, seen)
