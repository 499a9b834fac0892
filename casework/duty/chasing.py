"""The chase: every rung reached becomes a line in a letter, once; set-based, and right when late, twice or in parallel."""

from dataclasses import dataclass

from casework import journal
from casework.desk import Desk
from casework.record.people import recipients_cte
from casework.triggers import pull

LAPSE_RUNG = 0


@dataclass(frozen=True)
class Chased:
    """What one chase did: duties reminded of, rungs passed over, lines nobody can receive, letters, or a rest day."""

    reminded: int = 0
    passed_over: int = 0
    undeliverable: int = 0
    letters: int = 0
    rest_day: bool = False


# Whom an audience is: the debtor itself, or an office so many steps above it.
AUDIENCE_PARTY = (
    "CASE l.audience WHEN 'debtor' THEN l.debtor_id WHEN 'superior' THEN p1.parent_id"
    " WHEN 'superior2' THEN p2.parent_id ELSE p3.parent_id END"
)
TABLES = (
    "CREATE TEMPORARY TABLE due_rung (duty_id INTEGER PRIMARY KEY, debtor_id INTEGER, round INTEGER,"
    " reckoning_id INTEGER, no INTEGER, day DATE)",
    "CREATE TEMPORARY TABLE due_line (duty_id INTEGER, no INTEGER, audience TEXT, party_id INTEGER, officer_id INTEGER,"
    " stands_in_for_id INTEGER)",
)
# The highest rung that each duty has reached and not been chased for; a lapsed duty has one only, its report.
DUE_RUNGS = """
INSERT INTO due_rung (duty_id, debtor_id, round, reckoning_id, no, day)
SELECT d.id, d.debtor_id, d.round, d.reckoning_id, top.no, top.day
FROM duty d JOIN (
    SELECT reckoning_id, max(no) AS no, max(day) AS day FROM reckoning_rung WHERE day <= :today AND reckoning_id IN (
        SELECT reckoning_id FROM duty WHERE chase_on <= :today AND status = 'open')
    GROUP BY reckoning_id
) top ON top.reckoning_id = d.reckoning_id
WHERE d.chase_on <= :today AND d.status = 'open'
  AND NOT EXISTS (SELECT 1 FROM rung r WHERE r.duty_id = d.id AND r.round = d.round AND r.no >= top.no)
UNION ALL
SELECT d.id, d.debtor_id, d.round, d.reckoning_id, 0, d.chase_on FROM duty d
WHERE d.chase_on <= :today AND d.status = 'lapsed'
  AND NOT EXISTS (SELECT 1 FROM rung r WHERE r.duty_id = d.id AND r.round = d.round AND r.no = 0)
"""
DUE_LINES = f"""
{{recipients}}
INSERT INTO due_line (duty_id, no, audience, party_id, officer_id, stands_in_for_id)
SELECT l.duty_id, l.no, l.audience, l.party_id, recipient.officer_id, recipient.stands_in_for_id
FROM (
    SELECT l.duty_id, l.no, l.audience, {AUDIENCE_PARTY} AS party_id FROM (
        SELECT t.duty_id, t.debtor_id, t.no, rr.audience FROM due_rung t
        JOIN reckoning_rung rr ON rr.reckoning_id = t.reckoning_id AND rr.no = t.no
        UNION ALL SELECT t.duty_id, t.debtor_id, 0, 'superior' FROM due_rung t WHERE t.no = 0
    ) l
    JOIN party p1 ON p1.id = l.debtor_id
    LEFT JOIN party p2 ON p2.id = p1.parent_id
    LEFT JOIN party p3 ON p3.id = p2.parent_id
) l LEFT JOIN recipient ON recipient.party_id = l.party_id
WHERE l.party_id IS NOT NULL
"""
# A recipient whose digest of today has been written already gets no second one: those duties wait for the next day.
TOO_LATE_TODAY = """
DELETE FROM due_rung WHERE duty_id IN (
    SELECT w.duty_id FROM due_line w JOIN letter x ON x.recipient_id = w.officer_id AND x.day = :today
    WHERE x.written_at IS NOT NULL)
"""
RUNGS = """
INSERT INTO rung (duty_id, round, no, day, chased_on, state)
SELECT t.duty_id, t.round, t.no, t.day, :today,
       CASE WHEN EXISTS (SELECT 1 FROM due_line w WHERE w.duty_id = t.duty_id AND w.officer_id IS NOT NULL)
            THEN 'sent' ELSE 'undeliverable' END
FROM due_rung t WHERE true ON CONFLICT DO NOTHING
"""
PASSED_OVER = """
INSERT INTO rung (duty_id, round, no, day, chased_on, state)
SELECT DISTINCT t.duty_id, t.round, rr.no, rr.day, :today, 'passed_over'
FROM due_rung t JOIN reckoning_rung rr ON rr.reckoning_id = t.reckoning_id AND rr.no < t.no
WHERE t.no > 0 ON CONFLICT DO NOTHING
"""
LETTERS = """
INSERT INTO letter (recipient_id, office_id, stands_in_for_id, day, state, attempts, next_try_at)
SELECT officer_id, min(party_id), min(stands_in_for_id), :today, 'queued', 0, :now
FROM due_line WHERE officer_id IS NOT NULL AND duty_id IN (SELECT duty_id FROM due_rung)
GROUP BY officer_id ON CONFLICT (recipient_id, day) DO NOTHING
"""
LINES = """
INSERT INTO letter_line (letter_id, duty_id, no, audience)
SELECT x.id, w.duty_id, w.no, w.audience
FROM due_line w JOIN letter x ON x.recipient_id = w.officer_id AND x.day = :today
WHERE w.duty_id IN (SELECT duty_id FROM due_rung) ON CONFLICT DO NOTHING
"""
# Nobody can be written to there: that is the superior's to mend, said once.
WORK_ITEMS = """
INSERT INTO work_item (office_id, kind, open_key, text, created_at)
SELECT coalesce(p.parent_id, p.id), 'no-address', 'no-address|' || p.id,
       p.name || '没有可以收信的人员或电子邮箱，提醒无法送达，请补登记。', :now
FROM party p WHERE p.id IN (
    SELECT w.party_id FROM due_line w WHERE w.officer_id IS NULL AND w.duty_id IN (SELECT duty_id FROM due_rung))
ON CONFLICT (open_key) DO NOTHING
"""
ONWARD = """
UPDATE duty SET chase_on = CASE WHEN status = 'open' THEN (
    SELECT min(rr.day) FROM reckoning_rung rr WHERE rr.reckoning_id = duty.reckoning_id AND rr.day > :today) END
WHERE chase_on <= :today AND status IN ('open', 'lapsed') AND id NOT IN (
    SELECT w.duty_id FROM due_line w WHERE w.duty_id NOT IN (SELECT duty_id FROM due_rung))
"""


