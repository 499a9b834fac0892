"""The floor of the chase: the same rungs, letters, lines and work items by hand-written SQL over what is due.

Which rung a reckoning has reached, whom it addresses and when the next one comes are constants; nothing guards against a
second run, another worker, or letters of other days.
"""

from collections.abc import Callable
from datetime import date

from sqlalchemy import Date

from bench.floor_open import day
from casework import journal
from casework.desk import Desk, House, open_desk
from casework.triggers import pull

TOLD = """
CREATE TEMPORARY TABLE told AS
WITH ranked AS (
    SELECT o.office_id, coalesce(a.substitute_id, f.id) AS officer_id,
           CASE WHEN a.substitute_id IS NOT NULL THEN f.id END AS stands_in_for_id, ROW_NUMBER() OVER (
        PARTITION BY o.office_id ORDER BY CASE WHEN a.id IS NOT NULL AND a.substitute_id IS NULL THEN 1 ELSE 0 END,
        CASE o.role WHEN 'holder' THEN 0 WHEN 'handler' THEN 1 WHEN 'unit_head' THEN 2 WHEN 'deputy' THEN 3
        WHEN 'head' THEN 4 ELSE 5 END, o.id) AS n
    FROM post o JOIN officer f ON f.id = o.officer_id
    LEFT JOIN absence a ON a.officer_id = f.id AND a.first <= {today} AND a.last >= {today}
    WHERE o.role IN ('holder', 'handler', 'unit_head', 'deputy', 'head', 'administrator') AND o.valid_from <= {today}
      AND (o.valid_to IS NULL OR o.valid_to >= {today})
      AND ((f.email <> '' AND NOT f.email_fails) OR a.substitute_id IS NOT NULL)),
addressee AS (SELECT office_id AS party_id, officer_id, stands_in_for_id FROM ranked WHERE n < 2)
SELECT t.*, r.officer_id, r.stands_in_for_id FROM (
    SELECT d.id AS duty_id, v.no, v.day, v.audience, v.next_day, CASE v.audience WHEN 'debtor' THEN d.debtor_id
           WHEN 'superior' THEN s.id WHEN 'superior2' THEN s.parent_id ELSE s2.parent_id END AS party_id
    FROM duty d JOIN ({constants}) v ON v.reckoning_id = d.reckoning_id AND v.status = d.status
    JOIN party p ON p.id = d.debtor_id
    LEFT JOIN party s ON s.id = CASE p.level WHEN 'holder' THEN d.creditor_id ELSE p.parent_id END
    LEFT JOIN party s2 ON s2.id = s.parent_id
    WHERE d.chase_on <= {today}
) t LEFT JOIN addressee r ON r.party_id = t.party_id WHERE t.party_id IS NOT NULL
"""
RUNGS = """
INSERT INTO rung (duty_id, round, no, day, chased_on, state)
SELECT duty_id, 1, no, min(day), {today}, CASE WHEN count(officer_id) > 0 THEN 'sent' ELSE 'undeliverable' END
FROM told GROUP BY duty_id, no
"""
PASSED = """
INSERT INTO rung (duty_id, round, no, day, chased_on, state)
SELECT d.id, 1, v.no, v.day, {today}, 'passed_over' FROM duty d JOIN ({passed}) v ON v.reckoning_id = d.reckoning_id
WHERE d.chase_on <= {today} AND d.status = 'open'
"""
# Officers of this nation hold one post each, but for those who stand in; the first is where they serve.
LETTERS = """
INSERT INTO letter (recipient_id, office_id, day, state, attempts, next_try_at)
SELECT officer_id, (SELECT o.office_id FROM post o WHERE o.officer_id = told.officer_id), {today}, 'queued', 0, :now
FROM told WHERE officer_id IS NOT NULL GROUP BY officer_id
"""
LINES = """
INSERT INTO letter_line (letter_id, duty_id, no, audience, party_id, stands_in_for_id, named)
SELECT x.id, t.duty_id, t.no, t.audience, t.party_id, t.stands_in_for_id, false
FROM told t JOIN letter x ON x.recipient_id = t.officer_id AND x.day = {today} AND x.kind = 'digest'
"""
# Said on an earlier night, it may be open still.
WORK_ITEMS = """
INSERT INTO work_item (office_id, kind, open_key, text, created_at)
SELECT coalesce(p.parent_id, p.id), 'no-address', 'no-address|' || p.id,
       p.name || '没有可以收信的人员或电子邮箱，提醒无法送达，请补登记。', :now
FROM party p WHERE p.id IN (SELECT party_id FROM told WHERE officer_id IS NULL) ON CONFLICT (open_key) DO NOTHING
"""
ONWARD = """
UPDATE duty SET chase_on = CASE WHEN status = 'open' THEN CASE reckoning_id {onward} END END WHERE chase_on <= {today}
"""
COUNTS = """
SELECT count(*), count(CASE WHEN state = 'undeliverable' THEN 1 END) FROM rung
WHERE chased_on = {today} AND state <> 'passed_over'
"""


