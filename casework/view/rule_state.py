"""How a rule stands today among the offices a reader may see."""

from dataclasses import dataclass

from casework.bulk import rows_among
from casework.desk import Desk
from casework.in_force import running
from casework.scope import scope


@dataclass(frozen=True)
class RuleState:
    """Duties of a rule: running, of these overdue, and how those of this year ended."""

    open: int = 0
    overdue: int = 0
    discharged: int = 0
    lapsed: int = 0


def rule_states(desk: Desk, rules: tuple[str, ...]) -> dict[str, RuleState]:
    """The state of rules, by code, in the reader's subtrees."""
    where, values = scope(desk, "duty.read", None)
    if not rules:
        return {}
    rows = rows_among(
        desk, f"SELECT d.rule, count(CASE WHEN {running('d')} THEN 1 END) AS open,"
        " count(CASE WHEN d.status = 'open' AND k.due < :today THEN 1 END) AS overdue,"
        " count(CASE WHEN d.status = 'discharged' AND d.ended_on >= :year THEN 1 END) AS discharged,"
        " count(CASE WHEN d.status = 'lapsed' AND d.ended_on >= :year THEN 1 END) AS lapsed"
        " FROM duty d JOIN reckoning k ON k.id = d.reckoning_id JOIN party p ON p.id = d.debtor_id"
        f" WHERE d.rule IN :rules AND {where} GROUP BY d.rule", {"rules": rules}, today=desk.today,
        year=desk.today.replace(month=1, day=1), **values)
    return {row.rule: RuleState(row.open, row.overdue, row.discharged, row.lapsed) for row in rows}
