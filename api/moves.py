"""Duties moved by the API: suspended, resumed, extended, waived; each with its reason, none on what was seen too long ago."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel

from api.answers import Key, problems
from api.duty_forms import Extension, Moved, Resumption, Suspension, Waiver
from api.given import Number
from casework.access import Actor
from casework.desk import Desk, open_desk
from casework.duty.duties import DutyRow
from casework.duty.ending import waive
from casework.duty.moving import extend, resume, suspend
from casework.duty.steering import permit_moving
from casework.once import once
from web.presence import Program

router = APIRouter(prefix="/duties", tags=["duties"])
ANSWERS = problems(404, 409, 415, 422)


@router.post("/{number}/suspend", responses=ANSWERS)
def suspend_duty(request: Request, number: Number, given: Suspension, actor: Program, key: Key = None) -> Moved:
    """Stop the clock of a duty; nothing is chased until it is resumed."""
    return _moved(request, actor, key, "suspend", number, given,
                  lambda desk: suspend(desk, number, reason=given.reason, since=given.since))


@router.post("/{number}/resume", responses=ANSWERS)
def resume_duty(request: Request, number: Number, given: Resumption, actor: Program, key: Key = None) -> Moved:
    """Let the clock run again; the days between do not count."""
    return _moved(request, actor, key, "resume", number, given,
                  lambda desk: resume(desk, number, reason=given.reason, on=given.on))


@router.post("/{number}/extend", responses=ANSWERS)
def extend_duty(request: Request, number: Number, given: Extension, actor: Program, key: Key = None) -> Moved:
    """Grant more time on top of the limit."""
    return _moved(request, actor, key, "extend", number, given,
                  lambda desk: extend(desk, number, n=given.n, unit=given.unit, reason=given.reason, approver=actor.name))


@router.post("/{number}/waive", responses=ANSWERS)
def waive_duty(request: Request, number: Number, given: Waiver, actor: Program, key: Key = None) -> Moved:
    """Release the debtor from a duty."""
    return _moved(request, actor, key, "waive", number, given,
                  lambda desk: waive(desk, number, reason=given.reason, approver=actor.name))


def _moved(request: Request, actor: Actor, key: str | None, move: str, number: int, given: BaseModel,
           do: Callable[[Desk], DutyRow]) -> Moved:
    seen: int | None = given.seen  # type: ignore[attr-defined]

    def done() -> dict[str, Any]:
        permit_moving(desk, number, move, seen)
        duty = do(desk)
        return {"duty": duty.id, "status": duty.status, "due": duty.due, "provisional": bool(duty.provisional)}
    with open_desk(request.app.state.house, actor) as desk:
        return Moved.model_validate(once(desk, key, {move: number, **given.model_dump(mode="json")}, done))
