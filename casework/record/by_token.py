"""What no program brings about with its token: that anybody keeps accounts who did not, or its own officer holds more posts."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Date

from casework.bulk import rows_among
from casework.desk import Desk
from casework.grants import GRANTS, WAYS_IN
from foundation.errors import RefusedError

P = ParamSpec("P")
T = TypeVar("T")
KEEPERS = tuple(sorted({role for grant in GRANTS if grant.action in WAYS_IN for role in grant.roles}))
SIGNED_IN = "Have an administrator do it who has signed in."
# The posts of whoever is away, for the days on which somebody is to stand in for him.
LENT = """
SELECT a.substitute_id AS officer_id, s.role, s.office_id,
    CASE WHEN s.valid_from > a.first THEN s.valid_from ELSE a.first END AS first,
    CASE WHEN s.valid_to < a.last THEN s.valid_to ELSE a.last END AS last
FROM absence a JOIN post s ON s.officer_id = a.officer_id AND s.valid_from <= a.last
    AND (s.valid_to IS NULL OR s.valid_to >= a.first)
WHERE a.substitute_id IS NOT NULL AND a.last >= :today AND (s.role IN :keepers OR a.substitute_id = :own)
"""
# By which posts somebody acts, or is going to, from day to day: his own, and, while he holds any, those that are lent to him.
HELD = f"""
SELECT officer_id, role, office_id, valid_from AS first, valid_to AS last FROM post
WHERE (role IN :keepers OR officer_id = :own) AND (valid_to IS NULL OR valid_to >= :today)
UNION
SELECT l.officer_id, l.role, l.office_id, CASE WHEN s.valid_from > l.first THEN s.valid_from ELSE l.first END,
    CASE WHEN s.valid_to < l.last THEN s.valid_to ELSE l.last END
FROM ({LENT}) l JOIN post s ON s.officer_id = l.officer_id AND s.valid_from <= l.last
    AND (s.valid_to IS NULL OR (s.valid_to >= l.first AND s.valid_to >= :today))
"""
# Whether any of these posts is at an office above the one path and not above the other.
REACHING = (f"SELECT 1 FROM ({HELD}) h JOIN party p ON p.id = h.office_id"
            " WHERE :new LIKE p.path || '%' AND :old NOT LIKE p.path || '%'")


def gives_no_more(do: Callable[Concatenate[Desk, P], T]) -> Callable[Concatenate[Desk, P], T]:
    """Refuse to do by a token what gives anybody more than before of what no token may do, or its own officer of anything.

    It compares by whose posts who acts on which days before and after, so that it holds for every way there is: a post
    given or prolonged, a successor, a stand-in, a stand-in's successor.
    """
    @wraps(do)
    def done(desk: Desk, /, *args: P.args, **kwargs: P.kwargs) -> T:
        if desk.actor.only is None:
            return do(desk, *args, **kwargs)
        before = _held(desk)
        with desk.session.begin_nested():
            result = do(desk, *args, **kwargs)
            if any(not _covered(row, before) for row in _held(desk)):
                raise RefusedError("A token makes nobody an administrator, nor for longer, and gives its own officer no post.",
                                   way_out=SIGNED_IN)
        return result
    return done


def refuse_reach(desk: Desk, old: str, new: str) -> None:
    """Refuse to move parties by a token from below one office to below another, where somebody so keeps more accounts."""
    if desk.actor.only is not None and rows_among(desk, REACHING, {"keepers": KEEPERS}, own=desk.actor.officer_id or 0,
                                                  today=desk.today, old=old, new=new):
        raise RefusedError("A token gives nobody more accounts to manage, and its own officer no more offices.",
                           way_out=SIGNED_IN)


def _held(desk: Desk) -> list[Any]:
    return rows_among(desk, HELD, {"keepers": KEEPERS}, types={"first": Date(), "last": Date()},
                      own=desk.actor.officer_id or 0, today=desk.today)


def _covered(row: Any, before: list[Any]) -> bool:
    return any((row.officer_id, row.role, row.office_id) == (one.officer_id, one.role, one.office_id) and one.first <= row.first
               and (one.last is None or (row.last is not None and row.last <= one.last)) for one in before)
