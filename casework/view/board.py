"""The overdue board: what each city and all below it owe, counted in one query, drilled down to the rows."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Date

from casework.access import reading_paths
from casework.desk import Desk
from foundation.errors import RefusedError

SOON = 7


@dataclass(frozen=True)
class BoardRow:
    """A city with all below it: duties open, due within a week, overdue, lapsed this year, and the oldest due day."""

    code: str
    city: str
    open: int
    due_soon: int
    overdue: int
    lapsed: int
    oldest_due: date | None


BOARD = """
SELECT c.code, c.name AS city,
       count(CASE WHEN d.status = 'open' THEN 1 END) AS open,
       count(CASE WHEN d.status = 'open' AND k.due BETWEEN :today AND :soon THEN 1 END) AS due_soon,
       count(CASE WHEN d.status = 'open' AND k.due < :today THEN 1 END) AS overdue,
       count(CASE WHEN d.status = 'lapsed' AND d.ended_on >= :year THEN 1 END) AS lapsed,
       min(CASE WHEN d.status = 'open' AND k.due < :today THEN k.due END) AS oldest_due
FROM party c
LEFT JOIN party p ON p.path LIKE c.path || '%'
LEFT JOIN duty d ON d.debtor_id = p.id AND d.status IN ('open', 'lapsed')
LEFT JOIN reckoning k ON k.id = d.reckoning_id
WHERE c.level = 'city' GROUP BY c.code, c.name ORDER BY overdue DESC, c.code
"""


def overdue_board(desk: Desk) -> list[BoardRow]:
    """One row a city, the most overdue first."""
    desk.permit("duty.read")
    rows = desk.rows(BOARD, types={"oldest_due": Date()}, today=desk.today, soon=desk.today + timedelta(days=SOON),
                     year=desk.today.replace(month=1, day=1))
    return [BoardRow(**row._asdict()) for row in rows]


@dataclass(frozen=True)
class DueLine:
    """A duty as lists show it."""

    duty: int
    rule: str
    debtor: str
    subject_kind: str
    period: str
    due: date
    provisional: bool
    done: int
    times: int
    status: str
    submission: int | None


DUE = """
SELECT d.id AS duty, d.rule, p.name AS debtor, d.subject_kind, d.period, k.due, k.provisional, d.done, d.times, d.status,
       (SELECT max(s.id) FROM submission s WHERE s.duty_id = d.id AND s.state = 'handed_in') AS submission
FROM duty d JOIN reckoning k ON k.id = d.reckoning_id JOIN party p ON p.id = d.debtor_id
WHERE {where} ORDER BY k.due, d.id LIMIT :limit
"""


def due(desk: Desk, *, by: date, path: str | None = None, overdue: bool = False, review: bool = False,
        limit: int = 100) -> list[DueLine]:
    """Duties running and due by a day, below an office, overdue ones or those waiting for review if so asked."""
    paths = reading_paths(desk.actor, "duty.read")
    if paths == ():
        raise RefusedError(f"{desk.actor.name} may not read duties.", way_out="See `kuangjian access`.")
    where = ["d.status = 'handed_in'" if review else "d.status = 'open'",
             "k.due < :today AND :by = :by" if overdue else "k.due <= :by AND :today = :today"]
    values: dict[str, object] = {}
    for n, scope in enumerate([p for p in [path] if p]):
        where.append(f"p.path LIKE :scope{n}")
        values[f"scope{n}"] = f"{scope}%"
    if paths is not None:
        where.append("(" + " OR ".join(f"p.path LIKE :own{n}" for n in range(len(paths))) + ")")
        values |= {f"own{n}": f"{own}%" for n, own in enumerate(paths)}
    rows = desk.rows(DUE.format(where=" AND ".join(where)), types={"due": Date()}, by=by, today=desk.today, limit=limit,
                     **values)
    return [DueLine(**{**row._asdict(), "provisional": bool(row.provisional)}) for row in rows]
