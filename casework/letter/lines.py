"""What stands in a digest: its lines with everything a reader needs, gathered for many letters by one query."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Date, bindparam

from casework.desk import Desk
from casework.letter.links import duty_link
from foundation.database import sql
from notifications.letter import Line

# A duty done, waived, suspended or handed in meanwhile has no line any more.
SELECT = """
SELECT x.letter_id, x.audience, d.id, d.rule, d.period, d.status, d.times, d.done, d.subject_kind, k.due, k.provisional,
       k.reports_on, p.name AS debtor,
       CASE d.subject_kind WHEN 'mine' THEN m.name WHEN 'mining_right' THEN r.name WHEN 'exploration_right' THEN r.name
            WHEN 'officer' THEN o.name WHEN 'inspector' THEN o.name
            WHEN 'act' THEN '履职记录' || d.subject_id ELSE '' END AS subject
FROM letter_line x JOIN duty d ON d.id = x.duty_id JOIN reckoning k ON k.id = d.reckoning_id
JOIN party p ON p.id = d.debtor_id
LEFT JOIN mine m ON d.subject_kind = 'mine' AND m.id = d.subject_id
LEFT JOIN mineral_right r ON d.subject_kind IN ('mining_right', 'exploration_right') AND r.id = d.subject_id
LEFT JOIN officer o ON d.subject_kind IN ('officer', 'inspector') AND o.id = d.subject_id
WHERE x.letter_id IN :letters AND d.status IN ('open', 'lapsed')
ORDER BY x.letter_id, k.due, d.id
"""


def lines_of(desk: Desk, letters: Sequence[int]) -> dict[int, list[Line]]:
    """The lines of each letter that still stand today, oldest due first."""
    clause = sql(SELECT, {"due": Date()}).bindparams(bindparam("letters", expanding=True))
    gathered: dict[int, list[Line]] = defaultdict(list)
    for row in desk.session.execute(clause, {"letters": list(letters)}):
        gathered[row.letter_id].append(_line(desk, row))
    return gathered


def _line(desk: Desk, row: Any) -> Line:
    rule = desk.rulebook.duties[row.rule]
    return Line(
        duty_id=row.id, title=rule.title, subject=row.subject, debtor=row.debtor,
        period=row.reports_on or row.period, due=row.due, provisional=bool(row.provisional),
        state=_state(row, desk.today), days=abs((row.due - desk.today).days), audience=row.audience,
        clause=rule.provision, quote=rule.quote, url=duty_link(desk, row.id), times=row.times,
        done=row.done,
    )


def _state(row: Any, today: date) -> str:
    if row.status == "lapsed":
        return "lapsed"
    if row.due >= today:
        return "due"
    return "overdue" if row.audience == "debtor" else "escalated"
