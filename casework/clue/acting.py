"""Acts that are moves of a clue: they discharge its duties, and are recorded by no form but the clue's own."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from casework.act.acts import bring
from casework.act.batches import refuse_future
from casework.act.forms import checked, kind_of
from casework.act.given import NewAct, Ready, Recorded
from casework.clue.clues import ClueRow
from casework.clue.identities import unnamed
from casework.clue.known import known_of
from casework.desk import Desk
from foundation.errors import ConflictError, InvalidError

# What the system fills in itself, or is chosen: it repeats nobody's words.
FILLED_IN = frozenset({"document", "team", "licence_state", "approver", "office", "decision", "outcome", "disposal", "way"})


def act_about(desk: Desk, clue: ClueRow, kind: str, fields: Mapping[str, Any], *, done_on: date | None = None,
              period: str | None = None) -> Recorded:
    """Write an act of the clue's office about it, done today unless said; it counts for the duty of its kind."""
    return bring(desk, ready_about(desk, clue, kind, fields, done_on=done_on, period=period))


def ready_about(desk: Desk, clue: ClueRow, kind: str, fields: Mapping[str, Any], *, done_on: date | None = None,
                period: str | None = None, known: Collection[str] | None = None) -> Ready:
    """The same act, checked and ready to be written beside others; none of its words tell who sent the clue."""
    which, day = kind_of(desk.rulebook, kind), done_on or desk.today
    if clue.office_id is None:
        raise ConflictError(f"{clue.number} lies at no office yet.", way_out="Its intake comes first, a moment from now.")
    refuse_future(desk, day)
    if day < clue.received_on:
        raise InvalidError(f"{day} lies before {clue.number} was received ({clue.received_on}).",
                           way_out="Give the day on which it was really done.")
    known = known_of(desk, clue.id) if known is None else known  # a notice goes to whom the clue complains of
    told = {name: unnamed(value, known) if isinstance(value, str) and name not in FILLED_IN else value
            for name, value in fields.items()}
    return Ready(which, NewAct(kind, clue.office_id, day, "clue", clue.id, period, told), checked(which, told, []))
