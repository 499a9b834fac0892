"""What an officer looks at first: what the own offices owe, what waits for review, who below is late."""

from dataclasses import dataclass
from typing import Any

from casework.bulk import rows_among
from casework.desk import Desk
from casework.view.counts import OfficeCounts, counts_below
from casework.view.lines import DATES, LINE, Line, line_of
from casework.view.own_work import own_offices, own_work

SHOWN = 100  # lines of a list
MINE = f"{LINE} WHERE d.debtor_id IN :offices AND d.status IN ('open', 'suspended') AND k.opens <= :today" \
       f" AND {{own}} ORDER BY k.due, d.id LIMIT {SHOWN}"
REVIEWS = f"{LINE} WHERE d.creditor_id IN :offices AND d.status = 'handed_in' ORDER BY k.due, d.id LIMIT {SHOWN}"


@dataclass(frozen=True)
class Today:
    """The first page; a list that is cut off at `SHOWN` lines says so by its length."""

    mine: list[Line]
    reviews: list[Line]
    below: list[OfficeCounts]  # those next below that are late


def today(desk: Desk, *, me: bool = False) -> Today:
    """What the actor's own offices owe, or of that what `me`, himself, is named for; their reviews; who is late below them."""
    own, reviewing = own_offices(desk, "duty.read"), own_offices(desk, "duty.review")
    narrowed, values = own_work(desk, "me" if me else "")
    return Today(
        _lines(desk, MINE.format(own=narrowed), own, today=desk.today, **values), _lines(desk, REVIEWS, reviewing),
        [late for counts in counts_below(desk, own).values() for late in counts[1:] if late.overdue])


def _lines(desk: Desk, query: str, offices: list[int], **values: Any) -> list[Line]:
    if not offices:
        return []
    rows = rows_among(desk, query, {"offices": offices}, types=DATES, **values)
    return [line_of(desk, row) for row in rows]
