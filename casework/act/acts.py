"""Acts: recorded once, counted for the right duty, corrected only with a reason, withdrawn with what they ended reopened."""

import json
from datetime import date
from typing import Any

from casework import journal
from casework.act import crediting
from casework.act.batches import bring_each, paths_of, put_each, ready, refuse_future
from casework.act.bringing import event_day, take_back
from casework.act.evidence import carry_over
from casework.act.forms import checked, kind_of
from casework.act.given import NewAct, Ready, Recorded
from casework.act.seen import ActRow, fetch, permit
from casework.clue.known import known_of, without
from casework.desk import Desk
from foundation.errors import ConflictError, InvalidError

MOVES_OF_CLUES = ("clue_registration", "clue_assignment", "clue_designation", "clue_verification", "clue_reply",
                  "clue_closing")
__all__ = ["NewAct", "Recorded", "bring", "correct", "record", "standing", "withdraw"]


def record(desk: Desk, act: NewAct) -> Recorded:
    """Record an act and count it; a kind that is reviewed is handed in instead (`submissions.hand_in`)."""
    return bring(desk, ready(desk, act, paths_of(desk, [act])))


def bring(desk: Desk, act: Ready) -> Recorded:
    """Write an act whose form is checked, count it, and open what it brings about."""
    return bring_each(desk, [act])[0]


def standing(desk: Desk, act_id: int, action: str) -> ActRow:
    """The act, for whoever may do this to it; one that was corrected or withdrawn is told as a conflict."""
    row = fetch(desk, act_id)
    permit(desk, action, row)
    if row.state != "standing":
        heir = desk.scalar("SELECT id FROM act WHERE corrects_id = :id", id=act_id)
        raise ConflictError(f"Act {act_id} is {row.state} already.", problems=(f"Reason: {row.reason}",),
                            way_out=f"Look at act {heir or act_id} as it stands now.")
    return row


def withdraw(desk: Desk, act_id: int, *, reason: str) -> tuple[int, ...]:
    """Withdraw an act: what it had discharged is owed again, what it had brought about is closed. The duties reopened."""
    row = standing(desk, act_id, "act.withdraw")
    refuse_move(row)
    if row.subject_kind == "clue":
        reason, _ = _unnamed(desk, row.subject_id, reason, None)
    reopened = _set_aside(desk, row, "withdrawn", reason)
    take_back(desk, row)
    return reopened


def refuse_move(row: ActRow) -> None:
    """Refuse to change by itself what is a move of a clue: the clue would stand where nothing put it."""
    if row.kind in MOVES_OF_CLUES:
        raise ConflictError(f"Act {row.id} is a move of a clue, which stands with it.",
                            way_out="Open the clue, and go on from there.")


def _set_aside(desk: Desk, row: ActRow, state: str, reason: str) -> tuple[int, ...]:
    if not reason.strip():
        raise InvalidError("A reason is missing.", way_out="Say why; an act is never changed without one.")
    touched = desk.run("UPDATE act SET state = :state, reason = :reason WHERE id = :id AND state = 'standing'",
                       state=state, reason=reason, id=row.id)
    if touched != 1:
        raise ConflictError(f"Act {row.id} was changed by somebody else meanwhile.", way_out="Look at it again.")
    journal.note(desk, f"act.{state}", "act", row.id, office_id=row.party_id, reason=reason)
    return tuple(crediting.uncredit(desk, row.id, because=f"act {row.id} {state}"))


def _unnamed(desk: Desk, clue_id: int, reason: str, fields: dict[str, Any] | None) -> tuple[str, dict[str, Any] | None]:
    """What is written about a clue, without the words that tell who sent it."""
    known = known_of(desk, clue_id)
    return without(known, reason)[0], fields and {
        name: without(known, value)[0] if isinstance(value, str) else value for name, value in fields.items()}


def correct(desk: Desk, act_id: int, *, reason: str, fields: dict[str, Any] | None = None, done_on: date | None = None,
            findings: tuple[str, ...] | None = None) -> Recorded:
    """Replace an act by a corrected one with a reason; the old one stays readable, and the count follows."""
    row = standing(desk, act_id, "act.correct")
    refuse_move(row)
    kind = kind_of(desk.rulebook, row.kind)
    if row.subject_kind == "clue":
        reason, fields = _unnamed(desk, row.subject_id, reason, fields)
    day = done_on or row.done_on
    refuse_future(desk, day)
    found = tuple(json.loads(row.findings)) if findings is None else findings
    merged = {**json.loads(row.fields), **(fields or {})}
    good = checked(kind, merged, list(found))
    _set_aside(desk, row, "corrected", reason)
    again = Ready(kind, NewAct(row.kind, row.party_id, day, row.subject_kind, row.subject_id, row.period, good, found), good,
                  corrects=act_id)
    before = json.loads(row.fields)
    if (kind.events(before), event_day(before, row.done_on)) == (kind.events(good), event_day(good, day)):
        done = put_each(desk, [again])[0]  # the same event: what it brought about stands
    else:
        take_back(desk, row)
        done = bring(desk, again)
    carry_over(desk, act_id, done.act_id)
    return done