def chase(desk: Desk) -> Chased:
    """Record every rung reached by today and queue one digest a recipient; on a rest day nothing is sent.

    After days of downtime only the highest rung of a duty is sent and the lower ones are recorded as passed over.
    """
    desk.permit("duty.chase")
    if not desk.calendar.is_working(desk.today):
        return Chased(rest_day=True)
    desk.lock("chase")
    _gather(desk)
    passed = desk.run(PASSED_OVER, today=desk.today)
    desk.run(RUNGS, today=desk.today)
    letters = desk.run(LETTERS, today=desk.today, now=desk.now)
    desk.run(LINES, today=desk.today)
    desk.run(WORK_ITEMS, now=desk.now)
    counts = desk.rows("SELECT count(*) AS n, count(CASE WHEN no > 0 THEN 1 END) AS reminded FROM due_rung")[0]
    lost = desk.scalar("SELECT count(*) FROM due_rung t WHERE NOT EXISTS (SELECT 1 FROM due_line w"
                       " WHERE w.duty_id = t.duty_id AND w.officer_id IS NOT NULL)")
    desk.run(ONWARD, today=desk.today)
    _clear(desk)
    done = Chased(reminded=int(counts.n), passed_over=passed, undeliverable=int(lost), letters=letters)
    if counts.n:
        journal.note(desk, "duty.chased", "run", 0, reminded=done.reminded, passed_over=passed, letters=letters,
                     undeliverable=done.undeliverable)
        pull(desk, "post_round")
    return done


def _gather(desk: Desk) -> None:
    _clear(desk)
    for table in TABLES:
        desk.run(table)
    desk.run(DUE_RUNGS, today=desk.today)
    desk.run(DUE_LINES.format(recipients=recipients_cte()), day=desk.today)
    desk.run("CREATE INDEX ix_due_line ON due_line (duty_id)")
    desk.run(TOO_LATE_TODAY, today=desk.today)
    if desk.postgres:  # temporary tables have no statistics of their own accord
        desk.run("ANALYZE due_rung")
        desk.run("ANALYZE due_line")


def _clear(desk: Desk) -> None:
    desk.run("DROP TABLE IF EXISTS due_rung")
    desk.run("DROP TABLE IF EXISTS due_line")
