"""The duties that acts at hand may count for, read for many acts by one query."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date

from casework.act.given import Ready
from casework.bulk import rows_among
from casework.desk import Desk
from casework.duty.duties import RUNNING

# All that an act of these days, naming one of these periods or none, can belong to; ended by leave or closure it is out.
SELECT = f"""
SELECT d.id, d.rule, d.period, d.debtor_id, d.subject_kind, d.subject_id, d.times, d.done, d.status, d.version,
       k.start, k."end" AS "end", k.opens, k.due
FROM duty d JOIN reckoning k ON k.id = d.reckoning_id
WHERE d.debtor_id IN :parties AND d.rule IN :rules AND (d.subject_kind = 'self' OR d.subject_id IN :subjects)
  AND d.status NOT IN ('waived', 'closed')
  AND (d.status IN {RUNNING} OR (k.start <= :last AND k."end" >= :first) OR d.period IN :periods)
ORDER BY k.due, d.id
"""
DATES = {name: Date() for name in ("start", "end", "opens", "due")}


@dataclass(slots=True)
class Owed:
    """A duty as it was read; `done` follows as acts at hand are counted, `added` of them."""

    id: int
    rule: str
    period: str
    debtor_id: int
    subject_kind: str
    subject_id: int
    times: int
    done: int
    status: str
    version: int
    start: date
    end: date
    opens: date
    due: date
    added: int = 0

    @property
    def discharged(self) -> bool:
        """Whether the acts at hand discharge it."""
        return self.added > 0 and self.done >= self.times

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self.status in RUNNING and not self.discharged


Owing = Mapping[tuple[str, int, str, int], list[Owed]]


def owing(desk: Desk, acts: Sequence[Ready]) -> Owing:
    """What is owed by rule, debtor and subject, oldest due first."""
    rules = {rule for one in acts for rule in one.kind.discharges}
    if not rules:
        return {}
    days = [one.act.done_on for one in acts]
    rows = rows_among(desk, SELECT, {
        "parties": {one.act.party_id for one in acts}, "rules": rules, "subjects": {one.act.subject_id for one in acts},
        "periods": {one.act.period or "" for one in acts},
    }, types=DATES, first=min(days), last=max(days))
    found: dict[tuple[str, int, str, int], list[Owed]] = defaultdict(list)
    for row in rows:
        duty = Owed(*row)
        found[duty.rule, duty.debtor_id, duty.subject_kind, duty.subject_id].append(duty)
    return dict(found)


def candidates(found: Owing, one: Ready) -> list[Owed]:
    """The duties of the act's kind, debtor and subject, or about the debtor itself, oldest due first."""
    act = one.act
    about = dict.fromkeys((("self", 0), (act.subject_kind, act.subject_id)))
    fitting = [duty for rule in one.kind.discharges for subject in about
               for duty in found.get((rule, act.party_id, *subject), ())]
    return sorted(fitting, key=lambda duty: (duty.due, duty.id))
