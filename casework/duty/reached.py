"""What the chase has before it: duties to look at, the highest rung each has reached, and who is told, in temporary tables."""

from casework.desk import Desk
from casework.letter.recipients import recipients_cte
from casework.letter.responsible import inspected_rules, responsible_cte

TABLES = {
    "due_duty": "id INTEGER PRIMARY KEY, version INTEGER, status TEXT, debtor_id INTEGER, creditor_id INTEGER, round INTEGER,"
                " reckoning_id INTEGER, day DATE, rule TEXT, subject_kind TEXT, subject_id INTEGER",
    "due_rung": "duty_id INTEGER PRIMARY KEY, debtor_id INTEGER, creditor_id INTEGER, round INTEGER, reckoning_id INTEGER,"
                " no INTEGER, day DATE",
    "due_passed": "duty_id INTEGER, round INTEGER, no INTEGER, day DATE",
    "due_told": "duty_id INTEGER, no INTEGER, audience TEXT, party_id INTEGER",
    "due_named": "duty_id INTEGER PRIMARY KEY, officer_id INTEGER, stands_in_for_id INTEGER",
    "due_line": "duty_id INTEGER, no INTEGER, audience TEXT, party_id INTEGER, officer_id INTEGER, stands_in_for_id INTEGER",
    "due_unseen": "duty_id INTEGER, no INTEGER, audience TEXT, party_id INTEGER",
    "due_late": "duty_id INTEGER PRIMARY KEY",
}
# As they stand now: a duty that somebody changes meanwhile keeps the day it was given then, for its version is another.
DUE_DUTIES = """
INSERT INTO due_duty (id, version, status, debtor_id, creditor_id, round, reckoning_id, day, rule, subject_kind, subject_id)
SELECT id, version, status, debtor_id, creditor_id, round, reckoning_id, chase_on, rule, subject_kind, subject_id FROM duty
WHERE chase_on <= :today AND status IN ('open', 'lapsed')
"""
# The highest rung that each duty has reached and not been chased for; a lapsed duty has one only, its report.
DUE_RUNGS = """
INSERT INTO due_rung (duty_id, debtor_id, creditor_id, round, reckoning_id, no, day)
SELECT d.id, d.debtor_id, d.creditor_id, d.round, d.reckoning_id, top.no, top.day
FROM due_duty d JOIN (
    SELECT reckoning_id, max(no) AS no, max(day) AS day FROM reckoning_rung
    WHERE day <= :today AND reckoning_id IN (SELECT reckoning_id FROM due_duty)
    GROUP BY reckoning_id
) top ON top.reckoning_id = d.reckoning_id
WHERE d.status = 'open'
  AND NOT EXISTS (SELECT 1 FROM rung r WHERE r.duty_id = d.id AND r.round = d.round AND r.no >= top.no)
UNION ALL
SELECT d.id, d.debtor_id, d.creditor_id, d.round, d.reckoning_id, 0, d.day
FROM due_duty d WHERE d.status = 'lapsed'
  AND NOT EXISTS (SELECT 1 FROM rung r WHERE r.duty_id = d.id AND r.round = d.round AND r.no = 0)
"""
# The rungs below it that nobody was chased for. Kept apart before they are written: PostgreSQL may take the rungs for few
# when it plans, and would read them over and over while they grow.
DUE_PASSED = """
INSERT INTO due_passed (duty_id, round, no, day)
SELECT t.duty_id, t.round, rr.no, rr.day
FROM due_rung t JOIN (SELECT DISTINCT reckoning_id, no, day FROM reckoning_rung WHERE reckoning_id IN (
    SELECT reckoning_id FROM due_rung)) rr ON rr.reckoning_id = t.reckoning_id AND rr.no < t.no
WHERE NOT EXISTS (SELECT 1 FROM rung r WHERE r.duty_id = t.duty_id AND r.round = t.round AND r.no = rr.no)
"""
# The superior of a holder is the office it owes: it may mine elsewhere than where it is registered.
DUE_TOLD = """
INSERT INTO due_told (duty_id, no, audience, party_id)
SELECT t.duty_id, t.no, t.audience, t.party_id
FROM (
    SELECT l.duty_id, l.no, l.audience, CASE l.audience WHEN 'debtor' THEN p1.id WHEN 'superior' THEN p2.id
           WHEN 'superior2' THEN p2.parent_id ELSE p3.parent_id END AS party_id
    FROM (
        SELECT t.duty_id, t.debtor_id, t.creditor_id, t.no, rr.audience FROM due_rung t
        JOIN reckoning_rung rr ON rr.reckoning_id = t.reckoning_id AND rr.no = t.no
        UNION ALL SELECT t.duty_id, t.debtor_id, t.creditor_id, 0, 'superior' FROM due_rung t WHERE t.no = 0
    ) l
    JOIN party p1 ON p1.id = l.debtor_id
    LEFT JOIN party p2 ON p2.id = CASE p1.level WHEN 'holder' THEN coalesce(l.creditor_id, p1.parent_id) ELSE p1.parent_id END
    LEFT JOIN party p3 ON p3.id = p2.parent_id
) t WHERE t.party_id IS NOT NULL
"""
# Of what is reached, whoever was named for it.
DUE_NAMED = """
{responsible}
INSERT INTO due_named (duty_id, officer_id, stands_in_for_id)
SELECT duty_id, to_id, stands_in_for_id FROM responsible
WHERE to_id IS NOT NULL AND duty_id IN (SELECT duty_id FROM due_rung WHERE no > 0)
"""
# Only those are asked for who are told something: the house may be a hundred times as large.
DUE_LINES = """
{recipients}
INSERT INTO due_line (duty_id, no, audience, party_id, officer_id, stands_in_for_id)
SELECT t.duty_id, t.no, t.audience, t.party_id, coalesce(n.officer_id, recipient.officer_id),
       CASE WHEN n.officer_id IS NULL THEN recipient.stands_in_for_id ELSE n.stands_in_for_id END
FROM due_told t LEFT JOIN recipient ON recipient.party_id = t.party_id
LEFT JOIN due_named n ON n.duty_id = t.duty_id AND t.audience = 'debtor'
"""
# Of a clue and its case, nobody whom it is about is told: then whoever comes next at the same party is, or nobody.
NAMED = """
EXISTS (SELECT 1 FROM due_duty d LEFT JOIN enforcement_case e ON d.subject_kind = 'case' AND e.id = d.subject_id
        JOIN clue_named n ON n.clue_id = CASE d.subject_kind WHEN 'clue' THEN d.subject_id ELSE e.clue_id END
        LEFT JOIN post s ON s.office_id = n.party_id AND s.officer_id = {officer}
        WHERE d.id = {line}.duty_id AND (n.officer_id = {officer} OR s.id IS NOT NULL))
"""
DUE_UNSEEN = ("INSERT INTO due_unseen (duty_id, no, audience, party_id) SELECT w.duty_id, w.no, w.audience, w.party_id"
              f" FROM due_line w WHERE {NAMED.format(officer='w.officer_id', line='w')}")
