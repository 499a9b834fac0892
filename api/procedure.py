"""The procedure of the case by the API: stages, moves, guards, limits and provisions of the version of a day."""

from dataclasses import asdict
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from api.answers import problems
from api.given import PLAIN
from api.limits import Confidence
from casework.desk import open_desk
from casework.view.procedure import day_told, told
from web.presence import Program

router = APIRouter(prefix="/procedure", tags=["procedure"])
On = Annotated[str, Query(max_length=20, pattern=PLAIN, examples=["2025-08-01"], description=(
    "The day on which the case begins; it decides on the version. Today where it is left out."))]
Codes = Annotated[list[str], Field(description="Codes, told in words beside.")]


class VersionTold(BaseModel):
    """A version of the procedure; a case begun under it goes on under it."""

    code: str
    title: str
    title_en: str
    effective_from: date
    spot_person: int = Field(description="The most that a person may be fined on the spot, in yuan.")
    spot_entity: int
    source: str
    confidence: Confidence


class StageTold(BaseModel):
    """Where a case can stand."""

    stage: str
    title: str
    title_en: str
    group: str
    group_en: str
    main: bool = Field(description="On the way of a case that is penalised and performs in time.")
    final: bool


class GuardSince(BaseModel):
    """A guard of the steps made from a day on."""

    guard: str
    since: date


class MoveTold(BaseModel):
    """A move of a case."""

    action: str
    title: str
    title_en: str
    stages: list[str] = Field(description="From which stages.")
    to: str | None = Field(description="To which stage; null where it stays.")
    who: str
    who_title: str
    needs: Codes
    needs_later: list[GuardSince]
    opens: list[str] = Field(description="Limits that begin to run.")
    ends: list[str] = Field(description="Limits that end; `all` is every one that still runs.")
    documents: list[str]
    provision: str
    confidence: Confidence
    made_from: date | None = Field(description="The first day on which the step may be made, whatever the version.")
    made_until: date | None
    reopens: bool = Field(description="It leaves an end.")


class RecordTold(BaseModel):
    """What is recorded of a case without moving it; no stages: in all that are no end."""

    action: str
    title: str
    title_en: str
    stages: list[str]
    who: str
    who_title: str
    opens: list[str]
    ends: list[str]
    provision: str


class ServiceTold(BaseModel):
    """A way of service that is open on the day."""

    way: str
    title: str
    title_en: str
    served: str = Field(description="The day that counts as that of service.")
    served_en: str
    last: bool = Field(description="Open only where the others failed.")
    limit: str | None = Field(description="The period after which it counts as served.")
    proof: list[str] = Field(description="What its proof must have, in Chinese.")
    one_of: list[str] = Field(description="And one of these.")
    law: str
    provision: str | None
    confidence: Confidence


class GuardTold(BaseModel):
    """What must hold for a move, in words."""

    guard: str
    title: str
    title_en: str


class LimitTold(BaseModel):
    """A limit under the law in force on the day; `figure` is null where none was found, and `reason` says why."""

    step: str
    title: str
    title_en: str
    figure: str | None
    figure_en: str | None
    reason: str | None
    law: str | None
    provision: str | None
    confidence: Confidence | None
    only: str | None = Field(description="The guard without which a case does not owe it.")


class ProcedureAnswer(BaseModel):
    """The procedure of a case begun on the day."""

    day: date
    version: VersionTold
    stages: list[StageTold]
    moves: list[MoveTold]
    records: list[RecordTold]
    services: list[ServiceTold]
    guards: list[GuardTold]
    limits: list[LimitTold]


@router.get("", responses=problems(404, 422))
def read_procedure(request: Request, actor: Program, on: On = "") -> ProcedureAnswer:
    """The procedure of a case begun on a day."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        return ProcedureAnswer.model_validate(asdict(told(desk.rulebook, day_told(on, desk.today))))
