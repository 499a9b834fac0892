"""Officers and offices that a clue complains of in its own words: they are noted by themselves, and are not to see it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from casework.bulk import add_rows, rows_among
from casework.clue.naming import parted
from casework.clue.routing import Facts, Office, Whence, concerned
from casework.clue.stopping import BUREAU
from casework.desk import Desk
from casework.in_force import in_force
from models import ClueNamed
from regulation.clue import TO_THE_SUPERIOR, Offence

SERVING = (f"SELECT DISTINCT o.id, o.name, p.id AS office_id FROM officer o JOIN post s ON s.officer_id = o.id JOIN party p"
           f" ON p.id = s.office_id WHERE p.level <> 'holder' AND length(o.name) > 1 AND {in_force('s')}")
# The province itself bars nobody: beyond it there is no one to see a clue.
CALLED = "SELECT id, name FROM party WHERE level NOT IN ('holder', 'province') AND name IN :names"
NAMED = "SELECT clue_id, party_id, officer_id FROM clue_named WHERE clue_id IN :ids"


def name_officers(desk: Desk, clues: Sequence[Any]) -> int:
    """Officers whose names stand in what complains of an office or its people: they are not to see it. How many."""
    suspect = [row for row in clues if Offence(row.offence) in TO_THE_SUPERIOR]
    people = {(row.id, row.name) for row in desk.rows(SERVING, today=desk.today)} if suspect else set()
    return _note(desk, [(row.id, None, officer) for row in suspect for officer, name in people
                        if name in f"{row.accused or ''}\n{row.text}"])


def name_concerned(desk: Desk, facts: Facts, whence: Mapping[int, Whence]) -> int:
    """Offices that are complained of without being named, as the one of the place: its people are not to see it. How many.

    Not the province itself, beyond which nobody could.
    """
    return _note(desk, [(clue, office, None) for clue, one in whence.items()
                        for office in concerned(facts, one) - set(one.about) if facts.offices[office].level != "province"])


def name_accused(desk: Desk, clues: Sequence[Any], facts: Facts, lies: Mapping[int, int]) -> int:
    """Officers and offices that stand as the party complained of, whatever the offence; how many were not noted before.

    Only those above and below the office where each clue lies (by its id): elsewhere people only share a name.
    """
    accused = [row for row in clues if row.accused and row.id in lies]
    if not accused:
        return 0
    near, called = _near(desk, facts), _called(desk, accused)
    people = [(row.id, None, officer) for row in accused for officer, name in near(lies[row.id]) if name in row.accused]
    offices = [(row.id, office, None) for row in accused for one in parted(row.accused)
               if (office := called.get(one)) is not None and _related(facts.offices[office], facts.offices[lies[row.id]])]
    return _note(desk, [*people, *offices])


def _note(desk: Desk, found: Collection[tuple[int, int | None, int | None]]) -> int:
    """Write down which clue is about which office or officer, each once."""
    known = {tuple(row) for row in rows_among(desk, NAMED, {"ids": {clue for clue, _, _ in found}})} if found else set()
    new = sorted(set(found) - known, key=str)
    add_rows(desk, ClueNamed, [{"clue_id": clue, "party_id": party, "officer_id": officer} for clue, party, officer in new])
    return len(new)


def _near(desk: Desk, facts: Facts) -> Callable[[int], set[tuple[int, str]]]:
    """By office, the officers with their names who serve there, below it, or above it."""
    at: dict[int, set[tuple[int, str]]] = defaultdict(set)
    below: dict[int, set[tuple[int, str]]] = defaultdict(set)
    for row in desk.rows(SERVING, today=desk.today):
        at[row.office_id].add((row.id, row.name))
        for one in _ids(facts.offices[row.office_id]):
            below[one].add((row.id, row.name))
    return lambda office: below[office].union(*(at[one] for one in _ids(facts.offices[office])))


def _called(desk: Desk, clues: Sequence[Any]) -> Mapping[str, int]:
    """The offices that are called what stands as the party complained of, with their bureau's ending or without."""
    names = {one: next((one.removesuffix(end) for end in BUREAU if one.endswith(end)), one)
             for row in clues for one in parted(row.accused)}
    rows = rows_among(desk, CALLED, {"names": {*names, *names.values()}}) if names else []
    ids = {row.name: row.id for row in rows}
    return {one: found for one, short in names.items() if (found := ids.get(one) or ids.get(short)) is not None}


def _ids(office: Office) -> list[int]:
    return [int(one) for one in office.path.strip("/").split("/")]


def _related(one: Office, other: Office) -> bool:
    return one.path.startswith(other.path) or other.path.startswith(one.path)