UNTOLD = ("DELETE FROM due_line WHERE EXISTS (SELECT 1 FROM due_unseen u WHERE u.duty_id = due_line.duty_id"
          " AND u.no = due_line.no AND u.audience = due_line.audience AND u.party_id = due_line.party_id)")
TOLD_INSTEAD = f"""
{{recipients}}
INSERT INTO due_line (duty_id, no, audience, party_id, officer_id, stands_in_for_id)
SELECT duty_id, no, audience, party_id, to_id, stands_in_for_id FROM (
    SELECT u.duty_id, u.no, u.audience, u.party_id, c.to_id, c.stands_in_for_id, ROW_NUMBER() OVER (
        PARTITION BY u.duty_id, u.no, u.audience, u.party_id ORDER BY c.nobody_present, c.rank_no, c.valid_from, c.id) AS place
    FROM due_unseen u JOIN candidate c ON c.office_id = u.party_id WHERE NOT {NAMED.format(officer='c.to_id', line='u')}) ranked
WHERE place < 2
"""
# A recipient whose digest of today is on its way, or was void, gets no second one: those duties wait for the next day.
TOO_LATE_TODAY = """
INSERT INTO due_late (duty_id) SELECT DISTINCT w.duty_id FROM due_line w
JOIN letter x ON x.recipient_id = w.officer_id AND x.day = :today AND x.kind = 'digest'
WHERE x.written_at IS NOT NULL OR x.state <> 'queued'
"""


def gather(desk: Desk) -> None:
    """Fill the tables for today."""
    clear(desk)
    for table, columns in TABLES.items():
        desk.run(f"CREATE TEMPORARY TABLE {table} ({columns})")
    _fill(desk, "due_duty", DUE_DUTIES, today=desk.today)
    _fill(desk, "due_rung", DUE_RUNGS, today=desk.today)
    _fill(desk, "due_told", DUE_TOLD)
    named = DUE_NAMED.format(responsible=responsible_cte("due_duty", inspected_rules(desk.rulebook)))
    _fill(desk, "due_named", named, day=desk.today)
    _fill(desk, "due_line", DUE_LINES.format(recipients=recipients_cte("SELECT party_id FROM due_told")), day=desk.today)
    _pass_over_the_named(desk)
    desk.run("CREATE INDEX ix_due_line ON due_line (duty_id)")
    if desk.run(TOO_LATE_TODAY, today=desk.today):
        for table, column in (("due_line", "duty_id"), ("due_rung", "duty_id"), ("due_duty", "id")):
            desk.run(f"DELETE FROM {table} WHERE {column} IN (SELECT duty_id FROM due_late)")
    _fill(desk, "due_passed", DUE_PASSED)


def _pass_over_the_named(desk: Desk) -> None:
    if desk.run(DUE_UNSEEN):
        desk.run(UNTOLD)
        desk.run(TOLD_INSTEAD.format(recipients=recipients_cte("SELECT party_id FROM due_unseen")), day=desk.today)


def _fill(desk: Desk, table: str, statement: str, **values: object) -> None:
    desk.run(statement, **values)
    if desk.postgres:  # temporary tables have no statistics of their own accord
        desk.run(f"ANALYZE {table}")


def clear(desk: Desk) -> None:
    """Take the tables away."""
    for table in TABLES:
        desk.run(f"DROP TABLE IF EXISTS {table}")
