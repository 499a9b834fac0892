"""Whom a reminder of a duty reaches first: whoever was named for it (任务到矿、责任到人), if he is there or stood in for."""

from casework.in_force import in_force
from casework.letter.recipients import AWAY, STAND_INS, USABLE
from regulation.book import Rulebook

# Who inspects a mine goes before who answers for it, and he before who answers for all duties of the kind.
NAMED = """
SELECT d.id AS duty_id, d.debtor_id, m.inspector_id AS officer_id, 'inspector' AS role, 0 AS rank_no FROM {duties} d
JOIN mine m ON m.id = d.subject_id AND m.inspector_id IS NOT NULL WHERE d.subject_kind = 'mine' AND d.rule IN ({inspected})
UNION ALL
SELECT d.id, d.debtor_id, r.officer_id, NULL, CASE WHEN r.rule IS NULL THEN 1 ELSE 2 END FROM {duties} d
JOIN responsibility r ON r.office_id = d.debtor_id AND {in_force}
    AND (r.rule = d.rule OR (d.subject_kind = 'mine' AND r.mine_id = d.subject_id))
"""
PRESENT = f"{USABLE} AND NOT EXISTS (SELECT 1 FROM absence WHERE absence.officer_id = officer.id AND {AWAY})"


def responsible_cte(duties: str, inspected: str) -> str:
    """A WITH clause ending in `responsible(duty_id, officer_id, to_id, stands_in_for_id)`, at most a row a duty, for `:day`.

    `duties` is a table of duties, `inspected` lists in SQL the rules that fall to the inspector of their mine. Whoever was
    named counts while he serves at the debtor's office, an inspector as such; `to_id` is who is written to, he or his
    stand-in, and empty where neither can be. Append the statement that reads it.
    """
    named = NAMED.format(duties=duties, inspected=inspected or "NULL", in_force=in_force("r", "day"))
    return f"""
WITH RECURSIVE
{STAND_INS}named AS (
    SELECT duty_id, officer_id FROM (
        SELECT n.duty_id, n.officer_id, ROW_NUMBER() OVER (PARTITION BY n.duty_id ORDER BY n.rank_no, n.officer_id) AS n
        FROM ({named}) n WHERE EXISTS (
            SELECT 1 FROM post s WHERE s.officer_id = n.officer_id AND s.office_id = n.debtor_id
            AND {in_force('s', 'day')} AND (n.role IS NULL OR s.role = n.role))) ranked
    WHERE n < 2),
responsible AS (
    SELECT named.duty_id, named.officer_id, CASE WHEN {PRESENT} THEN officer.id ELSE stand_in.substitute_id END AS to_id,
           CASE WHEN NOT ({PRESENT}) THEN officer.id END AS stands_in_for_id
    FROM named JOIN officer ON officer.id = named.officer_id LEFT JOIN stand_in ON stand_in.officer_id = named.officer_id)
"""


def inspected_rules(book: Rulebook) -> str:
    """The rules that fall to the inspector of their mine, as a list in SQL; the rulebook's codes, never anybody else's."""
    return ", ".join(f"'{rule.code}'" for rule in book.duties.values() if rule.by == "inspector")
