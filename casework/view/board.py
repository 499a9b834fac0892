"""The overdue board: what each city and all below it owe, counted in one query, drilled down to the rows."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Date

from casework.access import reading_paths
from casework.desk import Desk
from casework.view.counts import counts_below
from foundation.errors import RefusedError


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


def overdue_board(desk: Desk) -> list[BoardRow]:
    """One row a city, the most overdue first."""
    desk.permit("duty.read")
    province = desk.scalar("SELECT id FROM party WHERE level = 'province'")
    below = counts_below(desk, [province])[province][1:] if province is not None else []
    return [BoardRow(one.code, one.name, one.open, one.due_soon, one.overdue, one.lapsed, one.oldest) for one in below]


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
"""
FROM = """
FROM duty d JOIN reckoning k ON k.id = d.reckoning_id JOIN party p ON p.id = d.debtor_id
LEFT JOIN party c ON c.id = d.creditor_id WHERE """


def due(desk: Desk, *, by: date, path: str | None = None, overdue: bool = False, review: bool = False,
        limit: int | None = None) -> list[DueLine]:
    """Duties running and due by a day, below an office; overdue ones, or all that wait for review there, if so asked."""
    where, values = _asked(desk, by, path, overdue=overdue, review=review)
    cut = "" if limit is None else " LIMIT :limit"
    rows = desk.rows(f"{DUE}{FROM}{where} ORDER BY k.due, d.id{cut}", types={"due": Date()},
                     **values, **({} if limit is None else {"limit": limit}))
    return [DueLine(**{**row._asdict(), "provisional": bool(row.provisional)}) for row in rows]


def due_counted(desk: Desk, *, by: date, path: str | None = None, overdue: bool = False, review: bool = False) -> int:
    """How many duties `due` lists without a limit."""
    where, values = _asked(desk, by, path, overdue=overdue, review=review)
    return int(desk.scalar(f"SELECT count(*){FROM}{where}", **values))


def _asked(desk: Desk, by: date, path: str | None, *, overdue: bool, review: bool) -> tuple[str, dict[str, object]]:
    """The condition of what is asked for, within the actor's reach, and its values."""
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
    return " AND ".join(where), values
