"""The ledger of rewards, for whoever proposes and approves them: of clues in his reach that are not about him."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Numeric

from casework.access import allowed, permit_somewhere
from casework.clue.unseen import seen
from casework.desk import Desk
from casework.journal import officer_in
from casework.reach import Reach
from casework.view.listing import ALL, Asked, Filter, Part, Table, containing, part
from foundation.database import Instant

SELECT = ("SELECT r.id, c.number, p.name AS office, p.path, r.amount, r.basis, r.state, r.proposed_by, r.proposed_at,"
          " coalesce(d.name, r.decided_by) AS decided_by, r.decided_at, r.reason, coalesce(y.name, r.paid_by) AS paid_by,"
          " r.paid_at, coalesce(o.name, r.proposed_by) AS proposer FROM reward r JOIN clue x ON x.id = r.clue_id"
          " JOIN clue c ON c.id = coalesce(x.main_id, x.id) JOIN party p ON p.id = c.office_id"
          f" LEFT JOIN officer o ON o.id = {officer_in('r.proposed_by')}"
          f" LEFT JOIN officer d ON d.id = {officer_in('r.decided_by')}"
          f" LEFT JOIN officer y ON y.id = {officer_in('r.paid_by')}")
REWARDS = Table(
    SELECT, sorts={"number": "r.id", "amount": "r.amount"}, order="-number", key="r.id",
    filters={"state": Filter("r.state = :state"), "clue": Filter("c.number LIKE :clue ESCAPE '!'", containing),
             "office": Filter("p.name LIKE :office ESCAPE '!'", containing)},
    types={"amount": Numeric(14, 2), "proposed_at": Instant(), "decided_at": Instant(), "paid_at": Instant()})


@dataclass(frozen=True)
class RewardLine:
    """A reward in the ledger: for which clue, how much, how far; who it goes to stands nowhere."""

    id: int
    number: str
    office: str
    amount: Decimal
    basis: str
    state: str
    proposed_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    reason: str | None
    paid_by: str | None
    paid_at: datetime | None
    proposer: str
    may_decide: bool


def rewards_listed(desk: Desk, asked: Asked = ALL) -> Part:
    """A page of the rewards that the actor may see."""
    permit_somewhere(desk.actor, "reward.propose")
    reach = Reach(desk.actor)
    where, more = seen(reach)
    where = f"{where} AND {reach.of('reward.propose', 'p')}"
    found = part(desk, replace(REWARDS, select=f"{SELECT} WHERE {where}"), asked, **reach.values, **more)
    return replace(found, rows=[_line(desk, row._asdict()) for row in found.rows])


def _line(desk: Desk, row: dict[str, Any]) -> RewardLine:
    path, by = row.pop("path"), row.pop("proposed_by")
    return RewardLine(**row, may_decide=row["state"] == "proposed" and by != desk.actor.label
                      and allowed(desk.actor, "reward.approve", path))
