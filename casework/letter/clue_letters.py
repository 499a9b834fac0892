"""Letters about clues, written for the post; what is settled before they leave is left out."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Date

from casework.bulk import rows_among, run_many
from casework.clue.unseen import NAMED_OFFICERS
from casework.desk import Desk
from notifications.clues import ClueLine, render_clues
from regulation.clue_words import OFFENCES

LETTERS = ("SELECT l.id, o.name, o.email, o.demo, p.name AS office FROM letter l JOIN officer o ON o.id = l.recipient_id"
           " JOIN party p ON p.id = l.office_id WHERE l.id IN :ids AND l.written_at IS NULL ORDER BY l.id")
# What still waits to be registered or assigned at that office, and what its reporter said last and nobody has answered.
ADDED = "'reporter' = (SELECT m.side FROM clue_message m WHERE m.clue_id = c.id ORDER BY m.id DESC LIMIT 1)"
LINES = f"""
SELECT x.letter_id, c.number, c.offence, c.ongoing, CASE WHEN {ADDED} THEN 1 ELSE 0 END AS added,
    (SELECT min(k.due) FROM duty d JOIN reckoning k ON k.id = d.reckoning_id
     WHERE d.subject_kind = 'clue' AND d.subject_id = c.id AND d.status = 'open'
       AND d.rule IN ('clue_registration', 'clue_assignment', 'clue_designation')) AS due
FROM letter_clue x JOIN letter l ON l.id = x.letter_id JOIN clue c ON c.id = x.clue_id
WHERE x.letter_id IN :ids AND (c.stage IN ('routed', 'unrouted', 'disputed') OR {ADDED})
  AND l.recipient_id NOT IN ({NAMED_OFFICERS.format(clue='c.id')}) ORDER BY x.letter_id, c.id
"""
FILL = ("UPDATE letter SET subject = :subject, text = :text, html = :html, message_id = :message, to_name = :to_name,"
        " to_address = :to_address, written_at = :now WHERE id = :id")
VOID = "UPDATE letter SET state = 'void', error = '信中线索在发出前均已登记', lease_until = NULL WHERE id = :id"


def write(desk: Desk, ids: Sequence[int], *, name: str) -> tuple[int, int]:
    """Fix the text of these letters; how many were written, and how many void."""
    rows = rows_among(desk, LETTERS, {"ids": ids})
    lines: dict[int, list[ClueLine]] = defaultdict(list)
    for row in rows_among(desk, LINES, {"ids": ids}, types={"due": Date()}):
        lines[row.letter_id].append(ClueLine(row.number, OFFENCES[row.offence], bool(row.ongoing), row.due,
                                             f"{desk.house.base_url}/clues/{row.number}", bool(row.added)))
    standing = [row for row in rows if lines[row.id]]
    run_many(desk, FILL, [_filled(desk, row, lines[row.id], name) for row in standing])
    run_many(desk, VOID, [{"id": row.id} for row in rows if not lines[row.id]])
    return len(standing), len(rows) - len(standing)


def _filled(desk: Desk, row: Any, lines: list[ClueLine], name: str) -> dict[str, Any]:
    told = render_clues(recipient=row.name, office=row.office, clues=lines, demo=bool(row.demo))
    return {"id": row.id, "subject": told.subject, "text": told.text, "html": told.html, "to_name": row.name,
            "to_address": row.email, "message": f"<letter.{row.id}.{name}>", "now": desk.now}
