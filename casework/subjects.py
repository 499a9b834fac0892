"""What an act or a duty is about, named as people name it: `mine:CODE`, `right:LICENCE`, `officer:ID`, `act:ID` …"""

from casework.desk import Desk
from foundation.errors import InvalidError, NotFoundError

KINDS = "mine:CODE, right:LICENCE, officer:ID, inspector:ID or act:ID"


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
    if kind in ("officer", "inspector", "act") and code.isdigit():
        return kind, _one(desk, f"SELECT id FROM {'act' if kind == 'act' else 'officer'} WHERE id = :code", named, int(code))
    raise InvalidError(f"“{named}” does not say what it is about.", way_out=f"Write {KINDS}.")


def _one(desk: Desk, query: str, named: str, code: str | int) -> int:
    found = desk.scalar(query, code=code)
    if found is None:
        raise NotFoundError(f"There is no {named}.", way_out="Check the code; `kuangjian calendar` shows subjects.")
    return int(found)
