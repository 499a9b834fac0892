"""The same move sent twice, as by a button pressed twice: whoever did it is told that it was he, not somebody else."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date

from casework.case.cases import CaseRow
from casework.case.hooks import IMPLIES
from casework.case.ways import Way
from casework.desk import Desk
from casework.filling import filled
from foundation.database import Instant
from foundation.errors import ConflictError
from regulation.effects import form_of

LAST = "SELECT action, officer_id, day, at, given FROM case_event WHERE case_id = :case ORDER BY no DESC LIMIT 1"
TYPES: dict[str, Any] = {"day": Date(), "at": Instant()}
JUST_NOW = timedelta(minutes=1)


def twice(desk: Desk, case: CaseRow, way: Way, fields: Mapping[str, Any], day: date) -> ConflictError | None:
    """That the last move of a case was this one, so filled in, made by the actor himself just now; nothing where another."""
    last = next(iter(desk.rows(LAST, types=TYPES, case=case.id)), None)
    if last is None or last.officer_id is None or desk.now - last.at > JUST_NOW:
        return None
    if (last.action, last.officer_id, last.day) != (way.action, desk.actor.officer_id, day):
        return None
    if not _same(way, fields, json.loads(last.given)["fields"]):
        return None  # two payments that were entered in two windows: the second was not entered
    return ConflictError(f"You made {way.action}（{way.title}） of {case.number} already, just now.",
                         way_out="It was entered once; look at the case before you make it again.")


def _same(way: Way, fields: Mapping[str, Any], kept: Mapping[str, Any]) -> bool:
    """Whether what was sent is what an event keeps, which says too what went without saying."""
    implied = IMPLIES[way.action][0] if way.action in IMPLIES else None
    sent = {**fields, implied: fields.get(implied) or kept.get(implied)} if implied else fields
    good, faults = filled(form_of(way.effect, founded=False), sent)
    return not faults and good == kept
