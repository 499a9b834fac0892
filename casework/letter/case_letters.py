"""Letters about cases, written for the post; what has moved on before they leave is left out."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Date

from casework.bulk import rows_among, run_many
from casework.clue.unseen import NAMED_OFFICERS
from casework.desk import Desk
from casework.letter.clue_letters import FILL, LETTERS
from notifications.cases import CaseLine, render_cases
from regulation.case_limits import code_of

# What still waits where it did, and not of whom the case's clue is about.
LINES = f"""
SELECT x.letter_id, c.number, c.stage, (SELECT min(k.due) FROM duty d JOIN reckoning k ON k.id = d.reckoning_id
    WHERE d.subject_kind = 'case' AND d.subject_id = c.id AND d.rule = '{code_of("decision")}' AND d.status = 'open') AS due
FROM letter_case x JOIN letter l ON l.id = x.letter_id JOIN enforcement_case c ON c.id = x.case_id AND c.stage = x.stage
WHERE x.letter_id IN :ids AND (c.clue_id IS NULL OR l.recipient_id NOT IN ({NAMED_OFFICERS.format(clue='c.clue_id')}))
ORDER BY x.letter_id, c.id
"""
VOID = "UPDATE letter SET state = 'void', error = '信中案件在发出前均已办理', lease_until = NULL WHERE id = :id"


def write(desk: Desk, ids: Sequence[int], *, name: str) -> tuple[int, int]:
    """Fix the text of these letters; how many were written, and how many void."""
    rows = rows_among(desk, LETTERS, {"ids": ids})
    lines: dict[int, list[CaseLine]] = defaultdict(list)
    for row in rows_among(desk, LINES, {"ids": ids}, types={"due": Date()}):
        lines[row.letter_id].append(CaseLine(row.number, desk.rulebook.procedure.stage[row.stage].title, row.due,
                                             f"{desk.house.base_url}/cases/{row.number}"))
    standing = [row for row in rows if lines[row.id]]
    run_many(desk, FILL, [_filled(desk, row, lines[row.id], name) for row in standing])
    run_many(desk, VOID, [{"id": row.id} for row in rows if not lines[row.id]])
    return len(standing), len(rows) - len(standing)


def _filled(desk: Desk, row: Any, lines: list[CaseLine], name: str) -> dict[str, Any]:
    told = render_cases(recipient=row.name, office=row.office, cases=lines, demo=bool(row.demo))
    return {"id": row.id, "subject": told.subject, "text": told.text, "html": told.html, "to_name": row.name,
            "to_address": row.email, "message": f"<letter.{row.id}.{name}>", "now": desk.now}
