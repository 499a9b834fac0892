"""Officers and offices that a clue complains of in its own words: they are noted by themselves, and are not to see it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Date

from casework.bulk import add_rows, rows_among
from casework.clue.called import bare, officers_called, offices_called, plain, speaks_of_offices
from casework.clue.facts import CLUES, offices_of
from casework.clue.routing import Facts, Office, Whence, concerned
from casework.desk import Desk
from models import ClueNamed
from regulation.clue import TO_THE_SUPERIOR, Offence

# Also who is to serve from a later day on.
SERVING = ("SELECT DISTINCT o.id, o.name, p.id AS office_id FROM officer o JOIN post s ON s.officer_id = o.id JOIN party p"
           " ON p.id = s.office_id WHERE p.level <> 'holder' AND length(o.name) > 1"
           " AND (s.valid_to IS NULL OR s.valid_to >= :today)")
NAMED = "SELECT clue_id, party_id, officer_id FROM clue_named WHERE clue_id IN :ids"


def name_officers(desk: Desk, clues: Sequence[Any]) -> int:
    """Officers whose names stand in what complains of an office or its people: they are not to see it. How many."""
    suspect = [row for row in clues if Offence(row.offence) in TO_THE_SUPERIOR]
    people = {(row.id, row.name) for row in desk.rows(SERVING, today=desk.today)} if suspect else set()
    return _note(desk, [(row.id, None, officer) for row in suspect for said in (plain(row.accused) + "\n" + plain(row.text),)
                        for officer, name in people if name in said])


def name_concerned(desk: Desk, facts: Facts, whence: Mapping[int, Whence]) -> int:
    """Offices that are complained of without being named, as the one of the place: its people are not to see it. How many.

    Not the province itself, beyond which nobody could.
    """
    return _note(desk, [(clue, office, None) for clue, one in whence.items()
                        for office in concerned(facts, one) - set(one.about) if facts.offices[office].level != "province"])


def name_accused(desk: Desk, clues: Sequence[Any], facts: Facts, lies: Mapping[int, int]) -> int:
    """Officers and offices that a clue names as the party complained of, or blames in its text; how many were not noted before.

    Whatever the offence, and only those above and below the office where each clue lies (by its id): elsewhere people only
    share a name.
    """
    suspect = [row for row in clues if row.id in lies and (row.accused or speaks_of_offices(plain(row.text)))]
    if not suspect:
        return 0
    near, names = _near(desk, facts), _names(desk)
    found: list[tuple[int, int | None, int | None]] = []
    for row in suspect:
        at, accused, text = facts.offices[lies[row.id]], plain(row.accused), plain(row.text)
        line = {one: names[one] for one in names if _related(facts.offices[one], at)}
        offices = {one for one, (name, _) in line.items() if accused and name in (accused, bare(accused))}
        offices |= offices_called(accused, line, blamed=False) | offices_called(text, line, blamed=True)
        people = {name: officer for officer, name in near(at.id)}
        officers = {name for name in people if name in accused} | officers_called(text, people)
        found += [(row.id, office, None) for office in offices] + [
            (row.id, None, officer) for officer, name in near(at.id) if name in officers]
    return _note(desk, found)


def name_at_once(desk: Desk, taken: Mapping[int, int]) -> int:
    """The same before intake, of clues by the office that took each in: whom it complains of may serve there."""
    if not taken:
        return 0
    rows = rows_among(desk, CLUES, {"ids": taken}, types={"received_on": Date()})
    return name_officers(desk, rows) + name_accused(desk, rows, Facts(offices_of(desk)), taken)


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


def _names(desk: Desk) -> dict[int, tuple[str, str]]:
    """The offices by id, with name and level; not the province itself, which bars nobody: beyond it there is no one."""
    return {row.id: (row.name, row.level) for row in desk.rows(
        "SELECT id, name, level FROM party WHERE level NOT IN ('holder', 'province')")}


def _ids(office: Office) -> list[int]:
    return [int(one) for one in office.path.strip("/").split("/")]


def _related(one: Office, other: Office) -> bool:
    return one.path.startswith(other.path) or other.path.startswith(one.path)
