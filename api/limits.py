"""The limits of the case by the API: what each law allows for a step, and its last day reckoned."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, BeforeValidator, Field

from api.answers import problems
from api.given import PLAIN, digits
from casework.desk import open_desk
from casework.view.limits import LATEST, MOST_EXTENDED, MOST_SUSPENSIONS, Asked, listed, reckon_limit
from web.presence import Program

router = APIRouter(prefix="/limits", tags=["limits"])
Confidence = Annotated[Literal["V", "P", "R", "D"], Field(description=(
    "V: read in the law; P: read in an excerpt; R: recalled; D: derived or set here. What is not V is unconfirmed."))]
Step = Annotated[str, Path(max_length=80, pattern=PLAIN, description="The step.", examples=["decision"])]
Start = Annotated[str, Query(alias="from", min_length=1, max_length=40, pattern=PLAIN, examples=["2025-07-07"], description=(
    f"The day of the event that starts the count, from 2004 to {LATEST}; of a limit in hours the time with its offset."))]
Suspended = Annotated[list[str], Query(max_length=MOST_SUSPENSIONS, examples=[[]], description=(
    "First and last day that do not count, as `2025-08-01:2025-08-20`; as often as needed."))]
Extended = Annotated[int, BeforeValidator(digits), Query(ge=0, le=MOST_EXTENDED, description=(
    "By how much the limit was extended, in the unit of the law."))]
Complex = Annotated[bool, Query(alias="complex", description=(
    "The case is particularly complex: an extension has no bound where the law says so."))]


class LimitLine(BaseModel):
    """A step's limit under one law."""

    step: str
    title: str
    starts: str = Field(description="The event that starts the count.")
    effective_from: date
    until: date | None = Field(description="The last day on which it holds.")
    law: str
    provision: str | None
    figure: str | None = Field(description="Null where none is known; `reason` says why.")
    reason: str | None
    confidence: Confidence


class LimitLines(BaseModel):
    """Every limit of the rulebook."""

    limits: list[LimitLine]


class LimitAnswer(BaseModel):
    """A limit reckoned; `due` is null where no figure is known."""

    step: str
    start: date | datetime
    due: date | datetime | None
    unrolled: date | datetime | None = Field(description="Where the count ended, before it moved off a rest day.")
    roll_basis: str | None = Field(description="By which provision it moves off a rest day; null where it stays.")
    provisional: bool = Field(description="It hangs on the holidays of a year that are not announced.")
    confidence: Confidence | None
    law: str | None
    provision: str | None
    source: str | None
    reason: str | None = Field(description="Why no figure is known.")
    steps: list[str] = Field(description="The count, sentence by sentence, in Chinese.")


@router.get("", responses=problems(404, 422))
def list_limits(request: Request, actor: Program) -> LimitLines:
    """The steps with their limits under each law."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        return LimitLines.model_validate({"limits": [asdict(line) for line in listed(desk.rulebook)]})


@router.get("/{step}", responses=problems(404, 422))
def read_limit(request: Request, step: Step, actor: Program, start: Start, suspend: Suspended = [], extend: Extended = 0,  # noqa: B006
               particularly_complex: Complex = False) -> LimitAnswer:
    """The last day of a step, by the law of the day on which its event fell."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        found = reckon_limit(desk.rulebook, desk.calendar, step, Asked(start, suspend, extend, particularly_complex))
    return LimitAnswer.model_validate(asdict(found))
