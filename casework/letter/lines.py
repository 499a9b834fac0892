"""What stands in a digest: its lines with everything a reader needs, gathered for many letters by one query."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Date, bindparam

from casework.clue.unseen import NAMED_OFFICERS
from casework.desk import Desk
from casework.letter.links import duty_link
from foundation.database import sql
from notifications.letter import Line

# Who came to be named in a clue after the line was queued is not told of it, nor of the case that came of it.
UNSEEN = (f"(d.subject_kind = 'clue' AND z.recipient_id IN ({NAMED_OFFICERS.format(clue='d.subject_id')})) OR"
          f" (d.subject_kind = 'case' AND z.recipient_id IN ({NAMED_OFFICERS.format(clue='e.clue_id')}))")
# A duty done, waived, suspended or handed in meanwhile has no line any more.
SELECT = f"""
SELECT x.letter_id, x.audience, x.no, c.name AS capacity, c.id AS capacity_id, s.name AS absent,
       CASE WHEN EXISTS (SELECT 1 FROM letter_line e JOIN letter y ON y.id = e.letter_id WHERE e.duty_id = x.duty_id
            AND e.named AND y.recipient_id = z.recipient_id) THEN 1 ELSE 0 END AS named_before, z.office_id,
       d.id, d.rule, d.period, d.status, d.times, d.done, d.subject_kind, k.due, k.provisional,
       k.reports_on, p.name AS debtor,
       CASE d.subject_kind WHEN 'mine' THEN m.name WHEN 'mining_right' THEN r.name WHEN 'exploration_right' THEN r.name
            WHEN 'officer' THEN o.name WHEN 'inspector' THEN o.name
            WHEN 'act' THEN '履职记录' || d.subject_id WHEN 'clue' THEN '线索' || u.number
            WHEN 'case' THEN '案件' || e.number ELSE '' END AS subject
FROM letter_line x JOIN letter z ON z.id = x.letter_id JOIN party c ON c.id = x.party_id
LEFT JOIN officer s ON s.id = x.stands_in_for_id JOIN duty d ON d.id = x.duty_id JOIN reckoning k ON k.id = d.reckoning_id
JOIN party p ON p.id = d.debtor_id
LEFT JOIN mine m ON d.subject_kind = 'mine' AND m.id = d.subject_id
LEFT JOIN mineral_right r ON d.subject_kind IN ('mining_right', 'exploration_right') AND r.id = d.subject_id
LEFT JOIN officer o ON d.subject_kind IN ('officer', 'inspector') AND o.id = d.subject_id
LEFT JOIN clue u ON d.subject_kind = 'clue' AND u.id = d.subject_id
LEFT JOIN enforcement_case e ON d.subject_kind = 'case' AND e.id = d.subject_id
WHERE x.letter_id IN :letters AND d.status IN ('open', 'lapsed') AND NOT ({UNSEEN})
ORDER BY x.letter_id, k.due, d.id
"""


def lines_of(desk: Desk, letters: Sequence[int]) -> dict[int, list[Line]]:
    """The lines of each letter that still stand today, oldest due first."""
    clause = sql(SELECT, {"due": Date()}).bindparams(bindparam("letters", expanding=True))
    once: dict[tuple[int, int], Any] = {}
    for row in desk.session.execute(clause, {"letters": list(letters)}):
        # Told as debtor and as superior, or of an older rung too, a duty stands there once.
        known = once.get((row.letter_id, row.id))
        if known is None or (row.audience == "debtor", row.no) > (known.audience == "debtor", known.no):
            once[(row.letter_id, row.id)] = row
    gathered: dict[int, list[Line]] = defaultdict(list)
    # Where not all find room, those come first that no letter has named yet.
    for row in sorted(once.values(), key=lambda row: (row.letter_id, row.named_before, row.due, row.id)):
        gathered[row.letter_id].append(_line(desk, row))
    return gathered


def _line(desk: Desk, row: Any) -> Line:
    rule = desk.rulebook.duties.get(row.rule)  # none: a decree's folder is missing; the letter leaves all the same
    return Line(
        duty_id=row.id, title=rule.title if rule else row.rule, subject=row.subject, debtor=row.debtor,
        period=row.reports_on or row.period, due=row.due, provisional=bool(row.provisional),
        state=_state(row, desk.today), days=abs((row.due - desk.today).days), audience=row.audience,
        clause=rule.provision if rule else "—", quote=rule.quote if rule else "该规则不在现行规则库中",
        url=duty_link(desk, row.id), times=row.times, done=row.done,
        capacity="" if row.capacity_id == row.office_id else row.capacity, on_behalf_of=row.absent,
    )


def _state(row: Any, today: date) -> str:
    if row.status == "lapsed":
        return "lapsed"
    if row.due >= today:
        return "due"
    return "overdue" if row.audience == "debtor" else "escalated"