def floor_chase(house: House) -> Callable[[], int]:
    """Prepare the constants of the night; what is timed writes."""
    with open_desk(house, reads=True) as desk:
        values = _constants(desk)

    def work() -> int:
        with open_desk(house) as desk:
            desk.run(TOLD.format(**values))
            if desk.postgres:
                desk.run("ANALYZE told")
            passed = desk.run(PASSED.format(**values)) if values["passed"] else 0
            desk.run(RUNGS.format(**values))
            letters = desk.run(LETTERS.format(**values), now=desk.now)
            desk.run(LINES.format(**values))
            desk.run(WORK_ITEMS, now=desk.now)
            desk.run(ONWARD.format(**values))
            reached, lost = desk.rows(COUNTS.format(**values))[0]
            journal.note(desk, "duty.chased", "run", 0, reminded=reached, passed_over=passed, letters=letters,
                         undeliverable=lost)
            pull(desk, "post_round")
            desk.run("DROP TABLE told")
            return int(reached)
    return work


def _constants(desk: Desk) -> dict[str, str]:
    """The rungs that reckonings with duties due have reached, the lower ones nobody was chased for, the day of the next."""
    due = "SELECT DISTINCT reckoning_id FROM duty WHERE chase_on <= :today"
    rungs = desk.rows(f"SELECT reckoning_id AS at, no, audience, day FROM reckoning_rung WHERE reckoning_id IN ({due})",
                      types={"day": Date()}, today=desk.today)
    chased = {(row.at, row.no) for row in desk.rows(
        "SELECT DISTINCT d.reckoning_id AS at, r.no FROM rung r JOIN duty d ON d.id = r.duty_id WHERE d.chase_on <= :today",
        today=desk.today)}
    lapsed = {row.at for row in desk.rows(
        "SELECT DISTINCT reckoning_id AS at FROM duty WHERE chase_on <= :today AND status = 'lapsed'", today=desk.today)}
    top = {at: max(r.no for r in rungs if r.at == at and r.day <= desk.today) for at in {r.at for r in rungs} - lapsed}
    later = {at: min((r.day for r in rungs if r.at == at and r.day > desk.today), default=None) for at in top}
    told = [_told(desk, at, row.no, row.day, row.audience, "open", later[at])
            for at, no in top.items() for row in rungs if (row.at, row.no) == (at, no)]
    told += [_told(desk, at, 0, desk.today, "superior", "lapsed", None) for at in lapsed]
    passed = {(r.at, r.no): r.day for r in rungs if r.at in top and r.no < top[r.at] and (r.at, r.no) not in chased}
    return {"today": day(desk, desk.today), "constants": " UNION ALL ".join(told),
            "onward": " ".join(f"WHEN {at} THEN {day(desk, one)}" for at, one in later.items()) or "WHEN 0 THEN NULL",
            "passed": " UNION ALL ".join(f"SELECT {at} AS reckoning_id, {no} AS no, {day(desk, on)} AS day"
                                         for (at, no), on in passed.items())}


def _told(desk: Desk, at: int, no: int, on: date, audience: str, status: str, later: date | None) -> str:
    return (f"SELECT {at} AS reckoning_id, {no} AS no, {day(desk, on)} AS day, '{audience}' AS audience,"
            f" '{status}' AS status, {day(desk, later)} AS next_day")
