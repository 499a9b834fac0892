"""Letters of earlier days that never left: what stands in them goes into today's, so that nobody gets two on one day."""

from casework.desk import Desk

UNSENT = "{x}.kind = 'digest' AND {x}.state IN ('queued', 'sending') AND {x}.written_at IS NULL AND {x}.day < :today"
# The newest becomes today's, unless there is one.
BRING_UP = f"""
UPDATE letter SET day = :today WHERE id IN (SELECT max(o.id) FROM letter o WHERE {UNSENT.format(x="o")} GROUP BY o.recipient_id)
  AND NOT EXISTS (SELECT 1 FROM letter n WHERE n.recipient_id = letter.recipient_id AND n.day = :today AND n.kind = 'digest')
"""
MERGED = f"""
SELECT o.id AS old_id, n.id AS new_id FROM letter o
JOIN letter n ON n.recipient_id = o.recipient_id AND n.day = :today AND n.kind = 'digest' AND n.state = 'queued'
    AND n.written_at IS NULL
WHERE {UNSENT.format(x="o")}
"""
LINES = f"""
INSERT INTO letter_line (letter_id, duty_id, no, audience, party_id, stands_in_for_id, named)
SELECT m.new_id, l.duty_id, l.no, l.audience, l.party_id, l.stands_in_for_id, l.named
FROM letter_line l JOIN ({MERGED}) m ON m.old_id = l.letter_id WHERE true ON CONFLICT DO NOTHING
"""
VOID = f"""
UPDATE letter SET state = 'void', error = '并入较新的信', lease_until = NULL WHERE id IN (SELECT m.old_id FROM ({MERGED}) m)
"""


def merge_unsent(desk: Desk) -> int:
    """Move the lines of older letters that were never written into today's; how many letters that made void."""
    desk.run(BRING_UP, today=desk.today)
    desk.run(LINES, today=desk.today)
    return desk.run(VOID, today=desk.today)
