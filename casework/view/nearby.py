"""What lies in a reader's reach by its numbers, so that an index leads there: few lie near whoever sees a part only."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from casework.desk import Desk
from casework.reach import Reach

LISTED = 2000  # numbers in a statement
NEAR = "SELECT x.id FROM party x WHERE {reach}"
OFFICES = f"{NEAR} AND x.level <> 'holder'"
HOLDERS = f"{NEAR} AND x.level = 'holder'"
# The counties in reach; a township's people see the mines of its county that lie in it.
COUNTIES = f"{OFFICES} UNION SELECT x.parent_id FROM party x WHERE x.level = 'township' AND {{reach}}"


@dataclass(frozen=True)
class Nearby:
    """Parties, the counties in which their mines lie, offices and holders among them: numbers or, of too many, a query.

    `values` are what the queries ask for.
    """

    parties: str
    counties: str
    offices: str
    holders: str
    values: dict[str, Any]


def near_by(desk: Desk, reach: Reach, *actions: str) -> Nearby | None:
    """Where the reader may do any of these actions; None for whoever may everywhere."""
    if any(reach.everywhere(action) for action in actions):
        return None
    near = f"({' OR '.join(reach.of(action, 'x') for action in actions)})"
    rows = desk.rows(f"SELECT x.id, x.level, x.parent_id FROM party x WHERE {near} LIMIT {LISTED + 1}", **reach.values)
    if len(rows) > LISTED:
        return Nearby(NEAR.format(reach=near), COUNTIES.format(reach=near), OFFICES.format(reach=near),
                      HOLDERS.format(reach=near), dict(reach.values))
    offices = {row.id for row in rows if row.level != "holder"}
    above = {row.parent_id for row in rows if row.level == "township"}
    return Nearby(numbers(row.id for row in rows), numbers(offices | above), numbers(offices),
                  numbers(row.id for row in rows if row.level == "holder"), {})


def numbers(ids: Iterable[int]) -> str:
    """A list for `IN (…)`; no number is 0."""
    return ", ".join(map(str, sorted(ids))) or "0"
