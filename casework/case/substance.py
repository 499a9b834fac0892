"""What is recorded has substance: a deliberation was held by several, a valuing values something."""

from typing import Any

from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.case.own_fields import names_in
from casework.desk import Desk
from foundation.errors import InvalidError

UNVALUED = ("basis", "reason")


def several(desk: Desk, _case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse a deliberation of fewer than the rulebook wants; its figure is proposed, no text gives one."""
    effect = desk.rulebook.procedure.effect.get(given.action)
    least = effect.least if effect else 0
    there = len(set(names_in(str(given.fields["present"]))))
    if there < least:
        raise InvalidError(f"Only {there} took part; heads who deliberate together are {least} at least (unconfirmed).",
                           way_out="Name everybody who was there, parted by 、; else send it back with deliberation.return.")
    return {}


def something(_desk: Desk, _case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse a valuing that says neither an amount nor a circumstance."""
    if any(value not in (None, "", False) for name, value in given.fields.items() if name not in UNVALUED):
        return {}
    raise InvalidError("Neither an amount nor a circumstance is filled in.",
                       way_out="Fill in what was found; an amount that is nil is 0.")
