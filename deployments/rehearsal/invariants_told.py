"""Invariants of who is told: each whom the ladder names, the superior by the book, and a reader who serves there."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from deployments.rehearsal.invariants import Audit

LINES = (
    "SELECT x.letter_id, x.duty_id, x.no, x.audience, x.party_id, x.stands_in_for_id, x.named, l.recipient_id,"
    " l.state, d.rule, p.level, p.path, d.creditor_id"
    " FROM letter l JOIN letter_line x ON x.letter_id = l.id JOIN duty d ON d.id = x.duty_id JOIN party p ON p.id = d.debtor_id"
    " WHERE l.day >= :first AND l.day <= :last")
# How many steps up the path of ids a letter goes.
STEPS_UP = {"debtor": 1, "superior": 2, "superior2": 3, "superior3": 4}
# Whom a rung that was sent should have reached, by the ladder's own list; of a lapse, the superior.
UNTOLD = """
SELECT t.duty_id, t.no, t.audience, p.level, p.path, d.creditor_id FROM (
    SELECT r.duty_id, r.no, rr.audience FROM rung r JOIN duty d ON d.id = r.duty_id
    JOIN reckoning_rung rr ON rr.reckoning_id = d.reckoning_id AND rr.no = r.no WHERE r.chased_on = :today AND r.state = 'sent'
    UNION ALL SELECT r.duty_id, 0, 'superior' FROM rung r WHERE r.chased_on = :today AND r.state = 'sent' AND r.no = 0
) t JOIN duty d ON d.id = t.duty_id JOIN party p ON p.id = d.debtor_id
WHERE NOT EXISTS (SELECT 1 FROM letter_line x WHERE x.duty_id = t.duty_id AND x.no = t.no AND x.audience = t.audience)
"""
REACHABLE = ("SELECT DISTINCT s.office_id FROM post s JOIN officer o ON o.id = s.officer_id WHERE o.email <> '' AND NOT"
             " o.email_fails AND s.role IN ('holder', 'handler', 'unit_head', 'deputy', 'head', 'administrator')"
             " AND s.valid_from <= :today AND (s.valid_to IS NULL OR s.valid_to >= :today)")


def everyone_is_told(audit: Audit) -> Iterator[str]:
    """A rung that was sent stands in a letter to each whom the ladder names, unless nobody there can be written to."""
    untold = audit.desk.rows(UNTOLD, today=audit.last)
    if not untold:
        return
    reachable = {row.office_id for row in audit.desk.rows(REACHABLE, today=audit.last)}
    paths = _paths(audit)
    for row in untold:
        above = _above(row, paths)
        step = STEPS_UP[row.audience]
        if len(above) >= step and above[-step] in reachable:
            yield f"duty {row.duty_id}, rung {row.no}: {row.audience} ({above[-step]}) stands in no letter"


def _paths(audit: Audit) -> dict[int, str]:
    return {row.id: row.path for row in audit.desk.rows("SELECT id, path FROM party WHERE level <> 'holder'")}


def _above(row: Any, paths: Mapping[int, str]) -> list[int]:
    """The debtor and those above it, by the path of ids, where the chase goes by parents; a holder's is whom it owes."""
    above = [int(part) for part in row.path.strip("/").split("/")]
    if row.level == "holder" and row.creditor_id in paths:
        return [*(int(part) for part in paths[row.creditor_id].strip("/").split("/")), above[-1]]
    return above


def told_the_superior(audit: Audit) -> Iterator[str]:
    """Every superior told is the office above: the debtor's, or the one a holder owes; and the reader serves there."""
    desk, paths = audit.desk, _paths(audit)
    serving: dict[int, set[int]] = defaultdict(set)
    for row in desk.rows("SELECT officer_id, office_id FROM post WHERE valid_from <= :last AND (valid_to IS NULL OR"
                         " valid_to >= :first)", first=audit.first - timedelta(days=1), last=audit.last):
        serving[row.officer_id].add(row.office_id)
    for row in desk.rows(LINES, first=audit.first, last=audit.last):
        if row.state == "void":
            continue
        above, step = _above(row, paths), STEPS_UP[row.audience]
        if len(above) < step or above[-step] != row.party_id:
            yield (f"letter {row.letter_id} tells party {row.party_id} of duty {row.duty_id} as {row.audience};"
                   f" above stand {above}")
        if row.party_id not in serving[row.stands_in_for_id or row.recipient_id]:
            yield f"letter {row.letter_id}: {row.recipient_id} does not serve at party {row.party_id}"
