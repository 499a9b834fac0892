"""Which time of others is over in cases that a move of the system then moves on: found for all cases by one query."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date

from casework.desk import Desk
from regulation.case_limits import code_of
from regulation.procedure_table import ProcedureLaw
from regulation.stages import Who

# An action is due once none of the periods that it ends runs any more; while a remedy is pending its time does not lapse.
LAPSED = """
WITH way (step, stage, action) AS ({ways})
SELECT p.case_id, w.action, max(k.due) AS due FROM case_period p JOIN reckoning k ON k.id = p.reckoning_id
JOIN enforcement_case c ON c.id = p.case_id JOIN way w ON w.step = p.step AND w.stage = c.stage
WHERE p.state = 'running' AND k.due < :today{among}
  AND NOT EXISTS (SELECT 1 FROM case_period o JOIN reckoning r ON r.id = o.reckoning_id
      JOIN way v ON v.step = o.step AND v.action = w.action AND v.stage = c.stage
      WHERE o.case_id = p.case_id AND o.state = 'running' AND r.due >= :today)
  AND NOT (w.action = 'remedy.lapse' AND EXISTS (SELECT 1 FROM case_pause z WHERE z.case_id = c.id AND z.last IS NULL))
GROUP BY p.case_id, w.action ORDER BY 3, 1, 2
"""


@dataclass(frozen=True)
class Lapse:
    """A move that the system owes a case since the day after `due`."""

    case_id: int
    action: str
    due: date


def lapsed(desk: Desk, among: Collection[int] | None = None) -> list[Lapse]:
    """The moves that are due today, of these cases or of all, the longest due first."""
    ways = ways_of(desk.rulebook.procedure, desk.rulebook.periods)
    told = " UNION ALL ".join(f"SELECT CAST('{step}' AS VARCHAR), CAST('{stage}' AS VARCHAR), CAST('{action}' AS VARCHAR)"
                              for step, stage, action in ways)
    which = "" if among is None else f" AND p.case_id IN ({', '.join(str(int(one)) for one in sorted(among))})"
    rows = desk.rows(LAPSED.format(ways=told, among=which), types={"due": Date()}, today=desk.today)
    return [Lapse(row.case_id, row.action, row.due) for row in rows]


def ways_of(law: ProcedureLaw, periods: Mapping[str, object]) -> list[tuple[str, str, str]]:
    """Of which step's time, at which stage, the end has the system make which move."""
    return [(step, stage.value, one.action) for one in law.move.values() if one.who is Who.SYSTEM
            for step in one.ends if code_of(step) in periods for stage in one.stages]
