"""The offices, and who serves at them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date

from casework.access import allowed
from casework.desk import Desk
from casework.in_force import in_force, standing
from casework.record.parties import find_party
from casework.scope import scope


@dataclass(frozen=True)
class OfficeLine:
    """An office in a list."""

    code: str
    name: str
    level: str
    superior: str | None
    officers: int


def offices_listed(desk: Desk, *, below: str | None = None) -> list[OfficeLine]:
    """The offices standing today that the actor may see, in the order of the tree."""
    where, values = scope(desk, "office.read", find_party(desk, below, "office.read").path if below else None)
    rows = desk.rows(
        "SELECT p.code, p.name, p.level, s.name AS superior, count(DISTINCT o.officer_id) AS officers FROM party p"
        " LEFT JOIN party s ON s.id = p.parent_id LEFT JOIN post o ON o.office_id = p.id"
        f" AND {in_force('o')} WHERE p.level <> 'holder' AND {standing('p')} AND {where}"
        " GROUP BY p.id, p.code, p.name, p.level, s.name, p.path ORDER BY p.code", today=desk.today, **values)
    return [OfficeLine(**row._asdict()) for row in rows]


@dataclass(frozen=True)
class OfficerLine:
    """A post in a list with the number by which commands name its officer; `since` only where it is still to begin."""

    number: int
    name: str
    office: str
    role: str
    since: date | None
    email: str | None
    email_fails: bool


def officers_listed(desk: Desk, *, below: str | None = None) -> list[OfficerLine]:
    """Who serves at the offices and holders the actor may see, or is going to; addresses are for whoever keeps the records."""
    where, values = scope(desk, "office.read", find_party(desk, below, "office.read").path if below else None)
    rows = desk.rows(
        "SELECT o.id AS number, o.name, p.name AS office, s.role,"
        " CASE WHEN s.valid_from > :today THEN s.valid_from END AS since, o.email, o.email_fails, p.path FROM post s"
        " JOIN officer o ON o.id = s.officer_id JOIN party p ON p.id = s.office_id"
        f" WHERE (s.valid_to IS NULL OR s.valid_to >= :today) AND {where}"
        " ORDER BY p.code, s.valid_from > :today, s.id", types={"since": Date()}, today=desk.today, **values)
    return [OfficerLine(row.number, row.name, row.office, row.role, row.since,
                        row.email if allowed(desk.actor, "records.change", row.path) else None, bool(row.email_fails))
            for row in rows]
