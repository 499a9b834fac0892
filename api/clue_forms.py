"""How clues are written by programs, and how they are told."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.given import PLAIN
from regulation.clue import Channel, Disposal, Offence, Outcome, Stage

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=PLAIN)]
Mail = Annotated[str, StringConstraints(max_length=200, pattern=r"^([!-?A-~]+@[!-?A-~]+)?$")]
BY_PROGRAM = Literal["hotline", "letter", "leader", "report", "media", "system"]
NAMED = "Sealed at once: nobody reads it but whoever may open the seal, with a reason."


class Reporter(BaseModel):
    """Who sent it, as far as he said so; sealed, and masked in what officers read."""

    model_config = ConfigDict(extra="forbid")

    name: Line = Field(default="", examples=["张三"], description=NAMED)
    phone: Line = Field(default="", examples=["13800000000"])
    email: Mail = Field(default="", examples=["zhang@example.cn"],
                        description="He is told by letter that it came, and the outcome.")
    address: Line = ""


class Position(BaseModel):
    """Where it happens, in degrees of CGCS2000 (as WGS 84)."""

    model_config = ConfigDict(extra="forbid")

    longitude: Annotated[float, Field(strict=True, ge=73.4, le=135.1)] = Field(examples=[126.5213])
    latitude: Annotated[float, Field(strict=True, ge=3.8, le=53.6)] = Field(examples=[43.6628])


class NewClue(BaseModel):
    """A tip-off as it came."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)] = Field(
        examples=["东山北坡夜里有人用挖掘机采矿，没有牌子。"], description="What happened, in the reporter's words.")
    channel: BY_PROGRAM = Field(default="system", description="By what way it came.")
    offence: Offence = Field(default=Offence.OTHER, description="What is said to have happened.")
    office: Line = Field(default="", examples=["220221"], description="The office that takes it in; by default the token's.")
    reporter: Reporter | None = None
    accused: Line = Field(default="", description="Who is complained of.")
    place: Line = Field(default="", description="Where, in words.")
    division: Annotated[str, StringConstraints(pattern="^([0-9]{6}|[0-9]{9})?$")] = Field(
        default="", examples=["220221100"], description="The division's code, to the township if it is known.")
    position: Position | None = None
    licence: Line = Field(default="", description="The number of the licence, if one is named.")
    happened: Line = Field(default="", description="When, in words.")
    ongoing: Annotated[bool, Field(strict=True)] = Field(default=False, description="It is going on now.")
    about: Annotated[list[Annotated[str, StringConstraints(pattern="^[0-9A-Za-z._-]{1,40}$")]], Field(max_length=20)] = Field(
        default=[], examples=[[]], description="Codes of offices complained of: it goes above them, and they do not see it.")


class Taken(BaseModel):
    """A clue in the register."""

    number: str = Field(examples=["XS2026000001"], description="Its number in the one series of all channels.")
    receipt: str = Field(examples=["DP7J-8JYZ-5YTS"], description=(
        "The receipt code, by which the reporter follows, answers and adds to it; told here, kept nowhere."))


class Batch(BaseModel):
    """Tip-offs that come together."""

    model_config = ConfigDict(extra="forbid")

    clues: Annotated[list[NewClue], Field(min_length=1, max_length=500)]


class TakenEach(BaseModel):
    """Clues in the register, in the order in which they were sent."""

    clues: list[Taken]


class ClueLine(BaseModel):
    """A clue in the list."""

    number: str
    received_on: date
    channel: Channel
    offence: Offence
    stage: Stage
    office: str | None
    ongoing: bool
    outcome: Outcome | None
    disposal: Disposal | None
    ended_on: date | None
    due: date | None = Field(description="The next day on which something about it is owed.")


class Clues(BaseModel):
    """A page of clues."""

    clues: list[ClueLine]
    page: int
    more: bool


class Limit(BaseModel):
    """Something owed about a clue."""

    id: int = Field(description="The duty's number: `GET /api/duties/{number}` for whoever may read it.")
    rule: str
    title: str
    debtor: str
    due: date
    provisional: bool = Field(description="The holidays of that year are not announced yet.")
    explanation: str = Field(description="How the date came about.")
    status: str
    ended_on: date | None
    end_reason: str | None


class Verifier(BaseModel):
    """An officer of the team, with the certificate he was named under."""

    name: str
    certificate: str


class Link(BaseModel):
    """Another clue that looks like it, as far as the bearer may read that."""

    number: str
    likeness: int = Field(description="Percent.")
    why: str
    state: Literal["suggested", "linked", "dismissed"]


class Event(BaseModel):
    """Something that happened to it, or to duties about it, which are named."""

    at: datetime
    name: str = Field(description="Who did it.")
    action: str = Field(examples=["clue.registered"])
    duties: list[str]
    detail: dict[str, Any]


class Clue(ClueLine):
    """A clue as officers work on it: who sent it is masked."""

    received_at: datetime
    text: str
    accused: str | None
    place: str | None
    division: str | None
    longitude: float | None
    latitude: float | None
    licence: str | None
    happened: str | None
    routed_by: str | None
    named: bool = Field(description="Whether the reporter gave a name or a way to be reached.")
    version: int
    limits: list[Limit] = Field(description="What runs first, in the order of its days.")
    team: list[Verifier]
    links: list[Link]
    timeline: list[Event] = Field(description="The oldest first; who opened the seal is told to leaders, and not here.")
