"""Filters of the register that an officer keeps under a name; nobody else sees them."""

from dataclasses import dataclass

from casework.access import permit_somewhere
from casework.bulk import insert_rows
from casework.clue.identities import found_in
from casework.desk import Desk
from casework.duty.duties import LARGEST
from foundation.errors import InvalidError, RefusedError
from models import SavedFilter

MOST, LONGEST, LONGEST_QUERY = 30, 40, 1000  # filters of an officer; characters


@dataclass(frozen=True)
class Saved:
    """A filter: its number, its name, and the query of the register's address."""

    id: int
    name: str
    query: str


def filters_of(desk: Desk) -> list[Saved]:
    """The actor's own, by name."""
    if desk.actor.officer_id is None:
        return []
    rows = desk.rows("SELECT id, name, query FROM saved_filter WHERE officer_id = :me ORDER BY name, id",
                     me=desk.actor.officer_id)
    return [Saved(*row) for row in rows]


def save_filter(desk: Desk, name: str, query: str) -> None:
    """Keep a filter under a name; another of that name gives way."""
    me = _officer(desk)
    named = " ".join(name.split())
    if not 1 <= len(named) <= LONGEST or len(query) > LONGEST_QUERY:
        raise InvalidError("The filter needs a name.", way_out=f"Write one of at most {LONGEST} characters.")
    if found_in(f"{named}\n{query}"):
        raise InvalidError("What tells who somebody is, is not kept in a filter.",
                           way_out="Leave out numbers, addresses and names.")
    desk.run("DELETE FROM saved_filter WHERE officer_id = :me AND name = :name", me=me, name=named)
    if len(filters_of(desk)) >= MOST:
        raise InvalidError(f"{MOST} filters are kept already.", way_out="Drop one of them first.")
    insert_rows(desk, SavedFilter, [{"officer_id": me, "name": named, "query": query}])


def drop_filter(desk: Desk, number: int) -> None:
    """Drop one of the actor's own; one that is gone already is gone."""
    me = _officer(desk)
    if 0 < number <= LARGEST:
        desk.run("DELETE FROM saved_filter WHERE officer_id = :me AND id = :id", me=me, id=number)


def _officer(desk: Desk) -> int:
    permit_somewhere(desk.actor, "clue.read")
    if desk.actor.officer_id is None:
        raise RefusedError("Filters are kept for officers.", way_out="Sign in as one.")
    return desk.actor.officer_id
