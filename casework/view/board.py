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


# Counted by office first, then by the city above: thousands of offices are matched, not a million duties.
# A holder's duties count where it owes them.
OFFICE = "CASE p.level WHEN 'holder' THEN coalesce(d.creditor_id, p.parent_id) ELSE p.id END"
BOARD = f"""
SELECT c.code, c.name AS city, coalesce(sum(o.open), 0) AS open, coalesce(sum(o.due_soon), 0) AS due_soon,
       coalesce(sum(o.overdue), 0) AS overdue, coalesce(sum(o.lapsed), 0) AS lapsed, min(o.oldest_due) AS oldest_due
FROM party c LEFT JOIN party s ON s.path LIKE c.path || '%' AND s.level <> 'holder' LEFT JOIN (
    SELECT {OFFICE} AS office_id, count(*) AS open, 0 AS lapsed,
           count(CASE WHEN k.due BETWEEN :today AND :soon THEN 1 END) AS due_soon,
           count(CASE WHEN k.due < :today THEN 1 END) AS overdue, min(CASE WHEN k.due < :today THEN k.due END) AS oldest_due
    FROM duty d JOIN party p ON p.id = d.debtor_id JOIN reckoning k ON k.id = d.reckoning_id
    WHERE d.status IN ('open', 'suspended') AND d.status = 'open' GROUP BY {OFFICE}
    UNION ALL
    SELECT {OFFICE}, 0, count(*), 0, 0, NULL FROM duty d JOIN party p ON p.id = d.debtor_id
    WHERE d.status = 'lapsed' AND d.ended_on >= :year GROUP BY {OFFICE}
) o ON o.office_id = s.id
WHERE c.level = 'city' GROUP BY c.code, c.name ORDER BY overdue DESC, c.code
"""


def overdue_board(desk: Desk) -> list[BoardRow]:
    """One row a city, the most overdue first."""
    desk.permit("duty.read")
    rows = desk.rows(BOARD, types={"oldest_due": Date()}, today=desk.today, soon=desk.today + timedelta(days=SOON),
                     year=desk.today.replace(month=1, day=1))
    return [BoardRow(row.code, row.city, int(row.open), int(row.due_soon), int(row.overdue), int(row.lapsed), row.oldest_due)
            for row in rows]


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
LEFT JOIN party c ON c.id = d.creditor_id
WHERE {where} ORDER BY k.due, d.id LIMIT :limit
"""


def due(desk: Desk, *, by: date, path: str | None = None, overdue: bool = False, review: bool = False,
        limit: int = 100) -> list[DueLine]:
    """Duties running and due by a day, below an office; overdue ones, or all that wait for review there, if so asked."""
    paths = reading_paths(desk.actor, "duty.read")
    if paths == ():
        raise RefusedError(f"{desk.actor.name} may not read duties.", way_out="See `kuangjian access`.")
    where, values = ["d.status = 'handed_in'"] if review else ["d.status = 'open'", "k.due <= :by"], dict[str, object]()
    if not review:
        values["by"] = desk.today - timedelta(days=1) if overdue else by
    # What waits for review belongs to who is to review it; a holder's duties to the office it owes them.
    at = ("coalesce(c.path, p.path)" if review
          else "CASE p.level WHEN 'holder' THEN coalesce(c.path, p.path) ELSE p.path END")
    for name, scopes in (("scope", [path] if path else None), ("own", paths)):
        if scopes is not None:
            where.append("(" + " OR ".join(f"{at} LIKE :{name}{n} OR p.path LIKE :{name}{n}" for n in range(len(scopes))) + ")")
            values |= {f"{name}{n}": f"{one}%" for n, one in enumerate(scopes)}
    rows = desk.rows(DUE.format(where=" AND ".join(where)), types={"due": Date()}, limit=limit, **values)
    return [DueLine(**{**row._asdict(), "provisional": bool(row.provisional)}) for row in rows]
