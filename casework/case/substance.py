"""What is recorded has substance: a deliberation was held by several, a valuing values something."""

from typing import Any

from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.case.naming import BLANK, SOMEBODY_ELSE, barred_in
from casework.case.own_fields import names_in
from casework.desk import Desk
from foundation.errors import InvalidError

UNVALUED = ("basis", "reason")


def several(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse a deliberation of fewer than the rulebook wants, and one in which who investigated or is recused took part.

    The figure is proposed, no text gives one.
    """
    effect = desk.rulebook.procedure.effect.get(given.action)
    least = effect.least if effect else 0
    present = str(given.fields["present"])
    if (who := barred_in(desk, case, given, present)) is not None:
        raise InvalidError(
            f"{who.name} was recused from this case and does not deliberate on it." if who.recused else
            f"{who.name} investigates this case and does not deliberate on it.", way_out=SOMEBODY_ELSE)
    there = len({BLANK.sub("", one) for one in names_in(present)})
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
