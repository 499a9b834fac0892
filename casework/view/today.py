"""What an officer looks at first: what the own offices owe, what waits for review, who below is late."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.access import allowed
from casework.bulk import rows_among
from casework.desk import Desk
from casework.view.counts import OfficeCounts, counts_below

SHOWN = 100  # lines of a list
ABOUT = ("CASE d.subject_kind WHEN 'mine' THEN (SELECT m.name FROM mine m WHERE m.id = d.subject_id)"
         " WHEN 'officer' THEN (SELECT o.name FROM officer o WHERE o.id = d.subject_id)"
         " WHEN 'inspector' THEN (SELECT o.name FROM officer o WHERE o.id = d.subject_id)"
         " WHEN 'act' THEN '履职记录' || d.subject_id WHEN 'self' THEN NULL"
         " ELSE (SELECT r.name FROM mineral_right r WHERE r.id = d.subject_id) END")
LINE = (f"SELECT d.id, d.rule, d.period, d.status, d.done, d.times, p.name AS debtor, {ABOUT} AS about, k.due, k.provisional"
        " FROM duty d JOIN reckoning k ON k.id = d.reckoning_id JOIN party p ON p.id = d.debtor_id")
MINE = f"{LINE} WHERE d.debtor_id IN :offices AND d.status IN ('open', 'suspended') AND k.opens <= :today" \
       f" ORDER BY k.due, d.id LIMIT {SHOWN}"
REVIEWS = f"{LINE} WHERE d.creditor_id IN :offices AND d.status = 'handed_in' ORDER BY k.due, d.id LIMIT {SHOWN}"

@dataclass(frozen=True)
class Line:
    """A duty in a list; `days` until it is due, negative when it is late."""

    id: int
    title: str
    period: str
    status: str
    done: int
    times: int
    debtor: str
    about: str | None
    due: date
    provisional: bool
    days: int


@dataclass(frozen=True)
class Today:
    """The first page; a list that is cut off at `SHOWN` lines says so by its length."""

    mine: list[Line]
    reviews: list[Line]
    below: list[OfficeCounts]  # those next below that are late


def today(desk: Desk) -> Today:
    """What the actor's own offices owe, what they have to review, and who is late below them."""
    posts = [post for post in desk.actor.posts if allowed(desk.actor, "duty.read", post.path)]
    own = sorted({post.office_id for post in posts})
    reviewing = sorted({post.office_id for post in posts if allowed(desk.actor, "duty.review", post.path)})
    return Today(
        _lines(desk, MINE, own), _lines(desk, REVIEWS, reviewing),
        [late for counts in counts_below(desk, own).values() for late in counts[1:] if late.overdue])


def _lines(desk: Desk, query: str, offices: list[int]) -> list[Line]:
    if not offices:
        return []
    values = {"today": desk.today} if ":today" in query else {}
    rows = rows_among(desk, query, {"offices": offices}, types={"due": Date()}, **values)
    return [line_of(desk, row) for row in rows]


def line_of(desk: Desk, row: Any) -> Line:
    """A row of `LINE` as lists show it."""
    rule = desk.rulebook.duties.get(row.rule)
    return Line(row.id, rule.title if rule else row.rule, row.period, row.status, row.done, row.times, row.debtor, row.about,
                row.due, bool(row.provisional), (row.due - desk.today).days)
