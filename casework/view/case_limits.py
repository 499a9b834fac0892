"""The limits of a case as its readers see them: what offices owe, what time others have, how each date came about."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.case.facts import LimitOf
from casework.desk import Desk
from regulation.case_limits import step_of
from regulation.limit_table import LimitRule
from regulation.terms import Confidence

LIMITS = """
SELECT 'duty' AS kind, d.id, d.rule AS code, d.status AS state, d.ended_on, d.end_reason, k.start, k.due, k.provisional,
    k.explanation, p.name AS debtor, d.id AS place, (SELECT count(*) FROM case_missed m WHERE m.duty_id = d.id
    AND m.reason IS NULL AND (d.ended_on IS NULL OR d.ended_on > m.due)) AS waiting,
    (SELECT count(*) FROM case_missed m WHERE m.duty_id = d.id AND m.due = k.due) AS noted
    FROM duty d JOIN reckoning k ON k.id = d.reckoning_id JOIN party p ON p.id = d.debtor_id
    WHERE d.subject_kind = 'case' AND d.subject_id = :id
UNION ALL
SELECT 'period', z.id, z.step, z.state, z.ended_on, NULL, k.start, k.due, k.provisional, k.explanation, NULL, z.event_no, 0, 0
    FROM case_period z JOIN reckoning k ON k.id = z.reckoning_id WHERE z.case_id = :id ORDER BY 1, 12
"""
TYPES: dict[str, Any] = {"ended_on": Date(), "start": Date(), "due": Date()}
OF_CASE = "limit_"  # the order's own duties are explained elsewhere
ITS_TIME = {"party": "当事人", "organ": "有关机关"}


@dataclass(frozen=True)
class CaseLimit:
    """A limit of a case: a duty of an office, or the time of a party, a court, the police.

    `days` are left until its last day, negative when that is past; `state` of a duty: open, suspended, discharged, closed …;
    of a period: running, over, ended.
    """

    kind: str  # duty, period
    id: int
    step: str
    title: str
    title_en: str
    whose: str  # the office that owes it, or whose time it is
    starts: str  # the event that starts it
    start: date
    due: date
    days: int
    provisional: bool  # the holidays of that year are not announced yet
    explanation: str
    state: str
    running: bool
    ended_on: date | None
    end_reason: str | None
    law: str | None
    confidence: Confidence | None
    unexplained: bool  # it was missed, and nobody said why


def limits_told(desk: Desk, case_id: int) -> list[CaseLimit]:
    """The limits of a case that the caller may see, in the order in which they were opened, the duties first."""
    return [_limit(desk, row) for row in desk.rows(LIMITS, types=TYPES, id=case_id)]


def by_due(limits: list[CaseLimit]) -> list[CaseLimit]:
    """What runs first, by its last day; then what has ended."""
    return sorted(limits, key=lambda one: (not one.running, one.due, one.step))


def that_stand(limits: list[CaseLimit]) -> tuple[LimitOf, ...]:
    """Those that count for the facts of the case."""
    return tuple(LimitOf(one.id, one.kind, one.step, one.due, one.state) for one in limits
                 if one.state != ("closed" if one.kind == "duty" else "ended"))


def _limit(desk: Desk, row: Any) -> CaseLimit:
    step = step_of(row.code)
    rule = desk.rulebook.limits.get(step)
    value = rule.value_on(row.start) if rule else None
    law = f"{value.law}{value.provision or ''}" if value else None
    named = rule or desk.rulebook.duties.get(row.code)  # the order's own, as the report up, are no limits of the law
    return CaseLimit(
        kind=row.kind, id=row.id, step=step, title=named.title if named else step,
        title_en=named.title_en if named else step,
        whose=row.debtor or _whose(rule), starts=rule.starts if rule else "", start=row.start, due=row.due,
        days=(row.due - desk.today).days, provisional=bool(row.provisional), explanation=row.explanation, state=row.state,
        running=row.ended_on is None, ended_on=row.ended_on, end_reason=row.end_reason, law=law,
        confidence=value.confidence if value else None, unexplained=_unexplained(desk, row))


def _unexplained(desk: Desk, row: Any) -> bool:
    """Whether it was found to be missed and waits for a reason, or is late and the next watch will find it."""
    late = row.code.startswith(OF_CASE) and row.state == "open" and row.due < desk.today
    return bool(row.waiting) or (late and not row.noted)


def _whose(rule: LimitRule | None) -> str:
    return ITS_TIME.get(rule.owed_by, "当事人") if rule else "当事人"
