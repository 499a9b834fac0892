"""What the API says of checks and samples of closed cases, and of what was found."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from api.given import PLAIN, Day, Name, Reason
from api.supervision_forms import Given, Said

CaseNumber = Annotated[str, StringConstraints(strip_whitespace=True, pattern="^AJ[0-9]{10,16}$")]


class NewSample(Given):
    """Which cases to draw from, and how many."""

    below: Name = Field(description="The office below, by its code or name.", examples=["220221"])
    first: Day = Field(description="The first day on which the cases were closed.")
    last: Day = Field(description="The last day.")
    size: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10, pattern=PLAIN)] = Field(
        description="A number, or a share.", examples=["20%"])
    plan: Reason = Field(description="What is looked at.", examples=["八月办结案件"])
    seed: Annotated[str, StringConstraints(strip_whitespace=True, max_length=64, pattern=PLAIN)] = Field(
        default="", description="Left empty, one is made that nobody chose.", examples=[""])


class Finding(Given):
    """What was found of a case."""

    case: CaseNumber = Field(examples=["AJ2025000001"])
    finding: Literal["right", "flawed", "wrong"] = Field(examples=["right"])
    words: Said = Field(examples=["事实清楚，程序合法。"])


class Sampled(BaseModel):
    """A sample, and how it can be drawn again: SHA-256 of seed, newline and number, the smallest first."""

    check: int
    seed: str
    frame_size: int
    frame_sha256: str = Field(description="Of the numbers of the frame in their order, each with a newline.")
    cases: list[str] = Field(description="In the order in which they were drawn.")
    hidden: int = Field(description="How many of them the bearer may not see.")


class Check(BaseModel):
    """Who checks whose cases of which days, and how far it is."""

    id: int
    kind: Literal["handling", "sample"]
    office: str
    below: str
    first: date
    last: date
    state: Literal["open", "done"]


class CheckLine(Check):
    """A check in the list."""

    cases: int
    found: int
    wrong: int
    unmended: int = Field(description="Found wrong, and not reopened.")


class CaseChecks(BaseModel):
    """A page of checks."""

    checks: list[CheckLine]
    page: int
    more: bool


class CheckedCase(BaseModel):
    """A case in a check."""

    place: int
    case: str
    cause: str
    office: str
    officer: str | None
    finding: Literal["right", "flawed", "wrong"] | None
    words: str | None
    found_on: date | None
    reopened_no: int | None = Field(description="The number of the move that reopened it.")
    answer: str | None
    answered_on: date | None


class CaseCheck(Check):
    """A check with its cases."""

    plan: str
    seed: str | None
    frame_size: int | None
    frame_sha256: str | None
    summary: str | None
    act: int | None
    cases: list[CheckedCase]
    hidden: int
