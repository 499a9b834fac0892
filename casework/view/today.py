"""What an officer looks at first: what the own offices owe, what waits for review, who below is late."""

from dataclasses import dataclass

from casework.access import allowed
from casework.bulk import rows_among
from casework.desk import Desk
from casework.view.counts import OfficeCounts, counts_below
from casework.view.lines import DATES, LINE, Line, line_of

SHOWN = 100  # lines of a list
MINE = f"{LINE} WHERE d.debtor_id IN :offices AND d.status IN ('open', 'suspended') AND k.opens <= :today" \
       f" ORDER BY k.due, d.id LIMIT {SHOWN}"
REVIEWS = f"{LINE} WHERE d.creditor_id IN :offices AND d.status = 'handed_in' ORDER BY k.due, d.id LIMIT {SHOWN}"


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
    rows = rows_among(desk, query, {"offices": offices}, types=DATES, **values)
    return [line_of(desk, row) for row in rows]
