"""The money of a case, as it is told to programs; amounts in yuan, to the fen."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, Field

from api.money_forms import Discretion
from casework.case.owing import Owed
from casework.view.case_money import CaseMoney
from regulation.punishment import Penalty
from regulation.terms import Confidence


class Band(BaseModel):
    """The band of discretion that was chosen, in yuan; `reason` is why the fine lies outside of it."""

    title: str
    least: Decimal
    most: Decimal
    reason: str | None


class Sums(BaseModel):
    """Amounts in yuan, to the fen."""

    fine: Decimal
    gains: Decimal
    least: Decimal | None = Field(description="The least that the law lets be fined, where a range is known.")
    most: Decimal | None
    band: Band | None
    discretion: str | None = Field(description="Why this much.")


class Owes(BaseModel):
    """What is owed by the end of a day, in yuan."""

    on: date
    due: date | None = Field(description="The last day to pay.")
    fine: Decimal
    gains: Decimal
    surcharge: Decimal
    paid_fine: Decimal
    paid_gains: Decimal
    paid_surcharge: Decimal
    left: Decimal = Field(description="All that is not paid; what was paid too much of one item pays no other.")
    overpaid: Decimal = Field(description="What came in beyond its item, to be given back.")
    steps: list[str] = Field(description="How the surcharge came about.")
    confidence: Confidence | None


class Payment(BaseModel):
    """Money that came in, in yuan."""

    item: Literal["fine", "gains", "surcharge"]
    amount: Decimal
    on: date
    receipt: str = Field(description="Its number, by which `payment.correct` names it.")


class Instalment(BaseModel):
    """A part of the fine, due on its day."""

    due: date
    amount: Decimal


class Pause(BaseModel):
    """Days without surcharge; `last` is open while the remedy is pending."""

    remedy: str
    first: date
    last: date | None


class MayCost(BaseModel):
    """What the act may cost by the law that holds for it; where the law changed, the steps compare both."""

    least: Decimal | None = Field(description="No range: the law knows no fine, or none is known; `reason` tells which.")
    most: Decimal | None
    must: bool | None = Field(description="Whether a fine has to be imposed.")
    law: str | None
    provision: str | None
    confidence: Confidence
    reason: str | None
    sanctions: list[str]
    unconfirmed: list[str]
    steps: list[str]
    discretion: Discretion | None = Field(description="The bands in force within the range.")


class Money(BaseModel):
    """The money of a case."""

    range: MayCost | None
    missing: str | None = Field(description="What has to be recorded before the range is known.")

    proposed: Sums | None
    decided: Sums | None
    payments: list[Payment]
    instalments: list[Instalment]
    pauses: list[Pause]
    owed: Owes | None = Field(description="None where no decision says that money is due.")


def money_told(money: CaseMoney) -> dict[str, Any]:
    """The money of a case by the names that programs read."""
    books = money.books
    return {"range": _may_cost(money.penalty) if money.penalty else None, "missing": money.missing,
            "proposed": asdict(books.proposed) if books.proposed else None,
            "decided": asdict(books.decided) if books.decided else None,
            "payments": [asdict(one) for one in books.paid],
            "instalments": [{"due": one.day, "amount": one.amount} for one in books.instalments],
            "pauses": [{"remedy": remedy, "first": first, "last": last} for remedy, first, last in books.pauses],
            "owed": _owes(money.owed, money) if money.owed else None}


def _owes(owed: Owed, money: CaseMoney) -> dict[str, Any]:
    how = owed.how
    return {"on": money.on, "due": money.books.due, "fine": owed.fine, "gains": owed.gains, "surcharge": owed.added,
            "paid_fine": owed.paid_fine, "paid_gains": owed.paid_gains, "paid_surcharge": owed.paid_added,
            "left": owed.whole, "overpaid": owed.overpaid,
            "steps": list(how.steps) if how else [], "confidence": how.confidence if how else None}


def _may_cost(penalty: Penalty) -> dict[str, Any]:
    range_ = penalty.range
    return {**asdict(penalty), "least": range_.least if range_ else None, "most": range_.most if range_ else None}
