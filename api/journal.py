"""The journal by the API: what happened, newest first; up to where its chain of seals was found whole."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, BeforeValidator, Field, StringConstraints

from api.answers import problems
from api.given import Day, Sought, digits
from casework.desk import open_desk
from casework.verifying import standing
from casework.view.entries import entries_at
from casework.view.listing import SIZE
from web.presence import Program

router = APIRouter(prefix="/journal", tags=["journal"])
MOST = 1000  # entries of a page
Name = StringConstraints(pattern=r"^[a-z_.]{0,60}$")
Action = Annotated[str, Name, Query(description="What happened.", examples=["duty.discharged"])]
Entity = Annotated[str, Name, Query(description="What it happened to.", examples=["duty"])]
About = Annotated[int | None, BeforeValidator(digits), Query(ge=0, le=2**31 - 1, description=(
    "The number of what it happened to."))]
Before = Annotated[int | None, BeforeValidator(digits), Query(ge=1, le=2**31 - 1, description=(
    "Only what is older than this entry: the last of the page before."))]
Many = Annotated[int, BeforeValidator(digits), Query(ge=1, le=MOST, description="How many entries.")]
From = Annotated[Day | None, Query(description="Of this day and later, in the province's time.")]
To = Annotated[Day | None, Query(description="Of this day and earlier.")]


class Entry(BaseModel):
    """An entry; `detail` holds what belongs to its action."""

    id: int
    at: datetime
    actor: str = Field(description="The name of the officer or program; `system` for what runs by itself.")
    action: str
    office: str | None
    entity: str
    entity_id: int
    detail: dict[str, Any]


class Entries(BaseModel):
    """Entries, the newest first; `more` says whether older ones follow."""

    entries: list[Entry]
    more: bool


class Chain(BaseModel):
    """What the checks of the chain found: whole from `first` to `last`; `broken` is the entry at which it is not."""

    first: int | None
    last: int
    at: datetime | None
    by: str
    broken: int | None
    newest: int = Field(description="The newest entry; what lies between is not checked yet.")


@router.get("", responses=problems(404, 422))
def list_entries(request: Request, actor: Program, office: Sought = "", who: Sought = "", action: Action = "",
                 entity: Entity = "", number: About = None, since: From = None, until: To = None, before: Before = None,
                 size: Many = SIZE) -> Entries:
    """What happened at the bearer's offices."""
    given = {"office": office, "actor": who, "action": action, "entity": entity,
             "number": "" if number is None else str(number), "since": since.isoformat() if since else "",
             "until": until.isoformat() if until else ""}
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        found = entries_at(desk, given, before=before, size=size)
    return Entries(entries=[Entry.model_validate(asdict(one)) for one in found.rows], more=found.more)


@router.get("/chain", responses=problems(404, 422))
def read_chain(request: Request, actor: Program) -> Chain:
    """Up to where the chain of seals was found whole, for auditors of the whole house."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        return Chain.model_validate(asdict(standing(desk)))
