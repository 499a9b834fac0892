"""Opens duties that run anew from the act that discharged the last (六（一）: 每三年至少轮训一次)."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework import journal
from casework.desk import Desk
from casework.duty.populations import DEBTOR_STANDS, THERE_TODAY, population
from casework.duty.reckonings import many, shared_key, store
from casework.in_force import running
from regulation.periods import Period
from regulation.reckoning import Reckoned, event_period, reckon
from regulation.rule import DutyRule

COLUMNS = ("rule, period, debtor_id, creditor_id, subject_kind, subject_id, reckoning_id, times, done, status,"
           " chase_on, round, version")


def open_rolling(desk: Desk, rule: DutyRule, since: date) -> int:
    """A rolling duty runs anew from the act that discharged the last; without one, from the day the subject came to be,
    but not from before this installation kept the books: what was done earlier it cannot know."""
    if rule.value_on(desk.today) is None:
        return 0  # not in force yet, or over
    who = population(desk.rulebook, rule)
    rows = desk.rows(
        "SELECT w.debtor_id, w.creditor_id, w.subject_kind, w.subject_id, w.valid_from, "
        " max(CASE WHEN d.status IN ('discharged', 'waived') THEN d.ended_on END) AS last, count(d.id) AS before"
        f" FROM ({who.select}) w LEFT JOIN duty d ON d.rule = :rule AND d.debtor_id = w.debtor_id"
        " AND d.subject_kind = w.subject_kind AND d.subject_id = w.subject_id"
        f" WHERE {THERE_TODAY} AND {DEBTOR_STANDS}"
        " GROUP BY w.debtor_id, w.creditor_id, w.subject_kind, w.subject_id, w.valid_from"
        f" HAVING count(CASE WHEN {running('d')} THEN 1 END) = 0",
        types={"valid_from": Date(), "last": Date()}, rule=rule.code, today=desk.today, **who.values,
    )
    begins = min(value.effective_from for value in rule.values)
    starts = {row: _rolling_period(row, max(row.last or max(row.valid_from or since, since), begins)) for row in rows}
    reckoned = {period: reckon(desk.rulebook, rule, period, desk.calendar) for period in set(starts.values())}
    keyed = {shared_key(one): one for one in reckoned.values() if one is not None}
    ids = store(desk, keyed.items())
    fresh = [_rolling_row(row, one, ids[shared_key(one)])
             for row, period in starts.items() if (one := reckoned[period]) is not None]
    _insert_rows(desk, fresh)
    if fresh:
        journal.note(desk, "duty.opened", "rule", 0, rule=rule.code, periods=sorted(keyed), count=len(fresh))
    return len(fresh)


def _rolling_period(row: Any, day: date) -> Period:
    """The period from a day on; its code tells the turn, since what is done on the first day begins the next on the same."""
    period = event_period(day)
    return replace(period, code=f"{period.code}.{row.before + 1}") if row.before else period


def _rolling_row(row: object, one: Reckoned, reckoning_id: int) -> dict[str, object]:
    return {
        "rule": one.rule, "period": one.period.code, "debtor": row.debtor_id, "creditor": row.creditor_id,  # type: ignore[attr-defined]
        "kind": row.subject_kind, "subject": row.subject_id, "reckoning": reckoning_id, "times": one.times,  # type: ignore[attr-defined]
        "day": min((r.day for r in one.rungs), default=None),
    }


def _insert_rows(desk: Desk, rows: list[dict[str, object]]) -> None:
    many(desk, f"INSERT INTO duty ({COLUMNS}) VALUES (:rule, :period, :debtor, :creditor, :kind, :subject, :reckoning,"
               " :times, 0, 'open', :day, 1, 1)", rows)
