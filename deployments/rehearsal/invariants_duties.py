"""Invariants of the duties: who owes, how they end, what counts for them, what the journal says of them."""

from collections.abc import Iterator

from casework.duty.projecting import project
from casework.journal import verify
from deployments.rehearsal.invariants import Audit
from deployments.rehearsal.stage import statuses
from foundation.errors import InvalidError


def ends_once(audit: Audit) -> Iterator[str]:
    """Every duty ends in exactly one way, as the journal says."""
    yield from audit.ledger.wrong
    for duty, status in statuses(audit.desk, audit.touched).items():
        told = audit.ledger.ends.get(duty)
        if told != (status if status in ("discharged", "waived", "closed", "lapsed") else None):
            yield f"duty {duty} is {status}; the journal says {told or 'running'}"


def ends_told(audit: Audit) -> Iterator[str]:
    """Nothing ended or ends without an entry of the journal."""
    ended = audit.desk.rows("SELECT id, status FROM duty WHERE ended_on IS NOT NULL")
    told = {duty: end for duty, end in audit.ledger.ends.items() if end is not None}
    yield from (f"duty {row.id} is {row.status}; the journal says {told.get(row.id, 'running')}" for row in ended
                if told.get(row.id) != row.status)
    if len(told) > len(ended):
        yield f"the journal tells of {len(told)} ends, the table of {len(ended)}"


def opened_adds_up(audit: Audit) -> Iterator[str]:
    """As many duties stand there as the journal says were opened."""
    there = {row.rule: int(row.n) for row in audit.desk.rows("SELECT rule, count(*) AS n FROM duty GROUP BY rule")}
    for rule in sorted({*there, *audit.ledger.opened}):
        if there.get(rule, 0) != audit.ledger.opened[rule]:
            yield f"{rule}: {there.get(rule, 0)} stand there, {audit.ledger.opened[rule]} were opened"


# An act that is not this duty's: withdrawn, of another kind or debtor, about another subject, outside its period.
ODD = """
a.state <> 'standing' OR a.party_id <> d.debtor_id OR a.kind <> CASE d.rule {kinds} ELSE a.kind END
OR (d.subject_kind <> 'self' AND (a.subject_kind <> d.subject_kind OR a.subject_id <> d.subject_id))
OR (a.period IS NOT NULL AND a.period <> d.period) OR (k.lapse_on IS NOT NULL AND (a.done_on < k.start OR a.done_on > k."end"))
"""
COUNTED = """
SELECT d.id, d.done, d.times, d.status, count(a.id) AS n, count(CASE WHEN {odd} THEN 1 END) AS odd
FROM duty d JOIN reckoning k ON k.id = d.reckoning_id LEFT JOIN act_credit c ON c.duty_id = d.id
LEFT JOIN act a ON a.id = c.act_id
WHERE d.subject_kind <> 'case' GROUP BY d.id, d.done, d.times, d.status
HAVING count(a.id) <> d.done OR (d.status = 'discharged') <> (count(a.id) >= d.times) OR count(CASE WHEN {odd} THEN 1 END) > 0
    OR (count(a.id) > d.times AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.entity = 'duty' AND j.entity_id = d.id
                                              AND j.action = 'duty.projected'))
"""


def counted_right(audit: Audit) -> Iterator[str]:
    """What counts for a duty is what was done for it: of its kind, by its debtor, about its subject, in its period."""
    kinds = " ".join(f"WHEN '{rule.code}' THEN '{rule.act}'" for rule in audit.desk.rulebook.duties.values())
    rows = audit.desk.rows(COUNTED.format(odd=ODD.format(kinds=kinds)))
    yield from (f"duty {row.id} ({row.status}): {row.done} of {row.times} done, {row.n} acts count for it,"
                f" {row.odd} of them not its own" for row in rows)


# What is owed for a case is done by no act: a limit by a move of that day, a report or an answer to an order by itself.
UNMOVED = """
SELECT d.id, d.rule, d.ended_on FROM duty d WHERE d.subject_kind = 'case' AND d.status = 'discharged' AND (d.done <> d.times
    OR (d.rule LIKE 'limit!_%' ESCAPE '!'
        AND NOT EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = d.subject_id AND e.day = d.ended_on)))
"""


def moves_kept_limits(audit: Audit) -> Iterator[str]:
    """A limit of a case counts as kept on the day of a move of that case."""
    yield from (f"duty {row.id} ({row.rule}) is done on {row.ended_on}, when nothing was done in its case"
                for row in audit.desk.rows(UNMOVED))


GONE = (
    ("is to lapse", "k.lapse_on < :today"),
    ("has a debtor that is abolished", "p.valid_to < :today"),
    ("is about a mine that is closed", "d.subject_kind = 'mine' AND k.due > (SELECT m.valid_to FROM mine m WHERE"
                                       " m.id = d.subject_id AND m.valid_to < :today)"),
    ("is about a right that has ended", "d.subject_kind IN ('mining_right', 'exploration_right') AND k.due >"
     " (SELECT r.valid_to FROM mineral_right r WHERE r.id = d.subject_id AND r.valid_to < :today)"),
)


def nothing_overstays(audit: Audit) -> Iterator[str]:
    """What cannot be made good lapses when its days are over; what hangs on somebody or something gone is closed."""
    for told, where in GONE:
        rows = audit.desk.rows("SELECT d.id FROM duty d JOIN reckoning k ON k.id = d.reckoning_id JOIN party p"
                               f" ON p.id = d.debtor_id WHERE d.status = 'open' AND {where}", today=audit.last)
        yield from (f"duty {row.id} runs on and {told}" for row in rows)
    rules = audit.desk.rulebook.duties
    running = audit.desk.rows("SELECT rule, count(*) AS n FROM duty WHERE status = 'open' GROUP BY rule")
    yield from (f"{row.n} duties run on under {row.rule}, which has ended" for row in running
                if row.rule not in rules or rules[row.rule].ended_by(audit.last))


def dates_stand(audit: Audit) -> Iterator[str]:
    """A date that is reckoned again is the same date."""
    attempt = audit.desk.session.begin_nested()
    found = project(audit.desk)
    attempt.rollback()
    if found.moved or found.made_firm or found.duties:
        yield f"{found.moved} dates moved, {found.made_firm} became firm, {found.duties} duties were touched"


def journal_sealed(audit: Audit) -> Iterator[str]:
    """The journal's chain is whole and nothing is left out of it."""
    try:
        verdict = verify(audit.desk)
    except InvalidError as error:
        yield str(error)
        return
    if verdict.unsealed:
        yield f"{verdict.unsealed} entries are not sealed"
