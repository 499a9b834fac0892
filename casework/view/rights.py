"""Who may do what where, as it is told: the whole table, and one's own part of it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date

from casework.access import Actor
from casework.bulk import rows_among
from casework.desk import Desk
from casework.grants import GRANTS, STANDING, STATES
from casework.record.officers import ACTING

EVERYWHERE = "all"


@dataclass(frozen=True)
class AccessRow:
    """A row of the table: roles that may do an action within a scope, in these states of what it is done to, or in any.

    The scope `all` is what needs no office.
    """

    action: str
    roles: tuple[str, ...]
    scope: str
    states: tuple[str, ...] = ()


def access_table() -> list[AccessRow]:
    """The whole table, by action; what is not in it is refused."""
    rows = [AccessRow(grant.action, grant.roles, grant.scope.value, STATES.get(grant.action, ())) for grant in GRANTS]
    rows += [AccessRow(action, tuple(role for role, actions in STANDING.items() if action in actions), EVERYWHERE,
                       STATES.get(action, ()))
             for action in frozenset().union(*STANDING.values())]
    return sorted(rows, key=lambda row: (row.action, row.scope, row.roles))


@dataclass(frozen=True)
class OwnPost:
    """A post by which somebody acts today; `instead_of` names whoever is away, where it is held in his stead."""

    office_id: int
    code: str
    office: str
    role: str
    title: str
    first: date
    last: date | None
    instead_of: str | None


# The posts by which one acts, with what people want to know of them.
OWN_POSTS = f"""
SELECT p.id AS office_id, p.code, p.name AS office, s.role, s.title, s.valid_from AS first, s.valid_to AS last,
       CASE WHEN s.officer_id <> :id THEN o.name END AS instead_of
FROM post s JOIN party p ON p.id = s.office_id JOIN officer o ON o.id = s.officer_id
WHERE {ACTING} ORDER BY s.id
"""


def own_posts(desk: Desk, officer_id: int) -> list[OwnPost]:
    """The posts an officer acts by today, also in another's stead."""
    rows = desk.rows(OWN_POSTS, types={"first": Date(), "last": Date()}, id=officer_id, today=desk.today)
    return [OwnPost(**row._asdict()) for row in rows]


@dataclass(frozen=True)
class OwnRight:
    """What one may do, and where: names of offices with the scope that reaches from there."""

    action: str
    places: tuple[tuple[str, str], ...]


def own_rights(desk: Desk, actor: Actor) -> list[OwnRight]:
    """What the actor may do, by the table, in its order."""
    names = {row.id: row.name for row in rows_among(desk, "SELECT id, name FROM party WHERE id IN :ids",
                                                    {"ids": {post.office_id for post in actor.posts}})}
    found: dict[str, dict[tuple[str, str], None]] = {}
    for grant in GRANTS:
        for post in actor.posts:
            if post.role in grant.roles:
                found.setdefault(grant.action, {})[names[post.office_id], grant.scope.value] = None
    return [OwnRight(action, tuple(places)) for action, places in found.items()]
