"""What the calculators of money are asked and answer by the API: amounts are yuan, written as text so that no fen is lost."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, Field

from api.given import PLAIN, Day
from casework.view.money_given import MONEY, MOST, NUMBER

DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
Yuan = Annotated[str | None, Query(pattern=f"^{MONEY}$", examples=["99999.99"], description="Yuan, at most two decimals.")]
Fine = Annotated[str, Query(pattern=f"^{MONEY}$", examples=["10000.00"], description="Yuan, at most two decimals.")]
Percent = Annotated[str | None, Query(pattern=f"^{NUMBER}$", examples=["82.5"], description="Percent.")]
Factor = Annotated[str | None, Query(pattern=f"^{NUMBER}$", examples=["1.2"], description="As an office has set it.")]
On = Annotated[Day | None, Query(description="A day.")]
Needed = Annotated[Day, Query(description="A day.")]
FirstDay = Annotated[Day, Query(alias="from", description="The first day of the sales.")]
LastDay = Annotated[Day, Query(alias="to", description="The last day, in the same half-year.")]
Entry = Annotated[str, Field(pattern=f"^{DAY}:{MONEY}$")]
Sums = Annotated[list[Entry], Query(max_length=MOST, examples=[[]], description="Days with yuan: 2026-03-12:4000.00.")]
Spans = Annotated[list[Annotated[str, Field(pattern=f"^{DAY}:{DAY}$")]], Query(
    max_length=MOST, examples=[[]], description="First and last days of remedies: 2026-03-05:2026-03-08.")]
Mineral = Annotated[str, Query(min_length=1, max_length=40, pattern=PLAIN, examples=["煤"], description="In Chinese.")]
Confidence = Annotated[Literal["V", "P", "R", "D"], Field(description=(
    "V: read in the law; P: read in an excerpt; R: recalled; D: derived or set here. What is not V is unconfirmed."))]
Amount = Annotated[Decimal, Field(description="Yuan.", examples=["100000.00"])]


class FineRange(BaseModel):
    """From the least to the most, both included."""

    least: Amount
    most: Amount


class Confiscated(BaseModel):
    """What is confiscated, and its value where it was given."""

    what: Literal["gains", "ore", "tools"]
    value: Amount | None


class Suspected(BaseModel):
    """Whether a crime is suspected: then the case is handed over, and no penalty stands for that."""

    crime: str
    suspected: bool | None = Field(description="Null where no value was given.")
    line: Amount
    law: str
    confidence: Confidence
    told: str


class Limited(BaseModel):
    """Until when the act had to be discovered."""

    years: int
    last_day: date
    passed: bool | None = Field(description="Null where no day of discovery was given.")
    law: str
    confidence: Confidence


class BandLine(BaseModel):
    """A band of discretion with what it comes to, both ends included."""

    code: str
    title: str
    title_en: str
    when: str = Field(description="Its facts, in Chinese.")
    least: Amount
    most: Amount
    fits: bool | None = Field(description="Whether what the act is worth belongs to it; null: not measured or not given.")


class Discretion(BaseModel):
    """The bands within the range on the day of the decision, the lightest first, and who set them."""

    title: str
    law: str
    provision: str
    confidence: Confidence
    source: str
    bands: list[BandLine]


class Reckoned(BaseModel):
    """What every answer says of itself."""

    law: str | None
    provision: str | None
    confidence: Confidence
    unconfirmed: list[str] = Field(description="What of it was not read in the law, in Chinese.")
    steps: list[str] = Field(description="How it came about, in Chinese.")


class PenaltyAnswer(Reckoned):
    """The range of a fine, or the reason why there is none."""

    offence: str
    title: str
    title_en: str
    range: FineRange | None
    must: bool | None = Field(description="False: the fine only may be imposed. Null: there is none.")
    circumstance: str | None
    reason: str | None
    sanctions: list[str]
    confiscation: list[Confiscated]
    crime: Suspected | None
    limitation: Limited | None
    discretion: Discretion | None = Field(description="Null where no bands are in force.")


class OffenceLine(BaseModel):
    """An offence."""

    code: str
    title: str
    title_en: str


class Offences(BaseModel):
    """Every offence of the rulebook."""

    offences: list[OffenceLine]


class SurchargeAnswer(Reckoned):
    """The surcharge by the end of a day."""

    fine: Amount
    due: date
    on: date
    amount: Amount
    unpaid: Amount
    owed: Amount
    days: int = Field(description="Days that were counted.")
    cap: Amount | None
    cap_reached_on: date | None


class FeeAnswer(Reckoned):
    """The compensation fee; a range where the recovery was not filed; neither, with the reason, where none was charged."""

    mineral: str
    amount: Amount | None
    range: FineRange | None
    rate: Decimal | None
    factor: Decimal | None
    due: date | None = Field(description="The last day to pay; null where nothing is to be paid.")
    late_fee: Amount | None
    owed: Amount | None
    reason: str | None
