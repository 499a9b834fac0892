"""What the API says of orders of supervision: what was demanded, answered, accepted or returned."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

OrderState = Literal["open", "late", "answered", "accepted"]
Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]


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
