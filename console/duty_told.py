"""What the pages about one duty share: the duty as told, and what the reader may do about it now."""

from typing import Any

from casework.access import allowed
from casework.desk import Desk
from casework.duty import duties
from casework.view.changes import refuse_changed
from casework.view.stories import story
from foundation.errors import RefusedError


def told(desk: Desk, duty_id: int) -> dict[str, Any]:
    """The duty with its act kind, for a template; one that the reader may not see is not there."""
    duty = story(desk, duty_id)
    return {"duty": duty, "kind": desk.rulebook.acts[duty.act], "today": desk.today}


def may(desk: Desk, duty_id: int) -> frozenset[str]:
    """What the reader may do here now: hand_in, record, review, suspend, resume, extend, waive."""
    duty = duties.fetch(desk, duty_id)
    reviewed = desk.rulebook.acts[duties.rule_of(desk, duty).act].reviewed
    owes, reviews = duty.debtor_path, duty.creditor_path or duty.debtor_path
    can = {"hand_in": reviewed and duty.status in ("open", "suspended") and allowed(desk.actor, "duty.hand_in", owes),
           "record": not reviewed and duty.running and allowed(desk.actor, "act.record", owes),
           "review": duty.status == "handed_in" and allowed(desk.actor, "duty.review", reviews)}
    moves = {"suspend": ("duty.suspend", ("open",)), "resume": ("duty.suspend", ("suspended",)),
             "extend": ("duty.extend", ("open", "suspended", "handed_in")),
             "waive": ("duty.waive", ("open", "suspended", "handed_in"))}
    can |= {name: duty.status in statuses and allowed(desk.actor, action, duty.steering_path)
            for name, (action, statuses) in moves.items()}
    return frozenset(name for name, good in can.items() if good)


def permit_sending(desk: Desk, duty_id: int, action: str) -> None:
    """Refuse whoever may not do this to the duty, before anything that was sent is looked at."""
    duty = duties.fetch(desk, duty_id)
    duties.permit(desk, action, duty, duty.debtor_path)


def permit_moving(desk: Desk, duty_id: int, action: str, seen: int) -> None:
    """Refuse whoever may not, and a decision that was taken on an outdated page."""
    duty = duties.fetch(desk, duty_id)
    duties.permit(desk, action, duty, duty.steering_path)
    refuse_changed(desk, duty_id, seen)


def permit_here(desk: Desk, duty_id: int, what: str) -> None:
    """Refuse a form whose sending would be refused."""
    if what not in may(desk, duty_id):
        raise RefusedError("This cannot be done here.", way_out="Look at who owes the duty, and how it stands.")
