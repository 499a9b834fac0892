"""A proof of service has what its way wants by the law of the day, as the refusal and who saw it, or the consent."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.desk import Desk
from foundation.errors import InvalidError
from regulation.service import PROOFS, lacking, open_on


def proved(desk: Desk, _case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse a service on a day to come, by a way that was not open, or with a proof that lacks something (第六十一条)."""
    served = _day(given.fields)
    if served > given.day:
        raise InvalidError(f"{served} lies after the day of this move, {given.day}.", way_out="Enter it when it is served.")
    refuse_unproved(desk, str(given.fields["method"]), served, given.fields)
    return {}


def refuse_unproved(desk: Desk, chosen: str, served: date, fields: Mapping[str, Any]) -> None:
    """Refuse a way that was not open on a day, or a proof that lacks what that way wants."""
    ways = {way.title: (way, value) for way, value in open_on(desk.rulebook.procedure.service.values(), served)}
    if chosen not in ways:
        raise InvalidError(f"{chosen} was no way of service on {served}.", way_out=f"Choose one of {'、'.join(ways)}.")
    way, value = ways[chosen]
    missing = lacking(value, {name for name, filled in fields.items() if filled})
    if missing:
        listed = "、".join(PROOFS[one][0] for one in missing)
        some = set(missing) <= set(value.one_of)
        raise InvalidError(f"The proof of {way.title} lacks one of these: {listed}." if some
                           else f"The proof of {way.title} lacks: {listed}.",
                           way_out=f"Fill it in ({value.law}{value.provision or ''}).")


def _day(fields: Mapping[str, Any]) -> date:
    found = fields.get("served_on") or fields["told_on"]
    return found if isinstance(found, date) else date.fromisoformat(found)
