"""Invariants of the post: what left by the mail host's own log, beside what our books say of it."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from deployments.rehearsal.invariants import Audit
from foundation.clock import SetClock


def rest_days_are_quiet(audit: Audit) -> Iterator[str]:
    """No letter leaves on a rest day."""
    days = Counter(one.day for one in audit.taken if audit.first <= one.day <= audit.last)
    yield from (f"{n} letters left on {day}, a rest day" for day, n in days.items() if not audit.works(day))


def one_letter_a_day(audit: Audit) -> Iterator[str]:
    """A letter that leaves again is the same letter, and nobody is written two on one day."""
    for one in audit.taken:
        if audit.said.setdefault(one.message_id, one.content) != one.content:
            yield f"{one.message_id} left again with another text"
    since = SetClock.at(audit.last, 0).instant
    rows = audit.desk.rows("SELECT recipient_id, count(*) AS n FROM letter WHERE written_at >= :since AND written_at < :until"
                           " AND state <> 'void' AND kind = 'digest' GROUP BY recipient_id HAVING count(*) > 1",
                           since=since, until=since + timedelta(days=1))
    yield from (f"{row.n} letters to officer {row.recipient_id} were written on one day" for row in rows)


def sent_is_taken(audit: Audit) -> Iterator[str]:
    """Every letter that is booked as sent was taken by the mail host, and no other was."""
    rows = audit.desk.rows("SELECT message_id, state FROM letter WHERE message_id IS NOT NULL AND"
                           " ((day >= :first AND day <= :last) OR sent_at >= :since)", first=audit.first, last=audit.last,
                           since=SetClock.at(audit.first, 0).instant)
    taken = audit.said.keys()
    booked = {row.message_id for row in rows if row.state in ("sent", "bounced")}
    yield from (f"{number} is booked as sent; the host never saw it" for number in sorted(booked - taken))
    other = {row.message_id for row in rows if row.state in ("refused", "void", "kept")}
    yield from (f"{number} was taken by the host and is booked otherwise" for number in sorted(other & taken))


def nothing_stuck(audit: Audit) -> Iterator[str]:
    """Nothing is stuck: at the end of a day no letter is half sent and no trigger waits."""
    rows = audit.desk.rows("SELECT id, state FROM letter WHERE state = 'sending'")
    yield from (f"letter {row.id} is still {row.state}" for row in rows)
    waiting = audit.desk.rows("SELECT stage, count(*) AS n FROM trigger_row WHERE done_at IS NULL GROUP BY stage")
    yield from (f"{row.n} triggers wait for {row.stage}" for row in waiting)
