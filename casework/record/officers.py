"""Who an officer is: a name, an address that mail can reach, and the right to act that today's posts give."""

from collections.abc import Collection, Sequence
from typing import Any

from casework.access import Actor, Post, allowed
from casework.bulk import chunks, rows_among
from casework.clue.hidden import veil_for
from casework.desk import Desk
from casework.in_force import in_force
from foundation.errors import NotFoundError

# Of `post s`: held by oneself today, and, while one holds any, those of whoever is away and is stood in for.
ACTING = f"""
s.id IN (
    SELECT id FROM post WHERE officer_id = :id
    UNION ALL SELECT held.id FROM absence JOIN post held ON held.officer_id = absence.officer_id
    WHERE absence.substitute_id = :id AND absence.first <= :today AND absence.last >= :today AND EXISTS (
        SELECT 1 FROM post own WHERE own.officer_id = :id AND {in_force('own')}))
AND {in_force('s')}
"""
POSTS = ("SELECT s.role, s.office_id, p.path FROM post s JOIN party p ON p.id = s.office_id"
         f" WHERE {ACTING} ORDER BY s.id")
# Where officers serve and served.
PLACES = """
SELECT post.officer_id, party.id, party.path, max(post.valid_to) AS until,
    max(CASE WHEN post.valid_to IS NULL OR post.valid_to >= :today THEN 1 ELSE 0 END) AS serves
FROM post JOIN party ON party.id = post.office_id WHERE post.officer_id IN :ids
GROUP BY post.officer_id, party.id, party.path ORDER BY post.officer_id, party.id
"""
# Where the posts are by which officers act today in another's stead.
INSTEAD = """
SELECT absence.substitute_id AS officer_id, party.path FROM absence JOIN post held ON held.officer_id = absence.officer_id
JOIN party ON party.id = held.office_id
WHERE absence.substitute_id IN :ids AND absence.first <= :today AND absence.last >= :today AND held.valid_from <= :today
    AND (held.valid_to IS NULL OR held.valid_to >= :today) AND EXISTS (
        SELECT 1 FROM post own WHERE own.officer_id = absence.substitute_id AND own.valid_from <= :today
        AND (own.valid_to IS NULL OR own.valid_to >= :today))
"""


def actor_of(desk: Desk, officer_id: int) -> Actor:
    """The officer as an actor, with the posts held today, also in another's stead."""
    posts = posts_of(desk, officer_id)
    return Actor(name_of(desk, officer_id), officer_id, posts, veil=veil_for(desk, officer_id, posts))


def posts_of(desk: Desk, officer_id: int) -> tuple[Post, ...]:
    """The posts an officer holds today, and those of whoever is away and is stood in for."""
    rows = desk.rows(POSTS, id=officer_id, today=desk.today)
    return tuple(Post(row.role, row.office_id, row.path) for row in rows)


def own_code(desk: Desk) -> str:
    """The code of the office or holder of the actor's first post."""
    if not desk.actor.posts:
        raise NotFoundError("You hold no post.", way_out="Ask your administrator.")
    return str(desk.scalar("SELECT code FROM party WHERE id = :id", id=desk.actor.posts[0].office_id))


def name_of(desk: Desk, officer_id: int) -> str:
    """The officer's name; refused when there is none of that id."""
    name = desk.scalar("SELECT name FROM officer WHERE id = :id", id=officer_id)
    if name is None:
        raise _nobody(officer_id)
    return str(name)


def _nobody(officer_id: int) -> NotFoundError:
    return NotFoundError(f"No officer has the id {officer_id}.", way_out="Check the number, or add the officer.")


def permit_at(desk: Desk, office_id: int) -> str:
    """Refuse unless the actor keeps the records of this office or holder; its level."""
    office = next(iter(desk.rows("SELECT path, level FROM party WHERE id = :id", id=office_id)), None)
    if office is None or not _sees(desk, "records.change", [office.path]):
        raise NotFoundError(f"No office or holder has the id {office_id}.",
                            way_out="Look it up by code or name.")
    desk.permit("records.change", office.path)
    return str(office.level)


def permit_about(desk: Desk, officer_id: int, action: str = "records.change") -> int | None:
    """Refuse unless the actor may do this wherever the officer serves, or served last; the first of these offices.

    An officer who never served where the actor may look is as one who does not exist. Whoever manages an account reaches by
    it what its officer may do, so that the posts held today in another's stead are asked for too.
    """
    name_of(desk, officer_id)
    places = _places(desk, officer_id)
    if not _sees(desk, action, [row.path for row in places] or [None]):
        raise _nobody(officer_id)
    last = _last(places)
    for path in _paths(desk, [officer_id], action)[officer_id]:
        desk.permit(action, path)
    return last[0].id if last else None


def permit_seeing(desk: Desk, officer_id: int) -> None:
    """Tell whoever may look nowhere where the officer serves or served that there is none."""
    name_of(desk, officer_id)
    places = _places(desk, officer_id)
    if places and not _sees(desk, "office.read", [row.path for row in places]):
        raise _nobody(officer_id)


def may_about(desk: Desk, officer_id: int, action: str) -> bool:
    """Whether the actor may do this wherever the officer serves, or served last."""
    return bool(in_keeping(desk, [officer_id], action))


def in_keeping(desk: Desk, officers: Collection[int], action: str = "records.change") -> set[int]:
    """Those of these officers about whom the actor may do this wherever they serve, or served last."""
    return {one for one, paths in _paths(desk, officers, action).items()
            if all(allowed(desk.actor, action, path) for path in paths)}


def _paths(desk: Desk, officers: Collection[int], action: str) -> dict[int, list[str | None]]:
    places: dict[int, list[Any]] = {one: [] for one in officers}
    for row in [row for piece in chunks(places) for row in rows_among(desk, PLACES, {"ids": piece}, today=desk.today)]:
        places[row.officer_id].append(row)
    found: dict[int, list[str | None]] = {one: [row.path for row in _last(rows)] for one, rows in places.items()}
    if action == "account.manage":
        for row in [row for piece in chunks(found) for row in rows_among(desk, INSTEAD, {"ids": piece}, today=desk.today)]:
            found[row.officer_id].append(row.path)
    return {one: paths or [None] for one, paths in found.items()}


def _places(desk: Desk, officer_id: int) -> list[Any]:
    return rows_among(desk, PLACES, {"ids": [officer_id]}, today=desk.today)


def _last(places: Sequence[Any]) -> list[Any]:
    """Where the officer serves or is going to; else where he served last."""
    serving = [row for row in places if row.serves]
    return serving or [row for row in places if row.until == max(one.until for one in places)]


def _sees(desk: Desk, action: str, paths: Sequence[str | None]) -> bool:
    return any(allowed(desk.actor, one, path) for one in ("office.read", action) for path in paths)
