"""Invariants of the chase: once, on working days, about what runs, and nothing forgotten."""

from collections.abc import Iterator

from sqlalchemy import Date

from deployments.rehearsal.invariants import Audit


def nobody_forgotten(audit: Audit) -> Iterator[str]:
    """Every rung that is reached is chased for on the next working day, and a lapse is reported."""
    desk = audit.desk
    if not audit.works(audit.last):
        return
    reached = desk.rows(
        "SELECT d.id, t.no FROM (SELECT reckoning_id, max(no) AS no FROM reckoning_rung WHERE day <= :today"
        " GROUP BY reckoning_id) t JOIN duty d ON d.reckoning_id = t.reckoning_id AND d.status = 'open'"
        " WHERE NOT EXISTS (SELECT 1 FROM rung r WHERE r.duty_id = d.id AND r.round = d.round AND r.no >= t.no)"
        " UNION ALL SELECT d.id, 0 FROM duty d WHERE d.status = 'lapsed' AND d.ended_on >= :first"
        " AND NOT EXISTS (SELECT 1 FROM rung r WHERE r.duty_id = d.id AND r.no = 0)", today=audit.last, first=audit.first)
    yield from (f"duty {row.id} has reached rung {row.no} and nobody was told" for row in reached)


def chased_rightly(audit: Audit) -> Iterator[str]:
    """Only what runs is chased, never while it is suspended, and on working days alone."""
    desk = audit.desk
    rows = desk.rows(
        "SELECT r.duty_id, r.no, r.chased_on, d.status, (SELECT count(*) FROM suspension s WHERE s.duty_id = d.id"
        " AND s.first <= r.chased_on AND (s.last IS NULL OR s.last >= r.chased_on)) AS stopped"
        " FROM rung r JOIN duty d ON d.id = r.duty_id WHERE r.chased_on = :today", types={"chased_on": Date()},
        today=audit.last)
    for row in rows:
        if row.status != ("lapsed" if row.no == 0 else "open") or row.stopped:
            yield f"duty {row.duty_id} is {row.status}{' and suspended' if row.stopped else ''} and was chased on rung {row.no}"
    if rows and not audit.works(audit.last):
        yield f"{len(rows)} rungs were acted upon on a rest day"


def chased_adds_up(audit: Audit) -> Iterator[str]:
    """The rungs that stand there are those that the journal says were chased."""
    rows = {row.state: int(row.n) for row in audit.desk.rows("SELECT state, count(*) AS n FROM rung GROUP BY state")}
    told = audit.ledger.chased
    for states, names in ((("sent", "undeliverable"), ("reminded",)), (("passed_over",), ("passed_over",)),
                          (("undeliverable",), ("undeliverable",))):
        there, said = sum(rows.get(state, 0) for state in states), sum(told[name] for name in names)
        if there != said:
            yield f"{there} rungs are {' or '.join(states)}, the journal says {said}"


SENT = "(SELECT count(*) FROM rung r WHERE r.duty_id = x.duty_id AND r.no = x.no AND r.state = 'sent')"
REMINDED_AGAIN = f"""
SELECT x.duty_id, x.no, x.audience, x.party_id, count(*) AS n, {SENT} AS rounds
FROM letter_line x JOIN letter l ON l.id = x.letter_id WHERE l.state <> 'void' AND x.duty_id IN
    (SELECT y.duty_id FROM letter_line y JOIN letter z ON z.id = y.letter_id WHERE z.day >= :first AND z.day <= :last)
GROUP BY x.duty_id, x.no, x.audience, x.party_id HAVING count(*) > {SENT}
"""


def reminded_once(audit: Audit) -> Iterator[str]:
    """Nobody is reminded twice of the same: a rung goes out once a round to each who is told."""
    rows = audit.desk.rows(REMINDED_AGAIN, first=audit.first, last=audit.last)
    yield from (f"duty {row.duty_id}, rung {row.no}: {row.n} letters to party {row.party_id} as {row.audience},"
                f" in {row.rounds} rounds" for row in rows)


ENDED_BEFORE = """
SELECT x.letter_id, x.duty_id FROM letter l JOIN letter_line x ON x.letter_id = l.id AND x.named
JOIN journal j ON j.id = (SELECT max(i.id) FROM journal i WHERE i.entity = 'duty' AND i.entity_id = x.duty_id
    AND i.at < l.written_at AND i.action IN ('duty.discharged', 'duty.waived', 'duty.closed', 'duty.reopened',
    'duty.brought_back', 'duty.suspended', 'duty.resumed', 'duty.handed_in', 'duty.returned', 'duty.accepted'))
WHERE l.day >= :first AND l.day <= :last AND l.written_at IS NOT NULL
  AND j.action IN ('duty.discharged', 'duty.waived', 'duty.closed', 'duty.suspended', 'duty.handed_in')
"""


def silent_after_the_end(audit: Audit) -> Iterator[str]:
    """No letter speaks of what had ended, stood still or was handed in when it was written."""
    rows = audit.desk.rows(ENDED_BEFORE, first=audit.first, last=audit.last)
    yield from (f"letter {row.letter_id} speaks of duty {row.duty_id}, which had ended or stood still" for row in rows)
