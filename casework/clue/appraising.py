"""An expert opinion is asked for (委托鉴定): the limits stand still from a day on, and run again when it is there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date

from casework.bulk import add_rows
from casework.clue import clues
from casework.clue.clues import ClueRow, clue_of
from casework.clue.known import without_reporter
from casework.desk import Desk
from casework.duty import duties
from casework.duty.duties import DutyRow
from casework.duty.moving import halt, lift
from casework.record.days import refuse_backwards
from foundation.errors import ConflictError, InvalidError
from models import ClueAppraisal

STAND_STILL = ("clue_verification", "clue_closing", "clue_reply")
# Its own, and the replies to the reporters of those handled together with it, who wait for the same outcome.
RUNNING = (f"SELECT id FROM duty WHERE subject_kind = 'clue' AND status = :status"
           f" AND ((subject_id = :id AND rule IN {STAND_STILL})"
           " OR (rule = 'clue_reply' AND subject_id IN (SELECT id FROM clue WHERE main_id = :id))) ORDER BY id")
REPLY = "SELECT id FROM duty WHERE subject_kind = 'clue' AND subject_id = :id AND rule = 'clue_reply' AND status = :status"
OPINIONS = ("SELECT id, body, reason, since, until, approved_by FROM clue_appraisal WHERE clue_id = :id ORDER BY id")


@dataclass(frozen=True)
class Appraisal:
    """An opinion that was asked for: of whom, from which day, and until when the days did not count."""

    id: int
    body: str
    reason: str
    since: date
    until: date | None
    approved_by: str


def appraise(desk: Desk, number: str, *, body: str, reason: str, since: date | None = None) -> tuple[int, ...]:
    """Ask a body for its opinion; verification, closing and the reply stand still from then on. The duties suspended."""
    clue = clue_of(desk, number)
    clues.permit(desk, clue, "clue.approve", "clue.appraise")
    if waited_for(desk, clue.id) is not None:
        raise ConflictError(f"An opinion about {clue.number} is waited for already.", way_out="End it first.")
    if not body.strip() or not reason.strip():
        raise InvalidError("Who is asked, and about what, is missing.", way_out="Give the body and the reason.")
    body, reason = without_reporter(desk, clue.id, body, reason)
    clues.change(desk, clue, stage=clue.stage)  # first of all: of two at once one is told
    first = since or desk.today
    why = f"委托鉴定（{body}）：{reason}"
    moved = _each(desk, clue, "open", lambda duty: halt(
        desk, duty, reason=why, since=first if duty.subject_id == clue.id else max(first, duty.opens)))
    if not moved:
        raise ConflictError(f"No limit of {clue.number} runs that could stand still.", way_out="Look at its duties.")
    add_rows(desk, ClueAppraisal, [{"clue_id": clue.id, "body": body, "reason": reason, "since": first,
                                    "until": None, "approved_by": desk.actor.label}])
    clues.record(desk, "clue.appraised", clue, to=body, since=first, reason=reason)
    return moved


def resume(desk: Desk, number: str, *, on: date | None = None) -> tuple[int, ...]:
    """The opinion is there: the limits run again from a day on (today unless said), and the days between do not count."""
    clue = clue_of(desk, number)
    clues.permit(desk, clue, "clue.approve", "clue.appraise")
    waiting = waited_for(desk, clue.id)
    if waiting is None:
        raise ConflictError(f"No opinion about {clue.number} is waited for.", way_out="Nothing is to be resumed.")
    day = on or desk.today
    refuse_backwards("appraisal", waiting.since, day)
    moved = _each(desk, clue, "suspended", lambda duty: lift(desk, duty, reason=f"鉴定结束（{waiting.body}）", on=day))
    desk.run("UPDATE clue_appraisal SET until = :until WHERE id = :id", until=day, id=waiting.id)
    clues.change(desk, clue, stage=clue.stage)
    clues.record(desk, "clue.resumed", clue, on=day)
    return moved


def joined(desk: Desk, clue: ClueRow, main: ClueRow) -> None:
    """A clue is handled together with one whose opinion is waited for: its reporter waits for it too."""
    waiting = waited_for(desk, main.id)
    if waiting is not None:
        _move(desk, REPLY, clue, "open", lambda duty: halt(desk, duty, reason=f"委托鉴定（{waiting.body}）", since=desk.today))


def parted(desk: Desk, clue: ClueRow) -> None:
    """It is handled by itself again: the days since are not counted."""
    _move(desk, REPLY, clue, "suspended", lambda duty: lift(desk, duty, reason="撤销并案", on=desk.today))


def appraisals_of(desk: Desk, clue_id: int) -> list[Appraisal]:
    """The opinions asked for about a clue that the caller may see."""
    return [Appraisal(*row) for row in desk.rows(OPINIONS, types={"since": Date(), "until": Date()}, id=clue_id)]


def waited_for(desk: Desk, clue_id: int) -> Appraisal | None:
    """The opinion that is waited for now."""
    return next((one for one in appraisals_of(desk, clue_id) if one.until is None), None)


def _each(desk: Desk, clue: ClueRow, status: str, do: Callable[[DutyRow], object]) -> tuple[int, ...]:
    return _move(desk, RUNNING, clue, status, do)


def _move(desk: Desk, which: str, clue: ClueRow, status: str, do: Callable[[DutyRow], object]) -> tuple[int, ...]:
    ids = [row.id for row in desk.rows(which, id=clue.id, status=status)]
    for duty in duties.fetch_each(desk, ids).values():  # a few
        do(duty)
    return tuple(ids)
