"""A list narrowed to an office that there is not is refused: an empty list would read as if the office had nothing."""

from datetime import date
from typing import Any

from casework.access import allowed
from casework.case.unseen import near, seen
from casework.desk import Desk
from casework.reach import Reach
from casework.record.days import a_day
from casework.record.parties import COLUMNS, PartyRef, find_party
from casework.view.listing import Asked, containing
from foundation.errors import InvalidError, NotFoundError

NAMED = "SELECT path, level FROM party WHERE (name LIKE :said ESCAPE '!' OR code LIKE :said ESCAPE '!')"
# What is published names the organ as it was called then: 永吉县自然资源局 is of 永吉县.
IN_PUBLIC = ("SELECT 1 FROM party WHERE level <> 'holder' AND (name LIKE :said ESCAPE '!' OR :whole LIKE '%' || name || '%')"
             " UNION ALL SELECT 1 FROM published_decision WHERE withdrawn_on IS NULL AND office LIKE :said ESCAPE '!' LIMIT 1")


def refuse_no_office(desk: Desk, asked: Asked, action: str, *, name: str = "office", holders: bool = False) -> None:
    """Refuse an office that the actor, who may do this in its register, knows by no part of its name or code.

    `name` is the filter's. A list of what `holders` do, too, knows them wherever they are registered.
    """
    said = asked.filters.get(name, "").strip()
    if not said or any(holders if row.level == "holder" else allowed(desk.actor, action, row.path)
                       for row in desk.rows(NAMED, said=containing(said))):
        return
    found = office_called(desk, said, action)
    raise InvalidError(f"No office has “{said}” in its name or code.", way_out=f"Ask for {found.name} or {found.code}.")


def refuse_no_office_of_cases(desk: Desk, asked: Asked) -> None:
    """The same for a list of cases, whose reader knows every office of which he sees one."""
    said = asked.filters.get("office", "").strip()
    if said and not _with_cases(desk, "(p.name LIKE :said ESCAPE '!' OR p.code LIKE :said ESCAPE '!')", said=containing(said)):
        refuse_no_office(desk, asked, "case.read")


def office_of_cases(desk: Desk, said: str) -> PartyRef:
    """The office of this code or name at which the actor reads cases or sees one; InvalidError with those near it."""
    try:
        return office_called(desk, said, "case.read")
    except InvalidError:
        if seen_at := _with_cases(desk, "(p.code = :said OR p.name = :said)", said=said.strip()):
            return PartyRef(**seen_at[0]._asdict())
        raise


def _with_cases(desk: Desk, which: str, said: str) -> list[Any]:
    """Some office with a case that the actor sees, by what it is called."""
    reach = Reach(desk.actor)
    where, more = seen(reach)
    return desk.rows(f"SELECT {', '.join(f'p.{one}' for one in COLUMNS.split(', '))} FROM party p WHERE {which} AND EXISTS"
                     f" (SELECT 1 FROM enforcement_case c WHERE c.office_id = p.id AND {where} AND {near(reach)})"
                     " ORDER BY p.code LIMIT 1", said=said, **reach.values, **more)


def office_called(desk: Desk, said: str, action: str) -> PartyRef:
    """The office of this code or name that the actor may look at; InvalidError with those near it."""
    try:
        found = find_party(desk, said, action)
    except NotFoundError as error:
        raise InvalidError(error.message, way_out=error.way_out) from None
    if found.level == "holder":
        raise InvalidError(f"{found.name} is no office.", way_out="Give its division code, such as 220200, or its name.")
    return found


def refuse_disorder(asked: Asked) -> None:
    """Refuse a last day (`until`) before the first (`since`): nothing lies between them."""
    first, last = (_day(asked, name) for name in ("since", "until"))
    if first and last and last < first:
        raise InvalidError(f"{last} comes before {first}.", way_out="Give the first day and then the last.")


def _day(asked: Asked, name: str) -> date | None:
    return a_day(asked.filters[name]) if asked.filters.get(name) else None


def refuse_no_organ(desk: Desk, asked: Asked) -> None:
    """Refuse an organ of which neither anything is published nor an office is known, whoever asks."""
    said = asked.filters.get("office", "").strip()
    if said and not desk.rows(IN_PUBLIC, said=containing(said), whole=said):
        raise InvalidError(f"No office is called “{said}”.",
                           way_out="Give a part of its name, or leave it empty to see those of all offices.")
