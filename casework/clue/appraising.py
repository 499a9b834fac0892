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
RUNNING = (f"SELECT id FROM duty WHERE subject_kind = 'clue' AND subject_id = :id AND rule IN {STAND_STILL}"
           " AND status = :status ORDER BY id")
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
    reason = without_reporter(desk, clue.id, reason)
    clues.change(desk, clue, stage=clue.stage)  # first of all: of two at once one is told
    first = since or desk.today
    moved = _each(desk, clue, "open", lambda duty: halt(desk, duty, reason=f"委托鉴定（{body.strip()}）：{reason}",
                                                        since=first))
    if not moved:
        raise ConflictError(f"No limit of {clue.number} runs that could stand still.", way_out="Look at its duties.")
    add_rows(desk, ClueAppraisal, [{"clue_id": clue.id, "body": body.strip(), "reason": reason, "since": first,
                                    "until": None, "approved_by": desk.actor.label}])
    clues.record(desk, "clue.appraised", clue, to=body.strip(), since=first, reason=reason)
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


def appraisals_of(desk: Desk, clue_id: int) -> list[Appraisal]:
    """The opinions asked for about a clue that the caller may see."""
    return [Appraisal(*row) for row in desk.rows(OPINIONS, types={"since": Date(), "until": Date()}, id=clue_id)]


def waited_for(desk: Desk, clue_id: int) -> Appraisal | None:
    """The opinion that is waited for now."""
    return next((one for one in appraisals_of(desk, clue_id) if one.until is None), None)


def _each(desk: Desk, clue: ClueRow, status: str, do: Callable[[DutyRow], object]) -> tuple[int, ...]:
    ids = [row.id for row in desk.rows(RUNNING, id=clue.id, status=status)]
    for duty in duties.fetch_each(desk, ids).values():  # three at most
        do(duty)
    return tuple(ids)
