"""Reports are handed in, accepted, or returned with reasons and handed in again; the day of handing in counts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework import journal
from casework.act import acts
from casework.act.forms import checked, kind_of
from casework.act.given import NewAct, Ready, Recorded
from casework.desk import Desk
from casework.duty import duties, moving
from casework.duty.duties import DutyRow
from foundation.errors import ConflictError, InvalidError, NotFoundError


@dataclass(frozen=True)
class HandedIn:
    """A submission; `act_id` where nobody stands above the debtor, so that it counts at once; files to be sent apart."""

    submission_id: int
    act_id: int | None
    files_to_send: tuple[str, ...] = ()


def hand_in(desk: Desk, duty_id: int, fields: dict[str, Any]) -> HandedIn:
    """Hand in what a duty asks for; until it is reviewed the debtor is not chased."""
    duty = duties.fetch(desk, duty_id)
    desk.permit("duty.hand_in", duty.debtor_path)
    duties.refuse_ended(duty, "handed in")
    kind = kind_of(desk.rulebook, duties.rule_of(desk, duty).act)
    if not kind.reviewed:
        raise InvalidError(f"{kind.title} is not a report but something done.",
                           way_out=f"Record it: `kuangjian act record {kind.kind} --json …`.")
    if duty.status == "handed_in":
        raise ConflictError(f"Duty {duty_id} is handed in already and waits for review.",
                            way_out="Wait for the review; if it is returned it can be handed in again.")
    good = checked(kind, fields, [])
    if duty.status == "suspended":  # whoever acts has no need of a standing clock; the days it stood do not count
        duty = moving.lift(desk, duty, reason="义务主体已报送", on=desk.today)
    submission = int(desk.scalar(
        "INSERT INTO submission (duty_id, fields, handed_in_on, handed_in_by, handed_in_at, state)"
        " VALUES (:duty, :fields, :today, :by, :now, 'handed_in') RETURNING id",
        duty=duty_id, fields=journal.canonical(good), today=desk.today, by=desk.actor.label, now=desk.now))
    duties.change(desk, duty, status="handed_in", chase_on=None)
    duties.record(desk, "duty.handed_in", duty, submission=submission)
    if duty.creditor_id in (None, duty.debtor_id):
        accepted = _accept(desk, duties.fetch(desk, duty_id), submission, desk.today, good)
        return HandedIn(submission, accepted.act_id, kind.papers())
    return HandedIn(submission, None, kind.papers())


def _waiting(desk: Desk, submission_id: int) -> tuple[Any, DutyRow]:
    rows = desk.rows("SELECT id, duty_id, fields, handed_in_on, state FROM submission WHERE id = :id",
                     types={"handed_in_on": Date()}, id=submission_id)
    if not rows:
        raise NotFoundError(f"There is no submission {submission_id}.", way_out="`kuangjian due --review` lists them.")
    if rows[0].state != "handed_in":
        raise ConflictError(f"Submission {submission_id} was {rows[0].state} already.", way_out="Look at the duty.")
    duty = duties.fetch(desk, rows[0].duty_id)
    desk.permit("duty.review", duty.creditor_path or duty.debtor_path)
    duties.refuse_ended(duty, "reviewed")
    return rows[0], duty


def accept(desk: Desk, submission_id: int) -> Recorded:
    """Accept a submission: it becomes an act of the day it was handed in, and the duty counts it."""
    import json
    row, duty = _waiting(desk, submission_id)
    return _accept(desk, duty, submission_id, row.handed_in_on, json.loads(row.fields))


def _accept(desk: Desk, duty: DutyRow, submission_id: int, day: date, fields: dict[str, Any]) -> Recorded:
    kind = kind_of(desk.rulebook, duties.rule_of(desk, duty).act)
    recorded = acts.bring(desk, Ready(kind, NewAct(kind.kind, duty.debtor_id, day, duty.subject_kind, duty.subject_id,
                                                   duty.period, fields), fields))
    _reviewed(desk, submission_id, "accepted", act_id=recorded.act_id)
    duties.record(desk, "duty.accepted", duty, submission=submission_id)
    now = duties.fetch(desk, duty.id)
    if now.status == "handed_in":  # more are owed in this period
        duties.change(desk, now, status="open", chase_on=duties.next_rung_day(desk, now.reckoning_id))
    return recorded


def give_back(desk: Desk, submission_id: int, *, reasons: str) -> DutyRow:
    """Return a submission with reasons; the duty is open again, and chased from its own day on."""
    _, duty = _waiting(desk, submission_id)
    if not reasons.strip():
        raise InvalidError("The reasons are missing.", way_out="Say what must be mended.")
    _reviewed(desk, submission_id, "returned", reasons=reasons.strip())
    duties.change(desk, duty, status="open", chase_on=duties.next_rung_day(desk, duty.reckoning_id))
    duties.record(desk, "duty.returned", duty, submission=submission_id, reasons=reasons)
    return duties.fetch(desk, duty.id)


def _reviewed(desk: Desk, submission_id: int, state: str, *, reasons: str | None = None, act_id: int | None = None) -> None:
    touched = desk.run(
        "UPDATE submission SET state = :state, reasons = :reasons, reviewed_by = :by, reviewed_at = :now, act_id = :act"
        " WHERE id = :id AND state = 'handed_in'",
        state=state, reasons=reasons, by=desk.actor.label, now=desk.now, act=act_id, id=submission_id)
    if touched != 1:
        raise ConflictError(f"Submission {submission_id} was reviewed by somebody else meanwhile.", way_out="Look at the duty.")
