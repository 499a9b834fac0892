"""How the gate is asked, and how it answers."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.given import PLAIN, Day
from regulation.bar_table import Asked

Number = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60, pattern=PLAIN)]


class GateQuestion(BaseModel):
    """An application: of which kind, where or for which right, whose, and on which day (today unless said)."""

    model_config = ConfigDict(extra="forbid")

    kind: Asked = Field(examples=["renewal"])
    area: Number = Field(default="", description="The division's code; may be left out where the right is named.",
                         examples=["220221"])
    holder: Number = Field(default="", description="The applicant's unified credit code, or a person's number; of a right that"
                        " stands its licence does.",
                           examples=["912202210000000001"])
    right: Number = Field(default="", description="The licence's number, of a right that stands.",
                          examples=["C2200002009012110000001"])
    for_right: Literal["", "mining", "exploration"] = Field(default="", description="What a new application is for.")
    on: Day | None = Field(default=None, description="The day that is asked about.")


class GateReason(BaseModel):
    """Why an application may not go on, the clause that says so, and the record behind it."""

    gate: str = Field(examples=["area-suspended"])
    title: str
    clause: str = Field(examples=["吉国土资发〔2010〕6号四（三）"])
    quote: str
    record: str | None = Field(description="The decision's or case's number; null where the bearer may not see the case.")
    since: date
    until: date | None = Field(description="The last day that is barred; null where it lasts as long as the record.")
    confidence: Literal["V", "P", "R", "D"] = Field(description="V: read in the law; all others are not confirmed.")


class GateAnswer(BaseModel):
    """Whether the application may go on."""

    allowed: bool
    on: date
    reasons: list[GateReason]
