"""Offices and officers complained of are named: they see nothing of the clue, and it lies above them at once."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from casework.bulk import add_rows, rows_among
from casework.clue import clues
from casework.clue.clues import ClueRow
from casework.clue.passing import Ground, Passed, arrive, ground_of, party_called
from casework.clue.routing import lifted_above
from casework.desk import Desk
from casework.in_force import in_force
from foundation.errors import InvalidError
from models import ClueNamed

BETWEEN = re.compile(r"[、，,；;\s]+")
MOST = 20
SERVING = (f"SELECT DISTINCT o.id, o.name, p.code, p.name AS office FROM officer o JOIN post s ON s.officer_id = o.id"
           f" JOIN party p ON p.id = s.office_id WHERE p.level <> 'holder' AND o.name IN :names AND {in_force('s')}"
           " ORDER BY p.code, o.id")


def parted(written: str) -> list[str]:
    """Names as they are written one after another."""
    return [one for one in BETWEEN.split(written.strip()) if one][:MOST]


def name(desk: Desk, clue: ClueRow, *, offices: Collection[str] = (), officers: Collection[str] = ()) -> int:
    """Note whom the clue is about: offices by code or name, officers by name, or name@code where there are several.

    How many were not noted before. Where the clue may lie now is not asked here.
    """
    parties = [one for one in (_office(desk, one) for one in offices) if one is not None]
    people = _people(desk, officers)
    known = {(row.party_id, row.officer_id) for row in desk.rows(
        "SELECT party_id, officer_id FROM clue_named WHERE clue_id = :id", id=clue.id)}
    pairs = dict.fromkeys([*((party, None) for party in parties), *((None, one) for one in people)])
    new = [pair for pair in pairs if pair not in known]
    add_rows(desk, ClueNamed, [{"clue_id": clue.id, "party_id": party, "officer_id": officer} for party, officer in new])
    if new:
        clues.record(desk, "clue.named", clue, count=len(new))
    return len(new)


def lift(desk: Desk, clue: ClueRow, ground: Ground | None = None) -> Passed | None:
    """Take a clue away from an office that it is about, to the lowest above that it is not about; nothing where it may stay."""
    ground = ground or ground_of(desk, clue)
    if clue.office_id is None or not ground.barred(clue.office_id):
        return None
    above = lifted_above(ground.facts, clue.office_id, ground.about)
    province = next(one.id for one in ground.facts.offices.values() if one.level == "province")
    columns: dict[str, Any] = {"office_id": above or province, "stage": "routed" if above else "unrouted",
                               "routed_by": "涉及承办单位或其工作人员，由上级承办"}
    if clue.given_by_id is not None and ground.barred(clue.given_by_id):
        columns |= {"given_by_id": None, "answer_by": None}  # no answer is owed to whom it is about
    now = clues.change(desk, clue, **columns)
    return arrive(desk, now, ground, how="routed", reason=columns["routed_by"],
                  event="clue_arrived" if above else "clue_unrouted")


def _office(desk: Desk, called: str) -> int | None:
    """The office; none for the province itself, from which nothing can be hidden: beyond it there is no one to see it."""
    found = party_called(desk, called)
    if found.level == "holder":
        raise InvalidError(f"{found.name} is no office.", way_out="Who mines is written as the party complained of.")
    return None if found.level == "province" else found.id


def _people(desk: Desk, officers: Collection[str]) -> list[int]:
    asked = [(name, code) for name, _, code in (one.partition("@") for one in officers)]
    rows = rows_among(desk, SERVING, {"names": [name for name, _ in asked]}, today=desk.today) if asked else []
    return [_one(name, [row for row in rows if row.name == name and code in ("", row.code)]) for name, code in asked]


def _one(name: str, found: Sequence[Any]) -> int:
    if len({row.id for row in found}) == 1:
        return int(found[0].id)
    if not found:
        raise InvalidError(f"No officer is called {name}.", way_out="Write the name as in the register of officers.")
    places = ", ".join(f"{row.name}@{row.code} ({row.office})" for row in found[:20])
    raise InvalidError(f"{name} is the name of several officers.", way_out=f"Say which: {places}.")
