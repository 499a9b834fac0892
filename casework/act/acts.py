"""Acts: recorded once, counted for the right duty, corrected only with a reason, withdrawn with what they ended reopened."""

import json
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework import journal
from casework.act import crediting
from casework.act.bringing import bring_about, event_day, take_back
from casework.act.forms import checked, kind_of
from casework.desk import Desk
from casework.duty.events import Event
from foundation.errors import ConflictError, InvalidError, NotFoundError
from regulation.act_kind import ActKind


@dataclass(frozen=True)
class NewAct:
    """What was done: by whom (a party's id), about what, when, with the form's fields and what was found."""

    kind: str
    party_id: int
    done_on: date
    subject_kind: str = "self"
    subject_id: int = 0
    period: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    findings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recorded:
    """An act as recorded, the duties it counted for, the rules whose duties it opened, and files to be sent apart."""

    act_id: int
    counted_for: tuple[int, ...]
    opened: tuple[str, ...] = ()
    files_to_send: tuple[str, ...] = ()  # they are not kept here yet; the form wants them all the same


def record(desk: Desk, act: NewAct) -> Recorded:
    """Record an act and count it; a kind that is reviewed is handed in instead (`submissions.hand_in`)."""
    kind = kind_of(desk.rulebook, act.kind)
    desk.permit("act.record", _path(desk, act.party_id))
    if kind.reviewed:
        raise InvalidError(f"{kind.title} is reviewed before it counts.",
                           way_out="Hand it in for its duty: `kuangjian act hand-in DUTY --json …`.")
    _refuse_future(desk, act.done_on)
    return bring(desk, kind, act, checked(kind, act.fields, list(act.findings)))


def bring(desk: Desk, kind: ActKind, act: NewAct, fields: dict[str, Any], *, corrects: int | None = None) -> Recorded:
    """Write an act whose form is checked, count it, and open what it brings about."""
    recorded = put(desk, kind, act, fields, corrects=corrects)
    event = Event(recorded.act_id, event_day(fields, act.done_on), act.party_id, act.subject_kind, act.subject_id)
    return replace(recorded, opened=bring_about(desk, kind, event, fields), files_to_send=kind.papers())


def put(desk: Desk, kind: ActKind, act: NewAct, fields: dict[str, Any], *, corrects: int | None = None) -> Recorded:
    """Write an act whose form is checked, and count it."""
    found = crediting.candidates(desk, kind, party_id=act.party_id, subject_kind=act.subject_kind,
                                 subject_id=act.subject_id)
    if act.period is not None and corrects is None:
        crediting.refuse_unknown_period(desk, kind, found, act.done_on, act.period)
    chosen = crediting.choose(desk, kind, found, done_on=act.done_on, period=act.period)
    act_id = int(desk.scalar(
        "INSERT INTO act (kind, party_id, subject_kind, subject_id, done_on, period, fields, findings, state, corrects_id,"
        " recorded_by, recorded_at) VALUES (:kind, :party, :about, :subject, :on, :period, :fields, :findings, 'standing',"
        " :corrects, :by, :now) RETURNING id",
        kind=kind.kind, party=act.party_id, about=act.subject_kind, subject=act.subject_id, on=act.done_on,
        period=act.period, fields=journal.canonical(fields), findings=json.dumps(list(act.findings)), corrects=corrects,
        by=desk.actor.label, now=desk.now))
    journal.note(desk, "act.recorded", "act", act_id, office_id=act.party_id, kind=kind.kind, done_on=act.done_on,
                 findings=list(act.findings), corrects=corrects)
    counted = tuple(duty.id for duty in chosen if crediting.credit(desk, act_id, duty))
    return Recorded(act_id, counted)


def _path(desk: Desk, party_id: int) -> str:
    path = desk.scalar("SELECT path FROM party WHERE id = :id", id=party_id)
    if path is None:
        raise NotFoundError(f"There is no office or holder {party_id}.", way_out="`kuangjian offices` lists them.")
    return str(path)


def _refuse_future(desk: Desk, done_on: date) -> None:
    if done_on > desk.today:
        raise InvalidError(f"{done_on} has not come yet (today is {desk.today}).",
                           way_out="Record an act on the day it was done or later.")


def _standing(desk: Desk, act_id: int) -> Any:
    rows = desk.rows("SELECT a.*, p.path FROM act a JOIN party p ON p.id = a.party_id WHERE a.id = :id",
                     types={"done_on": Date()}, id=act_id)
    if not rows:
        raise NotFoundError(f"There is no act {act_id}.", way_out="`kuangjian act list` shows acts with their numbers.")
    if rows[0].state != "standing":
        raise ConflictError(f"Act {act_id} is {rows[0].state} already.", way_out="Look at the act that took its place.")
    return rows[0]


def withdraw(desk: Desk, act_id: int, *, reason: str) -> tuple[int, ...]:
    """Withdraw an act: what it had discharged is owed again, what it had brought about is closed. The duties reopened."""
    row = _standing(desk, act_id)
    desk.permit("act.withdraw", row.path)
    reopened = _set_aside(desk, row, "withdrawn", reason)
    take_back(desk, row)
    return reopened


def _set_aside(desk: Desk, row: Any, state: str, reason: str) -> tuple[int, ...]:
    if not reason.strip():
        raise InvalidError("A reason is missing.", way_out="Say why; an act is never changed without one.")
    touched = desk.run("UPDATE act SET state = :state, reason = :reason WHERE id = :id AND state = 'standing'",
                       state=state, reason=reason, id=row.id)
    if touched != 1:
        raise ConflictError(f"Act {row.id} was changed by somebody else meanwhile.", way_out="Look at it again.")
    journal.note(desk, f"act.{state}", "act", row.id, office_id=row.party_id, reason=reason)
    return tuple(crediting.uncredit(desk, row.id, because=f"act {row.id} {state}"))


def correct(desk: Desk, act_id: int, *, reason: str, fields: dict[str, Any] | None = None, done_on: date | None = None,
            findings: tuple[str, ...] | None = None) -> Recorded:
    """Replace an act by a corrected one with a reason; the old one stays readable, and the count follows."""
    row = _standing(desk, act_id)
    desk.permit("act.correct", row.path)
    kind = kind_of(desk.rulebook, row.kind)
    day = done_on or row.done_on
    _refuse_future(desk, day)
    found = tuple(json.loads(row.findings)) if findings is None else findings
    merged = {**json.loads(row.fields), **(fields or {})}
    good = checked(kind, merged, list(found))
    _set_aside(desk, row, "corrected", reason)
    again = NewAct(row.kind, row.party_id, day, row.subject_kind, row.subject_id, row.period, good, found)
    before = json.loads(row.fields)
    if (kind.events(before), event_day(before, row.done_on)) == (kind.events(good), event_day(good, day)):
        return put(desk, kind, again, good, corrects=act_id)  # the same event: what it brought about stands
    take_back(desk, row)
    return bring(desk, kind, again, good, corrects=act_id)
