"""What the API says of oversight: orders, checks and samples with their findings, measures against areas."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.given import PLAIN, Day, Name, Reason

OrderState = Literal["open", "late", "answered", "accepted"]
Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
CaseNumber = Annotated[str, StringConstraints(strip_whitespace=True, pattern="^AJ[0-9]{10,16}$")]


class Given(BaseModel):
    """What is sent; what is not known of it is refused."""

    model_config = ConfigDict(extra="forbid")


class Reply(Given):
    """What the office says to an order."""

    kind: Literal["progress", "answer"] = Field(examples=["answer"])
    text: Said = Field(examples=["已依法处罚，见处罚决定。"])


class Review(Given):
    """What the superior says to an answer; a return has a reason."""

    verdict: Literal["accept", "return"] = Field(examples=["return"])
    text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)] = Field(
        default="", examples=["未附处罚决定。"])


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


class OrderLine(BaseModel):
    """An order of supervision in the list."""

    id: int
    number: str = Field(description="The number of the document.")
    listed: bool = Field(description="挂牌督办.")
    case: str
    cause: str
    office: str
    issuer: str
    ordered_on: date
    deadline: date
    state: Literal["open", "answered", "accepted"]
    duty_id: int | None


class Orders(BaseModel):
    """A page of orders."""

    orders: list[OrderLine]
    page: int
    more: bool


class OrderReply(BaseModel):
    """What was said to an order."""

    kind: Literal["progress", "answer", "accepted", "returned"]
    text: str
    at: datetime
    by: str


class Order(OrderLine):
    """An order with all that was said to it."""

    demand: str
    late: bool
    said: list[OrderReply]


class Sampled(BaseModel):
    """A sample, and how it can be drawn again: SHA-256 of seed, newline and number, the smallest first."""

    check: int
    seed: str
    frame_size: int
    frame_sha256: str = Field(description="Of the numbers of the frame in their order, each with a newline.")
    cases: list[str] = Field(description="In the order in which they were drawn.")
    hidden: int = Field(description="How many of them the bearer may not see.")


class CheckLine(BaseModel):
    """A check in the list."""

    id: int
    kind: Literal["handling", "sample"]
    office: str
    below: str
    first: date
    last: date
    state: Literal["open", "done"]
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


class CaseCheck(BaseModel):
    """A check with its cases."""

    id: int
    kind: Literal["handling", "sample"]
    office: str
    below: str
    first: date
    last: date
    plan: str
    seed: str | None
    frame_size: int | None
    frame_sha256: str | None
    state: Literal["open", "done"]
    summary: str | None
    act: int | None
    cases: list[CheckedCase]
    hidden: int


class Ground(BaseModel):
    """A case for which a measure was proposed, and what was late."""

    number: str
    why: list[str]


class Measure(BaseModel):
    """A measure against an area."""

    id: int
    kind: Literal["circular", "suspension"]
    area: str
    area_code: str
    state: Literal["proposed", "decided", "refused", "lifted"]
    grounds: list[Ground]
    proposed_on: date
    decided_on: date | None
    number: str | None
    reason: str | None
    lifted_on: date | None


class Measures(BaseModel):
    """A page of measures."""

    measures: list[Measure]
    page: int
    more: bool
