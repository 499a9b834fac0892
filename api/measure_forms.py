"""What the API says of measures against areas (四（三）)."""

from datetime import date
from typing import Literal

from pydantic import BaseModel


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
