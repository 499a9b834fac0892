"""Invariants of the duties: who owes, how they end, what counts for them, what the journal says of them."""

from collections.abc import Iterator

from sqlalchemy import bindparam

from casework.desk import Desk
from casework.duty.projecting import project
from casework.journal import verify
from deployments.rehearsal.invariants import Audit, invariant
from foundation.database import sql
from foundation.errors import InvalidError
from regulation.reckoning import RECURRENT
from regulation.terms import Debtor, Per

# In this file's own words, not the populations': which offices owe by their level.
LEVELS = {Debtor.PROVINCE: ("province",), Debtor.CITY: ("city",), Debtor.COUNTY: ("county",), Debtor.TOWNSHIP: ("township",)}
STATUS = "SELECT id, status FROM duty WHERE id IN :ids"


def statuses(desk: Desk, ids: set[int]) -> dict[int, str]:
    """The status of each duty as the table has it."""
    found: dict[int, str] = {}
    listed = sorted(ids)
    for at in range(0, len(listed), 10_000):
        clause = sql(STATUS).bindparams(bindparam("ids", expanding=True))
        found |= {row.id: row.status for row in desk.session.execute(clause, {"ids": listed[at:at + 10_000]})}
    return found


@invariant("day")
def ends_once(audit: Audit) -> Iterator[str]:
    """Every duty ends in exactly one way, as the journal says."""
    yield from audit.ledger.wrong
    for duty, status in statuses(audit.desk, audit.touched).items():
        told = audit.ledger.ends.get(duty)
        if told != (status if status in ("discharged", "waived", "closed", "lapsed") else None):
            yield f"duty {duty} is {status}; the journal says {told or 'running'}"


@invariant("month")
def ends_told(audit: Audit) -> Iterator[str]:
    """Nothing ended or ends without an entry of the journal."""
    ended = audit.desk.rows("SELECT id, status FROM duty WHERE ended_on IS NOT NULL")
    told = {duty: end for duty, end in audit.ledger.ends.items() if end is not None}
    yield from (f"duty {row.id} is {row.status}; the journal says {told.get(row.id, 'running')}" for row in ended
                if told.get(row.id) != row.status)
    if len(told) > len(ended):
        yield f"the journal tells of {len(told)} ends, the table of {len(ended)}"


@invariant("month")
def opened_adds_up(audit: Audit) -> Iterator[str]:
    """As many duties stand there as the journal says were opened."""
    there = {row.rule: int(row.n) for row in audit.desk.rows("SELECT rule, count(*) AS n FROM duty GROUP BY rule")}
    for rule in sorted({*there, *audit.ledger.opened}):
        if there.get(rule, 0) != audit.ledger.opened[rule]:
            yield f"{rule}: {there.get(rule, 0)} stand there, {audit.ledger.opened[rule]} were opened"


@invariant("month")
def counted_right(audit: Audit) -> Iterator[str]:
    """What counts for a duty is what was done for it: by its debtor, about its subject, in its period."""
    rows = audit.desk.rows(
        "SELECT d.id, d.done, d.times, d.status, count(a.id) AS n,"
        " count(CASE WHEN a.state <> 'standing' OR a.party_id <> d.debtor_id OR (d.subject_kind <> 'self'"
        "   AND (a.subject_kind <> d.subject_kind OR a.subject_id <> d.subject_id)) THEN 1 END) AS odd,"
        " count(CASE WHEN k.lapse_on IS NOT NULL AND (a.done_on < k.start OR a.done_on > k.\"end\") THEN 1 END) AS outside"
        " FROM duty d JOIN reckoning k ON k.id = d.reckoning_id LEFT JOIN act_credit c ON c.duty_id = d.id"
        " LEFT JOIN act a ON a.id = c.act_id GROUP BY d.id, d.done, d.times, d.status"
        " HAVING count(a.id) <> d.done OR count(a.id) > d.times OR (d.status = 'discharged') <> (count(a.id) = d.times)"
        " OR count(CASE WHEN a.state <> 'standing' OR a.party_id <> d.debtor_id OR (d.subject_kind <> 'self'"
        "   AND (a.subject_kind <> d.subject_kind OR a.subject_id <> d.subject_id)) THEN 1 END) > 0"
        " OR count(CASE WHEN k.lapse_on IS NOT NULL AND (a.done_on < k.start OR a.done_on > k.\"end\") THEN 1 END) > 0")
    yield from (f"duty {row.id} ({row.status}): {row.done} of {row.times} done, {row.n} acts count for it,"
                f" {row.odd} of them not its own, {row.outside} outside its period" for row in rows)


@invariant("watch")
def everybody_owes(audit: Audit) -> Iterator[str]:
    """Each office owes what its level owes, in every period it stands through: nobody is left out."""
    for rule in audit.desk.rulebook.duties.values():
        if rule.per is not Per.SELF or rule.cadence not in RECURRENT or rule.debtor not in LEVELS:
            continue
        levels = ", ".join(f"'{level}'" for level in LEVELS[rule.debtor])
        rows = audit.desk.rows(
            "SELECT k.period, p.code FROM reckoning k JOIN party p ON p.level IN (" + levels + ")"
            " AND (p.valid_from IS NULL OR p.valid_from <= k.opens) AND p.valid_to IS NULL"
            " LEFT JOIN duty d ON d.rule = k.rule AND d.subject_kind = 'self' AND d.subject_id = 0 AND d.period = k.period"
            " AND d.debtor_id = p.id"
            " WHERE k.rule = :rule AND k.opens <= :last AND k.due >= :last AND d.id IS NULL",
            rule=rule.code, last=audit.last)
        yield from (f"{row.code} owes no {rule.code} for {row.period}" for row in rows)


@invariant("watch")
def nothing_overstays(audit: Audit) -> Iterator[str]:
    """What cannot be made good lapses when its days are over, and what nobody owes any more is closed."""
    rows = audit.desk.rows(
        "SELECT d.id, k.lapse_on, p.valid_to FROM duty d JOIN reckoning k ON k.id = d.reckoning_id"
        " JOIN party p ON p.id = d.debtor_id WHERE d.status = 'open' AND (k.lapse_on < :today OR p.valid_to < :today)",
        today=audit.last)
    yield from (f"duty {row.id} runs on; it lapses on {row.lapse_on}, its debtor's last day is {row.valid_to}" for row in rows)


@invariant("month")
def dates_stand(audit: Audit) -> Iterator[str]:
    """A date that is reckoned again is the same date."""
    attempt = audit.desk.session.begin_nested()
    found = project(audit.desk)
    attempt.rollback()
    if found.moved or found.made_firm or found.duties:
        yield f"{found.moved} dates moved, {found.made_firm} became firm, {found.duties} duties were touched"


@invariant("month")
def journal_sealed(audit: Audit) -> Iterator[str]:
    """The journal's chain is whole and nothing is left out of it."""
    try:
        verdict = verify(audit.desk)
    except InvalidError as error:
        yield str(error)
        return
    if verdict.unsealed:
        yield f"{verdict.unsealed} entries are not sealed"
