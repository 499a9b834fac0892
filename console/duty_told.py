"""What the pages about one duty share: the duty as told, and what the reader may do about it now."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.access import allowed
from casework.desk import Desk
from casework.duty import duties
from casework.duty.duties import DutyRow
from casework.duty.steering import MOVES
from casework.grants import STATES
from casework.view.stories import Story, story_of
from foundation.errors import RefusedError
from regulation.act_kind import ActKind


@dataclass(frozen=True)
class Told:
    """A duty as the pages about it need it: the row, its story and its act kind."""

    row: DutyRow
    story: Story
    kind: ActKind
    today: date

    def context(self) -> dict[str, Any]:
        """The duty for a template."""
        return {"duty": self.story, "kind": self.kind, "today": self.today}


def told(desk: Desk, duty_id: int) -> Told:
    """The duty with its act kind; one that the reader may not see is not there."""
    row = duties.fetch(desk, duty_id)
    duties.permit_reading(desk, row)
    found = story_of(desk, row)
    return Told(row, found, desk.rulebook.acts[found.act], desk.today)


def may(desk: Desk, duty: Told) -> frozenset[str]:
    """What the reader may do here now: hand_in, record, review, suspend, resume, extend, waive."""
    row, reviewed = duty.row, duty.kind.reviewed
    owes, reviews = row.debtor_path, row.creditor_path or row.debtor_path
    can = {"hand_in": reviewed and row.status in STATES["duty.hand_in"] and allowed(desk.actor, "duty.hand_in", owes),
           "record": not reviewed and not duty.kind.own_way and row.running and allowed(desk.actor, "act.record", owes),
           "review": row.status in STATES["duty.review"] and allowed(desk.actor, "duty.review", reviews)}
    can |= {name: row.status in move.statuses and allowed(desk.actor, move.action, row.steering_path)
            for name, move in MOVES.items()}
    return frozenset(name for name, good in can.items() if good)


def permit_here(desk: Desk, duty: Told, what: str) -> None:
    """Refuse a form whose sending would be refused."""
    if what not in may(desk, duty):
        raise RefusedError("This cannot be done here.", way_out="Look at who owes the duty, and how it stands.")


def permit_sending(desk: Desk, duty: Told, action: str) -> None:
    """Refuse whoever may not do this to the duty, before anything that was sent is looked at."""
    duties.permit(desk, action, duty.row, duty.row.debtor_path)
