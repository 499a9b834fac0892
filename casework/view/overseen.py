"""What oversight has to do with a case, as it is told on the case's page: each a way to where it is read."""

from dataclasses import dataclass

from casework.access import allowed, holds
from casework.desk import Desk

ORDERS = "SELECT id, number, state FROM supervision_order WHERE case_id = :id ORDER BY id"
CHECKS = ("SELECT k.id, k.kind, q.finding, p.path, b.path AS below FROM checked_case q JOIN case_check k ON k.id = q.check_id"
          " JOIN party p ON p.id = k.office_id JOIN party b ON b.id = k.below_id WHERE q.case_id = :id ORDER BY k.id")
BESIDE = """
SELECT (SELECT count(*) FROM government_report WHERE case_id = :id) AS reports,
    (SELECT state FROM typical_case WHERE case_id = :id ORDER BY id DESC LIMIT 1) AS typical,
    (SELECT count(*) FROM published_decision WHERE case_id = :id AND withdrawn_on IS NULL) AS up
"""


@dataclass(frozen=True)
class Overseen:
    """An order, check, report or publication: its kind, how far it is (a code of that kind's labels), and where it is read."""

    kind: str  # orders, checks, reports, typical, decisions
    state: str
    number: str
    path: str


def overseen(desk: Desk, case_id: int, number: str) -> tuple[Overseen, ...]:
    """All that the actor, who sees the case, may read of it; three statements."""
    found = [Overseen("orders", row.state, row.number, f"/oversight/orders/{row.id}") for row in desk.rows(ORDERS, id=case_id)]
    found += [Overseen("checks", row.finding or "none", str(row.id), f"/oversight/checks/{row.id}")
              for row in desk.rows(CHECKS, id=case_id)
              if any(allowed(desk.actor, "oversight.read", path) for path in (row.path, row.below))]
    beside = desk.rows(BESIDE, id=case_id)[0]
    if beside.reports:
        found.append(Overseen("reports", "", "", f"/oversight/reports?case={number}"))
    if beside.typical is not None and holds(desk.actor, "typical.propose"):
        found.append(Overseen("typical", str(beside.typical), "", f"/oversight/typical?case={number}"))
    if beside.up:
        found.append(Overseen("decisions", "", "", "/decisions"))
    return tuple(found)
