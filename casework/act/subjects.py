"""What an act or a duty is about, named as people name it: `mine:CODE`, `right:LICENCE`, `officer:ID`, `act:ID` …"""

import re
from dataclasses import dataclass

from casework.desk import Desk
from foundation.errors import InvalidError, NotFoundError

KINDS = "mine:CODE, right:LICENCE, officer:ID, inspector:ID or act:ID"


@dataclass(frozen=True)
class Subject:
    """A subject's name for people, and the code by which a record names it; nothing for the office itself."""

    name: str | None
    code: str | None


NAMED = {
    "mine": ("mine", "name, 'mine:' || code"), "officer": ("officer", "name, 'officer:' || id"),
    "inspector": ("officer", "name, 'inspector:' || id"), "mining_right": ("mineral_right", "name, 'right:' || licence_no"),
    "exploration_right": ("mineral_right", "name, 'right:' || licence_no"), "act": ("act", "'履职记录' || id, 'act:' || id"),
    "clue": ("clue", "'线索' || number, 'clue:' || number"),
    "case": ("enforcement_case", "'案件' || number, 'case:' || number"),
}


def named(desk: Desk, kind: str, number: int) -> Subject:
    """The subject of a duty or an act as people call it."""
    if kind not in NAMED:
        return Subject(None, None)
    table, columns = NAMED[kind]
    rows = desk.rows(f"SELECT {columns} FROM {table} WHERE id = :id", id=number)
    return Subject(*rows[0]) if rows else Subject(None, None)


def resolve(desk: Desk, named: str | None) -> tuple[str, int]:
    """The kind and number of a subject; nothing named means the office itself."""
    if not named or named == "self":
        return "self", 0
    kind, _, code = named.partition(":")
    if kind == "mine":
        return "mine", _one(desk, "SELECT id FROM mine WHERE code = :code", named, code)
    if kind == "right":
        number = _one(desk, "SELECT id FROM mineral_right WHERE licence_no = :code", named, code)
        which = desk.scalar("SELECT kind FROM mineral_right WHERE id = :id", id=number)
        return f"{which}_right", number
    if kind in ("officer", "inspector", "act") and re.fullmatch(r"[0-9]{1,9}", code):
        return kind, _one(desk, f"SELECT id FROM {'act' if kind == 'act' else 'officer'} WHERE id = :code", named, int(code))
    raise InvalidError(f"“{named}” does not say what it is about.", way_out=f"Write {KINDS}.")


def _one(desk: Desk, query: str, named: str, code: str | int) -> int:
    found = desk.scalar(query, code=code)
    if found is None:
        raise NotFoundError(f"There is no {named}.", way_out="Check the code; `kuangjian calendar` shows subjects.")
    return int(found)
