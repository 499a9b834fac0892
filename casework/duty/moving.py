"""Moves a duty's date: suspend and resume, extend; each with a reason, each leaving how the new date came about."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date

from casework.desk import Desk
from casework.duty import duties
from casework.duty.amending import value_of
from casework.duty.duties import DutyRow
from casework.duty.reckonings import own_key, store
from foundation.errors import ConflictError, InvalidError
from regulation.due import Suspension
from regulation.periods import Period
from regulation.reckoning import Reckoned, reckon
from regulation.rule import Span
from regulation.terms import Unit, in_words

LONGEST = 1200  # of any unit: a century of months


def _reason(reason: str) -> str:
    if not reason.strip():
        raise InvalidError("A reason is missing.", way_out="Say why in a sentence; it goes into the journal.")
    return reason.strip()


def suspend(desk: Desk, duty_id: int, *, reason: str, since: date | None = None) -> DutyRow:
    """Stop the clock of a duty from a day on (today unless said); nothing is chased until it is resumed."""
    duty = duties.fetch(desk, duty_id)
    duties.permit(desk, "duty.suspend", duty, duty.steering_path)
    return halt(desk, duty, reason=reason, since=since or desk.today)


def halt(desk: Desk, duty: DutyRow, *, reason: str, since: date) -> DutyRow:
    """Begin a suspension on a day, whoever brings that about: a superior, or a leader who waits for an opinion."""
    duties.refuse_ended(duty, "suspended")
    if duty.status == "suspended":
        raise ConflictError(f"Duty {duty.id} is suspended already.", way_out="Resume it first.")
    if duty.status == "handed_in":
        raise ConflictError(f"Duty {duty.id} is handed in and waits for review.", way_out="Accept it or return it first.")
    if not duty.opens <= since <= desk.today:
        raise InvalidError(f"A suspension of duty {duty.id} cannot begin on {since}.",
                           way_out=f"It may begin from {duty.opens} to {desk.today}.")
    desk.run("INSERT INTO suspension (duty_id, first, reason) VALUES (:duty, :first, :reason)",
             duty=duty.id, first=since, reason=_reason(reason))
    duties.change(desk, duty, status="suspended", chase_on=None)
    duties.record(desk, "duty.suspended", duty, since=since, reason=reason)
    return duties.fetch(desk, duty.id)


def resume(desk: Desk, duty_id: int, *, reason: str = "", on: date | None = None) -> DutyRow:
    """Let the clock run again from a day on (today unless said); the days between do not count."""
    duty = duties.fetch(desk, duty_id)
    duties.permit(desk, "duty.suspend", duty, duty.steering_path)
    if duty.status != "suspended":
        raise ConflictError(f"Duty {duty_id} is not suspended but {in_words(duty.status)}.",
                            way_out="Nothing is to be resumed.")
    return lift(desk, duty, reason=reason, on=on or desk.today)


def lift(desk: Desk, duty: DutyRow, *, reason: str, on: date) -> DutyRow:
    """End a suspension on a day, whoever brings that about: resumed by a leader, or ended by the debtor who acts."""
    running = desk.rows("SELECT id, first FROM suspension WHERE duty_id = :id AND last IS NULL ORDER BY id DESC",
                        types={"first": Date()}, id=duty.id)[0]
    if not running.first <= on <= desk.today:
        raise InvalidError(f"Duty {duty.id} cannot resume on {on}.",
                           way_out=f"It may resume from {running.first} to {desk.today}.")
    if on == running.first:
        desk.run("DELETE FROM suspension WHERE id = :id", id=running.id)  # not a day was suspended
    else:
        desk.run("UPDATE suspension SET last = :last WHERE id = :id", id=running.id, last=on - timedelta(days=1))
    return _move(desk, duty, "duty.resumed", reason=reason, suspended_from=running.first, resumed_on=on)


def extend(desk: Desk, duty_id: int, *, n: int, unit: Unit, reason: str, approver: str) -> DutyRow:
    """Grant more time on top of the limit; who approved and why stay with the duty."""
    duty = duties.fetch(desk, duty_id)
    duties.permit(desk, "duty.extend", duty, duty.steering_path)
    return grant(desk, duty, n=n, unit=unit, reason=reason, approver=approver)


def grant(desk: Desk, duty: DutyRow, *, n: int, unit: Unit, reason: str, approver: str) -> DutyRow:
    """The same, whoever brings it about: a superior, or the head of an office that the law lets extend its own time."""
    duties.refuse_ended(duty, "extended")
    if not 1 <= n <= LONGEST or unit in (Unit.HOUR, Unit.LAW_DAY):
        raise InvalidError(f"An extension of {n} {in_words(unit)} cannot be granted.",
                           way_out=f"Give a number from 1 to {LONGEST} and the unit day, working day or month.")
    if not approver.strip():
        raise InvalidError("Who approved the extension is missing.", way_out="Name the approver.")
    desk.run("INSERT INTO extension (duty_id, n, unit, reason, approver, granted_at)"
             " VALUES (:duty, :n, :unit, :reason, :approver, :now)",
             duty=duty.id, n=n, unit=unit.value, reason=_reason(reason), approver=approver.strip(), now=desk.now)
    return _move(desk, duty, "duty.extended", n=n, unit=unit.value, reason=reason, approver=approver)


def _move(desk: Desk, duty: DutyRow, action: str, **detail: Any) -> DutyRow:
    moved = again(desk, duty, suspensions_of(desk, duty.id), extensions_of(desk, duty.id))
    key = own_key(moved, duty.id, duty.version)
    at = store(desk, [(key, moved)])[key]
    status = "open" if duty.status == "suspended" and action == "duty.resumed" else duty.status
    # A new date gets a ladder of its own, the next round; one that stayed where it was reminds nobody twice.
    duties.change(desk, duty, status=status, reckoning_id=at, round=duty.round + (moved.due != duty.due),
                  chase_on=duties.next_rung_day(desk, at) if status == "open" else None)
    duties.record(desk, action, duty, before=duty.due, after=moved.due, provisional=moved.provisional, **detail)
    return duties.fetch(desk, duty.id)


def again(desk: Desk, duty: DutyRow, suspensions: list[Suspension], extensions: list[Span]) -> Reckoned:
    """The duty's days as they follow today from its rule, its suspensions and extensions."""
    rule = duties.rule_of(desk, duty)
    period = Period(start=duty.start, end=duty.end, code=duty.period)
    moved = reckon(desk.rulebook, rule, period, desk.calendar, suspensions=suspensions, extensions=extensions,
                   value=value_of(rule, duty.start, duty.effective_from))
    if moved is None:
        raise ConflictError(f"Rule {duty.rule} was not in force on {duty.start}.",
                            way_out="Mend the rulebook: a dated value that duties stand on must stay.")
    return moved


def suspensions_of(desk: Desk, duty_id: int) -> list[Suspension]:
    """The suspensions of a duty that are over."""
    rows = desk.rows("SELECT first, last FROM suspension WHERE duty_id = :id AND last IS NOT NULL ORDER BY first",
                     types={"first": Date(), "last": Date()}, id=duty_id)
    return [Suspension(first=row.first, last=row.last) for row in rows]


def extensions_of(desk: Desk, duty_id: int) -> list[Span]:
    """The extensions granted to a duty, oldest first."""
    rows = desk.rows("SELECT n, unit FROM extension WHERE duty_id = :id ORDER BY id", id=duty_id)
    return [Span(n=row.n, unit=Unit(row.unit)) for row in rows]
