"""Requests for recusal: of whom, decided one by one, and never by whom they are about (处罚法第四十三条)."""

import json
import re
from collections.abc import Mapping
from typing import Any

from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.case.naming import names
from casework.desk import Desk
from casework.in_force import in_force
from foundation.errors import InvalidError, RefusedError
from regulation.guards import Unmet

# Who works on the case or worked on it, and who may come to judge it.
OF_CASE = ("SELECT o.id, o.name FROM officer o WHERE o.id = :handler OR o.id IN (SELECT officer_id FROM case_officer"
           " WHERE case_id = :case) OR o.id IN (SELECT officer_id FROM case_event WHERE case_id = :case)"
           " OR o.id IN (SELECT s.officer_id FROM post s WHERE s.office_id = :office AND s.role <> 'handler'"
           f" AND {in_force('s', 'day')}) ORDER BY o.id")
SAID = "SELECT action, given FROM case_event WHERE case_id = :case AND action IN ('recusal.ask', 'recusal.decide') ORDER BY no"
OWN = Unmet("Nobody decides on his own recusal.", "Another leader of the office decides on it; where there is nobody, the"
            " superior takes the case up (case.take-up-filed).")
BETWEEN = re.compile(r"[、，,；;（）()\s]+")


def asked(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse a request about somebody who neither works on the case nor can come to judge it."""
    rows = _those(desk, case, given)
    said = str(given.fields["officer"])
    if not any(_about(said, int(row.id), row.name) for row in rows):
        names = "、".join(row.name for row in rows)
        raise InvalidError(f"“{said}” is nobody who works on this case or judges it.", way_out=f"Name one of {names}.")
    return {}


def _those(desk: Desk, case: CaseRow, given: Given) -> list[Any]:
    return list(desk.rows(OF_CASE, handler=case.handler_id, case=case.id, office=case.office_id, day=given.day))


def decided(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Whether other requests stay open; refused where it is not said which one is decided, or by whom it is about."""
    waiting = open_of(desk, case)
    if not waiting:
        return {}
    which = given.fields.get("of") or (waiting[0] if len(waiting) == 1 else None)
    if which not in waiting:
        raise InvalidError("Several requests for recusal are open, and it is not said which one is decided." if which is None
                           else f"No request for the recusal of “{which}” is open.",
                           way_out=f"Fill in of（所决定的申请） with one of {'、'.join(waiting)}; decide on each by itself.")
    if _of_actor(desk, which):
        raise RefusedError(OWN.message, way_out=OWN.way_out)
    _refuse_others(desk, case, given, which)
    said = {"recused": True} if given.fields["granted"] else {}
    return {"recusal_open": True, "recusal_left": len(waiting) > 1, **said}  # the move itself ends that one is open


def _refuse_others(desk: Desk, case: CaseRow, given: Given, which: str) -> None:
    """Refuse to recuse whom the request is not about, nobody where it is granted, and somebody where it is not."""
    about = [row for row in _those(desk, case, given) if _about(which, int(row.id), row.name)]
    named = given.fields.get("officers") or ()
    if strange := sorted(set(named) - {row.id for row in about}):
        raise InvalidError(f"The request is about {which}, not about {', '.join(map(str, strange))}.",
                           way_out=f"Name whom it is about: {', '.join(str(row.id) for row in about) or '–'}.")
    if given.fields["granted"] is not bool(named):
        whom = "、".join(f"{row.name}（{row.id}）" for row in about)
        raise InvalidError("Who is recused, and whether it was granted, do not agree.", way_out=(
            f"Tick who is recused as officers（回避的人员）: {whom or '–'}." if given.fields["granted"]
            else "Tick nobody as officers（回避的人员） where it is not granted."))


def implied(desk: Desk, case: CaseRow, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Whom a request that is granted is about goes without saying where it is about one."""
    waiting = open_of(desk, case)
    which = fields.get("of") or (waiting[0] if len(waiting) == 1 else None)
    if fields.get("granted") is not True or fields.get("officers") or which not in waiting:
        return {}
    rows = [row for row in _of_today(desk, case) if _about(str(which), int(row.id), row.name)]
    return {"officers": [int(rows[0].id)]} if len(rows) == 1 else {}


def asked_about(desk: Desk, case: CaseRow) -> list[int]:
    """Whom open requests are about: those who can be recused now."""
    return sorted({one for about in asked_of(desk, case).values() for one in about})


def asked_of(desk: Desk, case: CaseRow) -> dict[str, list[int]]:
    """Of each open request, the officers it is about."""
    rows, waiting = _of_today(desk, case), open_of(desk, case)
    return {one: [int(row.id) for row in rows if _about(one, int(row.id), row.name)] for one in waiting}


def _of_today(desk: Desk, case: CaseRow) -> list[Any]:
    return list(desk.rows(OF_CASE, handler=case.handler_id, case=case.id, office=case.office_id, day=desk.today))


def own_alone(desk: Desk, case: CaseRow) -> Unmet | None:
    """Why the actor can decide on no request: all that are open are about himself."""
    waiting = open_of(desk, case)
    return OWN if waiting and all(_of_actor(desk, one) for one in waiting) else None


def _of_actor(desk: Desk, said: str) -> bool:
    return desk.actor.officer_id is not None and _about(said, desk.actor.officer_id, desk.actor.name)


def open_of(desk: Desk, case: CaseRow) -> list[str]:
    """About whom requests are open, each once, in the order in which they came."""
    waiting: list[str] = []
    for row in desk.rows(SAID, case=case.id):
        fields = json.loads(row.given)["fields"]
        if row.action == "recusal.ask":
            waiting = list(dict.fromkeys([*waiting, str(fields["officer"])]))
        else:
            waiting = [one for one in waiting if one != fields["of"]] if fields.get("of") else []
    return waiting


def _about(said: str, officer: int, name: str) -> bool:
    return str(officer) in BETWEEN.split(said) or names(said, name)
