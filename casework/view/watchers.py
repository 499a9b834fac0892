"""The register of watchers, for those who keep it."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Date

from casework.access import permit_somewhere
from casework.desk import Desk
from casework.reach import Reach
from casework.record.watchers import ACTION, KINDS
from casework.view.listing import ALL, Asked, Choice, Filter, Part, Table, containing, part

SELECT = """
SELECT w.id, w.kind, w.name, w.phone, w.email, w.area_code, w.valid_from, w.valid_to, p.name AS office,
    coalesce(a.name, b.name) AS area, CASE WHEN w.valid_to < :today THEN 1 ELSE 0 END AS over,
    (SELECT l.state FROM reporter_letter l WHERE l.watcher_id = w.id ORDER BY l.id DESC LIMIT 1) AS letter
FROM watcher w JOIN party p ON p.id = w.office_id
LEFT JOIN party a ON a.code = w.area_code LEFT JOIN area b ON b.code = w.area_code
"""
WATCHERS = Table(
    SELECT, sorts={"name": "w.name", "office": "p.code"}, order="office", key="w.id",
    filters={"kind": Choice(among={one: f"w.kind = '{one}'" for one in KINDS}),
             "name": Filter("w.name LIKE :name ESCAPE '!'", containing),
             "office": Filter("p.name LIKE :office ESCAPE '!'", containing),
             "all": Choice(among={"yes": "1 = 1"})},
    types={"valid_from": Date(), "valid_to": Date()})


@dataclass(frozen=True)
class WatcherLine:
    """A watcher; `letter` is the state of the last letter with his link, `over` says that his service has ended."""

    id: int
    kind: str
    name: str
    phone: str | None
    email: str | None
    area_code: str | None
    valid_from: date
    valid_to: date | None
    office: str
    area: str | None
    over: int
    letter: str | None


def watchers_at(desk: Desk, asked: Asked = ALL) -> Part:
    """A page of the watchers whom the actor keeps; those whose service has ended only where all are asked for."""
    permit_somewhere(desk.actor, ACTION)
    reach = Reach(desk.actor)
    where = reach.of(ACTION, "p")
    if not asked.filters.get("all"):
        where += " AND (w.valid_to IS NULL OR w.valid_to >= :today)"
    found = part(desk, replace(WATCHERS, select=f"{SELECT} WHERE {where}"), asked, today=desk.today, **reach.values)
    return replace(found, rows=[WatcherLine(**row._asdict()) for row in found.rows])
