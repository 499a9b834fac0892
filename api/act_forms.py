"""What programs send about acts, and what they are answered."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.given import Day, Named, Reason, Short
from casework.act.places import EAST, NORTH, SOUTH, WEST

State = Literal["standing", "corrected", "withdrawn"]
Fields = Annotated[dict[str, Any], Field(description="The form of the kind; money in 元.", examples=[{"area": "全域"}])]
Findings = Annotated[list[Short], Field(max_length=100, description="Codes of what was found; those of the kind.")]


class Position(BaseModel):
    """Where it was done: degrees of CGCS2000, with which WGS 84 agrees to centimetres."""

    model_config = ConfigDict(extra="forbid")

    longitude: float = Field(ge=WEST, le=EAST, strict=False, description="Degrees east.", examples=[126.5213])
    latitude: float = Field(ge=SOUTH, le=NORTH, description="Degrees north.", examples=[43.6628])
    accuracy: float | None = Field(default=None, ge=0, le=1e6, description="Metres.")


class ReportedAct(BaseModel):
    """Something done, as it is reported."""

    model_config = ConfigDict(extra="forbid")

    kind: Short = Field(description="The kind of act; `kuangjian act kinds` lists all with their fields.", examples=["patrol"])
    party: Short = Field(description="Code or full name of the office or holder that did it.", examples=["220221"])
    done_on: Day = Field(description="The day on which it was done, today at the latest.")
    subject: Short | None = Field(default=None, examples=["mine:JL0001"], description=(
        "mine:CODE, right:LICENCE, officer:ID, inspector:ID or act:ID within the party's reach; none for the party."))
    period: Short | None = Field(default=None, examples=["2024-03"], description="Where the day does not say which.")
    fields: Fields = {}
    findings: Findings = []
    place: Position | None = None
    files: Named = {}


class Correction(BaseModel):
    """What is right instead; what is left out stays as it was."""

    model_config = ConfigDict(extra="forbid")

    reason: Reason
    done_on: Day | None = None
    fields: Fields = {}
    findings: Findings | None = None


class Withdrawal(BaseModel):
    """Why an act is withdrawn."""

    model_config = ConfigDict(extra="forbid")

    reason: Reason


class Counted(BaseModel):
    """The act's number, the duties it counted for, the rules whose duties it opened."""

    act: int = Field(description="The act's number.")
    counted_for: list[int] = Field(description="Duties by number.")
    opened: list[str] = Field(description="Rules by name.")


class Withdrawn(BaseModel):
    """The act, and the duties that are owed again or counted anew."""

    act: int
    reopened: list[int] = Field(description="Duties by number.")


class ActLine(BaseModel):
    """An act in a list."""

    act: int = Field(description="Its number.")
    kind: str = Field(examples=["patrol"])
    party: str = Field(description="Who did it, by name.")
    about: str | None = Field(description="The mine, right, officer or act that it is about; none for the party itself.")
    done_on: date
    state: State
    fields: dict[str, Any]
    counted_for: int = Field(description="How many duties it counts for.")
    recorded_by: str


class Acts(BaseModel):
    """A page of acts; `more` says whether another follows."""

    acts: list[ActLine]
    page: int
    more: bool


class Credited(BaseModel):
    """A duty that an act counts for, could count for, or has brought about."""

    duty: int = Field(description="Its number.")
    title: str
    period: str
    status: str
    done: int
    times: int
    due: date


class Exhibited(BaseModel):
    """A file of an act; of a photograph where and when it says it was taken."""

    file: int = Field(description="Its number: `GET /api/files/{number}`.")
    wanted: str = Field(description="What the form calls it.", examples=["photo"])
    name: str
    media_type: str
    size: int = Field(description="Bytes.")
    longitude: float | None
    latitude: float | None
    taken: str | None = Field(description="By the camera's own clock.", examples=["2024-03-05 09:12:30"])


class Turn(BaseModel):
    """What became of an act of the same line of corrections."""

    act: int
    at: datetime
    actor: str
    action: Literal["act.recorded", "act.corrected", "act.withdrawn"]
    reason: str | None


class Act(BaseModel):
    """An act: what was recorded, by whom and when, what it counts for, how it was corrected."""

    act: int = Field(description="Its number.")
    kind: str = Field(examples=["patrol"])
    party: str
    subject: str | None = Field(description="As acts name it.", examples=["mine:JL0001"])
    about: str | None
    done_on: date
    period: str | None
    fields: dict[str, Any]
    findings: list[str]
    state: State
    reason: str | None = Field(description="Why it was corrected or withdrawn.")
    corrects: int | None = Field(description="The act whose place it took.")
    corrected_by: int | None = Field(description="The act that took its place.")
    recorded_by: str
    recorded_at: datetime
    place: Position | None
    files: list[Exhibited]
    counted_for: list[Credited]
    possible: list[Credited] = Field(description="Duties of its time that it fits and does not count for.")
    brought_about: list[Credited]
    history: list[Turn]
