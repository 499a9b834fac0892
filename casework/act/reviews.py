"""What the creditor says to a report: accepted, one or many at a time, or returned with reasons."""

import json
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date

from casework.access import allowed
from casework.act.batches import bring_each
from casework.act.forms import kind_of
from casework.act.given import NewAct, Ready, Recorded
from casework.bulk import chunks, rows_among
from casework.changes import refuse_changed
from casework.desk import Desk
from casework.duty import duties
from casework.duty.duties import DutyRow
from foundation.database import Instant, sql
from foundation.errors import ConflictError, InvalidError, NotFoundError
from regulation.terms import in_words

REVIEWED = ("UPDATE submission SET state = :state, reasons = :reasons, reviewed_by = :by, reviewed_at = :now, act_id = :act"
            " WHERE id = :id AND state = 'handed_in'")


@dataclass(frozen=True)
class Waiting:
    """A submission that waits for its review, with its duty, the day it was handed in, and by whom when."""

    id: int
    duty: DutyRow
    day: date
    fields: dict[str, Any]
    by: str
    at: datetime


def decide(desk: Desk, duty_id: int, submission_id: int, *, accepted: bool, reasons: str = "",
           seen: int | None = None) -> int | None:
    """Accept a report of a duty, or return it with reasons; the act that it becomes.

    `seen` is the last entry of the duty's history that whoever decides has looked at: what came after is told instead.
    """
    duty = duties.fetch(desk, duty_id)
    duties.permit(desk, "duty.review", duty, duty.creditor_path or duty.debtor_path)
    if seen is not None:
        refuse_changed(desk, duty_id, seen)
    if desk.scalar("SELECT 1 FROM submission WHERE id = :id AND duty_id = :duty", id=submission_id, duty=duty_id) is None:
        raise NotFoundError("This duty has no such report.", way_out="Look at the duty.")
    if accepted:
        return accept(desk, submission_id).act_id
    give_back(desk, submission_id, reasons=reasons)
    return None


def accept(desk: Desk, submission_id: int) -> Recorded:
    """Accept a submission: it becomes an act of the day it was handed in, of whoever did so, and the duty counts it."""
    return accept_each(desk, [submission_id])[0]


def accept_each(desk: Desk, ids: Collection[int]) -> list[Recorded]:
    """Accept many, as `accept` does each; where one cannot be, none is."""
    with desk.session.begin_nested():
        return accept_waiting(desk, _waiting(desk, ids))


def _waiting(desk: Desk, ids: Collection[int]) -> list[Waiting]:
    twice = [one for one, n in Counter(ids).items() if n > 1]
    if twice:
        raise InvalidError(f"Submission {twice[0]} stands twice in the list.", way_out="Name each once.")
    rows = {row.id: row for piece in chunks(ids) for row in rows_among(
        desk, "SELECT id, duty_id, fields, handed_in_on, handed_in_by, handed_in_at, state FROM submission"
        " WHERE id IN :ids", {"ids": piece}, types={"handed_in_on": Date(), "handed_in_at": Instant()})}
    found = duties.fetch_each(desk, [row.duty_id for row in rows.values()])
    return [_allowed(desk, one, rows.get(one), found) for one in ids]


def _allowed(desk: Desk, submission_id: int, row: Any, found: dict[int, DutyRow]) -> Waiting:
    duty = found[row.duty_id] if row is not None else None
    if duty is None or not _seen(desk, duty):
        raise NotFoundError(f"There is no submission {submission_id}.", way_out="`kuangjian due --review` lists them.")
    duties.permit(desk, "duty.review", duty, duty.creditor_path or duty.debtor_path)
    if row.state != "handed_in":
        raise ConflictError(f"Submission {submission_id} was {in_words(row.state)} already.", way_out="Look at the duty.")
    duties.refuse_ended(duty, "reviewed")
    return Waiting(row.id, duty, row.handed_in_on, json.loads(row.fields), row.handed_in_by, row.handed_in_at)


def _seen(desk: Desk, duty: DutyRow) -> bool:
    return duties.may_read(desk, duty) or allowed(desk.actor, "duty.review", duty.creditor_path or duty.debtor_path)


def accept_waiting(desk: Desk, waiting: Sequence[Waiting]) -> list[Recorded]:
    """Write the acts of submissions looked at, and count them."""
    if not waiting:
        return []
    # Said first: the acceptance is what discharges the duty.
    duties.record_each(desk, "duty.accepted", [(one.duty, {"submission": one.id}) for one in waiting])
    recorded = bring_each(desk, [_act(desk, one) for one in waiting])
    _review(desk, [(one.id, done.act_id) for one, done in zip(waiting, recorded, strict=True)], "accepted")
    now = duties.fetch_each(desk, [one.duty.id for one in waiting])
    for duty in now.values():
        if duty.status == "handed_in":  # more are owed in this period
            duties.change(desk, duty, status="open", chase_on=duties.next_rung_day(desk, duty.reckoning_id))
    return recorded


def _act(desk: Desk, one: Waiting) -> Ready:
    kind, duty = kind_of(desk.rulebook, duties.rule_of(desk, one.duty).act), one.duty
    return Ready(kind, NewAct(kind.kind, duty.debtor_id, one.day, duty.subject_kind, duty.subject_id, duty.period, one.fields),
                 one.fields, by=one.by, at=one.at)


def give_back(desk: Desk, submission_id: int, *, reasons: str) -> DutyRow:
    """Return a submission with reasons; the duty is open again, and chased from its own day on."""
    duty = _waiting(desk, [submission_id])[0].duty
    if not reasons.strip():
        raise InvalidError("The reasons are missing.", way_out="Say what must be mended.")
    _review(desk, [(submission_id, None)], "returned", reasons.strip())
    duties.change(desk, duty, status="open", chase_on=duties.next_rung_day(desk, duty.reckoning_id))
    duties.record(desk, "duty.returned", duty, submission=submission_id, reasons=reasons)
    return duties.fetch(desk, duty.id)


def _review(desk: Desk, which: Sequence[tuple[int, int | None]], state: str, reasons: str | None = None) -> None:
    rows = [{"state": state, "reasons": reasons, "by": desk.actor.label, "now": desk.now, "act": act, "id": one}
            for one, act in which]
    result: Any = desk.session.execute(sql(REVIEWED, now=desk.now), rows)
    if result.rowcount != len(rows):
        raise ConflictError("A submission was reviewed by somebody else meanwhile.", way_out="Look at its duty.")
