"""The gate by the API: a system of registration asks whether an application may go on."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request

from api.answers import Key, problems
from api.gate_forms import GateAnswer, GateQuestion
from casework.desk import open_desk
from casework.once import once
from casework.oversight.gate import Answer, Question, check
from web.presence import Program

router = APIRouter(prefix="/gates", tags=["gates"])


@router.post("/check", responses=problems(404, 409, 415, 422))
def check_gate(request: Request, given: GateQuestion, actor: Program, key: Key = None) -> GateAnswer:
    """Whether an application may go on, with every reason; each asking is journalled."""
    with open_desk(request.app.state.house, actor) as desk:
        return GateAnswer.model_validate(once(desk, key, {"gate": given.model_dump(mode="json")},
                                              lambda: _plain(check(desk, Question(**given.model_dump())))))


def _plain(found: Answer) -> dict[str, Any]:
    return asdict(found)
