"""What lies in a reader's reach by its numbers, so that an index leads there: few lie near whoever sees a part only."""

from collections.abc import Iterable
from dataclasses import dataclass

from casework.desk import Desk
from casework.reach import Reach

LISTED = 2000  # numbers in a statement
NEAR = "SELECT x.id FROM party x WHERE {reach}"
HOLDERS = f"{NEAR} AND x.level = 'holder'"
# The counties in reach; a township's people see the mines of its county that lie in it.
COUNTIES = f"{NEAR} AND x.level <> 'holder' UNION SELECT x.parent_id FROM party x WHERE x.level = 'township' AND {{reach}}"


@dataclass(frozen=True)
class Nearby:
    """Parties, the counties in which their mines lie, and the holders among them: numbers or, of too many, a query for them."""

    parties: str
    counties: str
    holders: str


def near_by(desk: Desk, reach: Reach) -> Nearby | None:
    """What the reader sees; None for whoever sees everything."""
    if reach.everywhere("duty.read") or reach.everywhere("office.read"):
        return None
    near = f"({reach.of('office.read', 'x')} OR {reach.of('duty.read', 'x')})"
    rows = desk.rows(f"SELECT x.id, x.level, x.parent_id FROM party x WHERE {near} LIMIT {LISTED + 1}", **reach.values)
    if len(rows) > LISTED:
        return Nearby(NEAR.format(reach=near), COUNTIES.format(reach=near), HOLDERS.format(reach=near))
    offices = {row.id for row in rows if row.level != "holder"}
    above = {row.parent_id for row in rows if row.level == "township"}
    return Nearby(numbers(row.id for row in rows), numbers(offices | above),
                  numbers(row.id for row in rows if row.level == "holder"))


def numbers(ids: Iterable[int]) -> str:
    """A list for `IN (…)`; no number is 0."""
    return ", ".join(map(str, sorted(ids))) or "0"
