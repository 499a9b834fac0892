"""Who an officer is: a name, an address that mail can reach, and the right to act that today's posts give."""

import re

from casework.access import Actor, Post
from casework.desk import Desk
from foundation.errors import InvalidError, NotFoundError

ADDRESS = re.compile(r"[^@\s<>,;:\"]+@[^@\s<>,;:\".]+(\.[^@\s<>,;:\".]+)+")


# Posts held by oneself, and those of whoever is away and is stood in for.
POSTS = """
SELECT post.role, post.office_id, party.path FROM post JOIN party ON party.id = post.office_id
WHERE (post.officer_id = :id OR post.officer_id IN (
        SELECT officer_id FROM absence WHERE substitute_id = :id AND first <= :today AND last >= :today))
    AND post.valid_from <= :today AND (post.valid_to IS NULL OR post.valid_to >= :today)
ORDER BY post.id
"""


def actor_of(desk: Desk, officer_id: int) -> Actor:
    """The officer as an actor, with the posts held today, also in another's stead."""
    return Actor(name_of(desk, officer_id), officer_id, posts_of(desk, officer_id))


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
        raise NotFoundError(f"No officer has the id {officer_id}.",
                            way_out="Check the number, or add the officer.")
    return str(name)


def usable_address(email: str | None) -> str | None:
    """The address without blanks, None for none; refused when no mail could be sent to it."""
    address = (email or "").strip()
    if address and not ADDRESS.fullmatch(address):
        raise InvalidError(f"{address!r} is not a mail address.", way_out="Write it as name@example.cn.")
    return address or None


def permit_at(desk: Desk, office_id: int) -> str:
    """Refuse unless the actor keeps the records of this office or holder; its level."""
    office = next(iter(desk.rows("SELECT path, level FROM party WHERE id = :id", id=office_id)), None)
    if office is None:
        raise NotFoundError(f"No office or holder has the id {office_id}.",
                            way_out="Look it up by code or name.")
    desk.permit("records.change", office.path)
    return str(office.level)


def permit_about(desk: Desk, officer_id: int, action: str = "records.change") -> int | None:
    """Refuse unless the actor may do this wherever the officer serves; the first of these offices."""
    name_of(desk, officer_id)
    rows = desk.rows("SELECT DISTINCT party.id, party.path FROM post JOIN party ON party.id = post.office_id"
                     " WHERE post.officer_id = :id AND (post.valid_to IS NULL OR post.valid_to >= :today)"
                     " ORDER BY party.id", id=officer_id, today=desk.today)
    for path in [row.path for row in rows] or [None]:
        desk.permit(action, path)
    return rows[0].id if rows else None
