"""What an act may cost, a surcharge, a compensation fee: as typed at any door, by the rulebook as it is there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TypeVar

from casework.case.banding import money_on
from casework.view.money_given import day, needed, number, pauses, sums, yuan
from foundation.errors import InvalidError, NotFoundError
from regulation.accrual import Sum
from regulation.book import Rulebook
from regulation.fee import Fee, Sales, fee
from regulation.fee_factor import Known, Recovery
from regulation.offence_table import Basis, Circumstance, Offence
from regulation.penalty import penalty
from regulation.punishment import Act, Penalty
from regulation.surcharge import Surcharge, surcharge
from regulation.yuan import ReckoningError

Answer = TypeVar("Answer")
# How the value of each basis is called where it is given.
BASES = {"illegal_gains": Basis.GAINS, "ore_value": Basis.ORE, "loss": Basis.LOSS, "restoration_cost": Basis.COST,
         "fee_owed": Basis.FEE}


@dataclass(frozen=True)
class PenaltyAsked:
    """A question of a penalty, as typed; what is empty was not said."""

    offence: str
    act_date: str = ""
    act_end: str = ""
    decided_on: str = ""
    discovered_on: str = ""
    illegal_gains: str = ""
    costs: str = ""
    refunds: str = ""
    ore_value: str = ""
    loss: str = ""
    restoration_cost: str = ""
    fee_owed: str = ""
    circumstance: str = ""
    special_area: bool = False
    harm: bool = False


@dataclass(frozen=True)
class SurchargeAsked:
    """A question of a surcharge, as typed; instalments stand for the due day, payments and pauses as often as needed."""

    fine: str = ""
    due: str = ""
    on: str = ""
    instalments: Sequence[str] = ()
    paid: Sequence[str] = ()
    pauses: Sequence[str] = ()


@dataclass(frozen=True)
class FeeAsked:
    """A question of a compensation fee, as typed; recoveries in percent."""

    mineral: str = ""
    revenue: str = ""
    first: str = ""
    last: str = ""
    approved: str = ""
    actual: str = ""
    known: str = "audited"
    factor: str = ""
    paid: Sequence[str] = ()
    on: str = ""


def penalty_for(book: Rulebook, asked: PenaltyAsked) -> Penalty:
    """The range of the fine with its steps; refused for what cannot be meant."""
    offence = _offence(book, asked.offence)
    first = needed(asked.act_date, "the day of the act")
    try:
        circumstance = Circumstance(asked.circumstance) if asked.circumstance else None
    except ValueError:
        raise InvalidError(f"There is no circumstance {asked.circumstance}.",
                           way_out=f"Write one of {', '.join(Circumstance)}.") from None
    act = Act(first, day(asked.act_end) or first, day(asked.decided_on),
              {basis: yuan(getattr(asked, name)) for name, basis in BASES.items()}, yuan(asked.costs), yuan(asked.refunds),
              circumstance, asked.special_area, asked.harm, day(asked.discovered_on))
    return _reckoned(lambda: penalty(money_on(book, act.decided or act.last), offence, act))


def surcharge_for(book: Rulebook, asked: SurchargeAsked) -> Surcharge:
    """The surcharge by the end of a day; refused for what cannot be meant."""
    fine, on = yuan(asked.fine, positive=True), needed(asked.on, "the day that is asked about")
    if fine is None:
        raise InvalidError("The fine is missing.", way_out="Give it in yuan.")
    if asked.instalments and asked.due.strip():
        raise InvalidError("A due day and instalments are two ways to say when the fine is due.", way_out="Give one of them.")
    dues = sums(asked.instalments) or (Sum(needed(asked.due, "the last day to pay"), fine),)
    return _reckoned(lambda: surcharge(book.money, fine, dues, on, paid=sums(asked.paid), pauses=pauses(asked.pauses)))


def fee_for(book: Rulebook, asked: FeeAsked) -> Fee:
    """The compensation fee of a half-year, with the late fee by a day if one is given; refused for what cannot be meant."""
    revenue = yuan(asked.revenue)
    if revenue is None:
        raise InvalidError("The revenue is missing.", way_out="Give it in yuan.")
    if asked.known not in list(Known):
        raise InvalidError(f"The recovery cannot be {asked.known}.", way_out=f"Write one of {', '.join(Known)}.")
    recovery = Recovery(Known(asked.known), number(asked.approved), number(asked.actual), number(asked.factor))
    first: date = needed(asked.first, "the first day of the sales")
    sales = Sales(asked.mineral.strip(), revenue, first, needed(asked.last, "the last day of the sales"))
    return _reckoned(lambda: fee(book.money, sales, recovery, paid=sums(asked.paid), on=day(asked.on)))


def _offence(book: Rulebook, code: str) -> Offence:
    known = book.money.offence
    if code not in known:
        near = get_close_matches(code, known, n=3, cutoff=0.5)
        raise NotFoundError(f"There is no offence “{code}”.", way_out=f"There are: {', '.join(near or known)}.")
    return known[code]


def _reckoned(answer: Callable[[], Answer]) -> Answer:
    try:
        return answer()
    except ReckoningError as error:
        raise InvalidError(error.message, way_out=error.way_out) from error
