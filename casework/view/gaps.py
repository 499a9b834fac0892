"""The gaps of an office and all below it, as pages of a list, and how many of each kind."""

from dataclasses import replace

from sqlalchemy import Date

from casework.desk import Desk
from casework.record.gaps import SHOWN, Gap, days_of_gaps, gaps_among
from casework.view.listing import ALL, SIZE, Asked, Filter, Part, Table, containing, part

GAPS = Table(
    f"{gaps_among('p.path LIKE :below')} {SHOWN} WHERE 1 = 1",
    sorts={"office": "p.code", "kind": "g.kind", "name": "p.name"}, order="office", key="g.kind, g.about_kind, g.about_id",
    filters={"kind": Filter("g.kind = :kind"), "name": Filter("p.name LIKE :name ESCAPE '!'", containing)},
    types={"day": Date()})


def gaps_below(desk: Desk, path: str, asked: Asked = ALL, *, size: int = SIZE) -> Part:
    """A part of the gaps of the office of this path and all below it; with the exact path of one, of it alone."""
    found = part(desk, GAPS, asked, size=size, below=path, **days_of_gaps(desk))
    return replace(found, rows=[Gap(**row._asdict()) for row in found.rows])


def gaps_counted(desk: Desk, path: str) -> dict[str, int]:
    """How many gaps of each kind there are at the office of this path and all below it."""
    query = f"{gaps_among('p.path LIKE :below')} SELECT kind, count(*) AS n FROM gap GROUP BY kind"
    rows = desk.rows(query, below=path, **days_of_gaps(desk))
    return {row.kind: int(row.n) for row in rows}
