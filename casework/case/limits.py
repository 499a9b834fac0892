"""The limits of a case: opened and ended by its moves; what an office owes is a duty."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casework.bulk import run_many
from casework.case.cases import CaseRow
from casework.desk import Desk
from casework.duty.reckonings import shared_key, store
from casework.journal import Entry, Line
from regulation.case_limits import SET, code_of
from regulation.periods import Period
from regulation.reckoning import Reckoned, event_period, reckon
from regulation.rule import DutyRule
from regulation.terms import Debtor

# What is opened a second time from the same day runs on, or runs again.
OPEN_DUTIES = """
INSERT INTO duty (rule, period, debtor_id, creditor_id, subject_kind, subject_id, reckoning_id, times, done, status, chase_on,
 round, version)
SELECT k.rule, k.period, :debtor, :creditor, 'case', :case, k.id, k.times, 0, 'open', k.chase_from, 1, 1
FROM reckoning k WHERE k.id IN ({listed})
ON CONFLICT (rule, subject_kind, subject_id, period, debtor_id) DO UPDATE SET status = 'open', done = 0, ended_on = NULL,
 end_reason = NULL, chase_on = excluded.chase_on, round = duty.round + 1, version = duty.version + 1
WHERE duty.ended_on IS NOT NULL RETURNING id, rule, period, debtor_id
"""
OPEN_PERIODS = ("INSERT INTO case_period (case_id, step, reckoning_id, state, event_no)"
                " SELECT :case, CAST(:step AS VARCHAR), :reckoning, 'running', :event")
END_DUTIES = ("UPDATE duty SET status = :status, ended_on = :on, end_reason = :reason, chase_on = NULL, version = version + 1,"
              " done = CASE WHEN :status = 'discharged' THEN times ELSE done END"
              " WHERE subject_kind = 'case' AND subject_id = :case AND ended_on IS NULL AND {which}"
              " RETURNING id, rule, period, debtor_id")
END_PERIODS = ("UPDATE case_period SET state = :state, ended_on = :on WHERE case_id = :case AND {which}")
# Of others' time, what a move that forgets these facts takes back.
CLEARED = {"statement": "statement_until", "hearing-request": "hearing_until", "public-notice": "notice_until",
           "payment": "payment_until", "demand": "demand_until", "court-application": "court_until",
           "reconsideration": "remedies_until", "litigation": "remedies_until",
           "litigation-after-reconsideration": "remedies_until"}
OF_LAW = "rule LIKE 'limit!_%' ESCAPE '!'"  # what a superior ordered is owed until it is answered


@dataclass(frozen=True)
class Opening:
    """Limits that a move opens, counted from a day or each from its own; and a last day granted or written in for one."""

    steps: tuple[str, ...]
    start: date
    event_no: int
    until: date | None = None
    starts: Mapping[str, date] = field(default_factory=dict)

    def start_of(self, step: str) -> date:
        """The day from which a limit is counted."""
        return self.starts.get(step, self.start)


def open_limits(desk: Desk, case: CaseRow, opening: Opening) -> tuple[Line, ...]:
    """Open the limits of these steps (one without a figure on that day is none); what is to be journalled of it."""
    book = desk.rulebook
    owed: list[tuple[DutyRule, Reckoned]] = []
    others: list[tuple[str, Reckoned]] = []
    for step in opening.steps:
        rule = book.duties.get(code_of(step)) or book.periods.get(code_of(step))
        one = reckon(book, rule, event_period(opening.start_of(step)), desk.calendar) if rule else None
        if rule is not None and one is not None:
            if rule.code in book.duties:
                owed.append((rule, one))
            else:
                others.append((step, one))
    ids = store(desk, [(shared_key(one), one) for _, one in (*owed, *others)])
    _give(desk, case, [(step, ids[shared_key(one)]) for step, one in others], opening.event_no)
    return _owe(desk, case, [(rule, ids[shared_key(one)]) for rule, one in owed])


def end_one(desk: Desk, case: CaseRow, step: str, start: date, day: date) -> tuple[Line, ...]:
    """End as done the limit that an office has for what began on a day; what is to be journalled of it."""
    ended = desk.rows(END_DUTIES.format(which=f"rule = {code_of(step)!r} AND period = :period"), status="discharged", on=day,
                      case=case.id, reason=None, period=event_period(start).code)
    return _told("duty.discharged", case, ended)


def set_period(desk: Desk, case: CaseRow, step: str, opening: Opening) -> None:
    """Give time until a day that was granted or written in, in place of what ran."""
    if opening.until is None:
        return
    end_periods(desk, case, (step,), opening.start, state="ended")
    period = Period(opening.start, opening.until, f"{opening.start.isoformat()}/{opening.until.isoformat()}")
    one = reckon(desk.rulebook, desk.rulebook.periods[SET], period, desk.calendar)
    if one is not None:
        ids = store(desk, [(shared_key(one), one)])
        _give(desk, case, [(step, ids[shared_key(one)])], opening.event_no)


def _owe(desk: Desk, case: CaseRow, owed: Sequence[tuple[DutyRule, int]]) -> tuple[Line, ...]:
    above = case.superior_id or case.office_id
    opened: list[Any] = []
    for superior in (False, True):
        listed = ", ".join(str(int(at)) for rule, at in owed if (rule.debtor is Debtor.CASE_SUPERIOR) is superior)
        if listed:
            opened += desk.rows(OPEN_DUTIES.format(listed=listed), debtor=above if superior else case.office_id,
                                creditor=above, case=case.id)
    return _told("duty.opened", case, opened)


def _give(desk: Desk, case: CaseRow, periods: Sequence[tuple[str, int]], event_no: int) -> None:
    run_many(desk, OPEN_PERIODS, [{"case": case.id, "step": step, "reckoning": at, "event": event_no} for step, at in periods])


def end_limits(desk: Desk, case: CaseRow, steps: Collection[str] | None, day: date, *, done: bool,
               over: bool = False) -> tuple[Line, ...]:
    """End limits of these steps, or all; what is to be journalled of it.

    They are done in an office's name, or no longer owed; of others' time over, or used.
    """
    if steps is not None and not steps:
        return ()
    which = OF_LAW if steps is None else f"rule IN ({', '.join(repr(code_of(step)) for step in sorted(steps))})"
    ended = desk.rows(END_DUTIES.format(which=which), status="discharged" if done else "closed", on=day, case=case.id,
                      reason=None if done else "案件不再需要办理该事项")
    end_periods(desk, case, steps, day, state="over" if over else "ended")
    return _told("duty.discharged" if done else "duty.closed", case, ended)


def end_periods(desk: Desk, case: CaseRow, steps: Collection[str] | None, day: date, *, state: str, gone: bool = False) -> None:
    """End others' time in a case; what is `gone` counts no more even where it was over."""
    listed = "" if steps is None else f" AND step IN ({', '.join(repr(step) for step in sorted(steps))})"
    running = "state <> 'ended'" if gone else "state = 'running'"
    desk.run(END_PERIODS.format(which=running + listed), state=state, on=day, case=case.id)


def _told(action: str, case: CaseRow, rows: Sequence[Any]) -> tuple[Line, ...]:
    return tuple(
        Line(action, "duty", Entry(row.id, row.debtor_id, {"rule": row.rule, "period": row.period, "case": case.number}))
        for row in sorted(rows, key=lambda one: int(one.id)))
