"""The chase: every rung reached becomes a line in a letter, once; set-based, and right when late, twice or in parallel."""

from dataclasses import dataclass

from casework import journal
from casework.desk import Desk
from casework.duty.reached import clear, gather
from casework.in_force import in_force
from casework.letter.merging import merge_unsent
from casework.triggers import pull


@dataclass(frozen=True)
class Chased:
    """What one chase did: duties reminded of, rungs passed over, lines nobody can receive, letters, or a rest day."""

    reminded: int = 0
    passed_over: int = 0
    undeliverable: int = 0
    letters: int = 0
    rest_day: bool = False


RUNGS = """
INSERT INTO rung (duty_id, round, no, day, chased_on, state)
SELECT t.duty_id, t.round, t.no, t.day, :today,
       CASE WHEN EXISTS (SELECT 1 FROM due_line w WHERE w.duty_id = t.duty_id AND w.officer_id IS NOT NULL)
            THEN 'sent' ELSE 'undeliverable' END
FROM due_rung t WHERE true ON CONFLICT DO NOTHING
"""
PASSED_OVER = """
INSERT INTO rung (duty_id, round, no, day, chased_on, state)
SELECT duty_id, round, no, day, :today, 'passed_over' FROM due_passed WHERE true ON CONFLICT DO NOTHING
"""
# Where the recipient serves is his first post, else the party he stands in for. Joined, not looked up one by one: without
# statistics PostgreSQL walks all posts by number for each.
LETTERS = f"""
INSERT INTO letter (recipient_id, office_id, day, state, attempts, next_try_at)
SELECT w.officer_id, coalesce(s.office_id, w.party_id), :today, 'queued', 0, :now
FROM (SELECT officer_id, min(party_id) AS party_id FROM due_line WHERE officer_id IS NOT NULL GROUP BY officer_id) w
LEFT JOIN (
    SELECT officer_id, office_id, ROW_NUMBER() OVER (PARTITION BY officer_id ORDER BY id) AS n FROM post
    WHERE {in_force('post')}
      AND officer_id IN (SELECT officer_id FROM due_line)
) s ON s.officer_id = w.officer_id AND s.n < 2
WHERE true ON CONFLICT (recipient_id, day) WHERE kind = 'digest' DO NOTHING
"""
LINES = """
INSERT INTO letter_line (letter_id, duty_id, no, audience, party_id, stands_in_for_id, named)
SELECT x.id, w.duty_id, w.no, w.audience, w.party_id, w.stands_in_for_id, :no
FROM due_line w JOIN letter x ON x.recipient_id = w.officer_id AND x.day = :today AND x.kind = 'digest'
WHERE true ON CONFLICT DO NOTHING
"""
# Nobody can be written to there: that is the superior's to mend, said once.
WORK_ITEMS = """
INSERT INTO work_item (office_id, kind, open_key, text, created_at)
SELECT coalesce(p.parent_id, p.id), 'no-address', 'no-address|' || p.id,
       p.name || '没有可以收信的人员或电子邮箱，提醒无法送达，请补登记。', :now
FROM party p WHERE p.id IN (SELECT w.party_id FROM due_line w WHERE w.officer_id IS NULL)
ON CONFLICT (open_key) DO NOTHING
"""
ONWARD = """
UPDATE duty SET chase_on = CASE WHEN status = 'open' THEN (
    SELECT min(rr.day) FROM reckoning_rung rr WHERE rr.reckoning_id = duty.reckoning_id AND rr.day > :today) END
WHERE id IN (SELECT id FROM due_duty) AND version = (SELECT s.version FROM due_duty s WHERE s.id = duty.id)
  AND status IN ('open', 'lapsed')
"""


def chase(desk: Desk) -> Chased:
    """Record every rung reached by today and queue one digest a recipient; on a rest day nothing is sent.

    After days of downtime only the highest rung of a duty is sent and the lower ones are recorded as passed over.
    """
    desk.permit("duty.chase")
    if not desk.calendar.is_working(desk.today):
        return Chased(rest_day=True)
    desk.lock("chase")
    desk.lock("post")  # no letter is claimed or written while lines are added
    merge_unsent(desk)
    gather(desk)
    passed = desk.run(PASSED_OVER, today=desk.today)
    desk.run(RUNGS, today=desk.today)
    letters = _letters(desk)
    desk.run(WORK_ITEMS, now=desk.now)
    counts = desk.rows("SELECT count(*) AS n, count(CASE WHEN no > 0 THEN 1 END) AS reminded FROM due_rung")[0]
    lost = desk.scalar("SELECT count(*) FROM due_rung t WHERE NOT EXISTS (SELECT 1 FROM due_line w"
                       " WHERE w.duty_id = t.duty_id AND w.officer_id IS NOT NULL)")
    desk.run(ONWARD, today=desk.today)
    clear(desk)
    done = Chased(reminded=int(counts.n), passed_over=passed, undeliverable=int(lost), letters=letters)
    if counts.n:
        journal.note(desk, "duty.chased", "run", 0, reminded=done.reminded, passed_over=passed, letters=letters,
                     undeliverable=done.undeliverable)
        pull(desk, "post_round")
    return done


def _letters(desk: Desk) -> int:
    """Queue the letters of today and what stands in them; how many letters are new."""
    letters = desk.run(LETTERS, today=desk.today, now=desk.now)
    desk.run(LINES, today=desk.today, no=False)
    if letters and desk.postgres:  # the post follows at once, sooner than autovacuum looks at so many new letters
        desk.run("ANALYZE letter")
    return letters
