"""The rulebook of money, as it is or with something written otherwise, and questions of it in short."""

import copy
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from regulation.accrual import Pause, Sum
from regulation.fee import Fee, Sales, fee
from regulation.fee_factor import Known, Recovery
from regulation.loading import load, parse
from regulation.offence_table import Basis, Circumstance
from regulation.penalty import penalty
from regulation.punishment import Act, Penalty
from regulation.surcharge import Surcharge, surcharge
from tests.regulation.mistakes import entries, originals

LAW = load().money


def changed(change: Callable[[dict[str, Any]], None], table: str, code: str) -> Any:
    """The law of money in a copy of the rulebook whose entry was changed."""
    files = copy.deepcopy(originals())
    change(next(one for one in entries(files, table) if one["code"] == code))
    return parse(files).money


def day(written: str) -> date:
    return date.fromisoformat(written)


def punished(offence: str, act: str, decided: str = "", *, end: str = "", law: Any = LAW, when: str = "", costs: str = "",
             refunds: str = "",
             special: bool = False, harm: bool = False, discovered: str = "", **values: str) -> Penalty:
    """`gains`, `ore`, `loss`, `cost`, `fee` are yuan."""
    bases = {Basis[name.upper()]: Decimal(yuan) for name, yuan in values.items()}
    return penalty(law, law.offence[offence], Act(
        day(act), day(end or act), day(decided) if decided else None, bases, Decimal(costs) if costs else None,
        Decimal(refunds) if refunds else None,
        Circumstance(when) if when else None, special, harm, day(discovered) if discovered else None))


def range_of(offence: str, act: str, decided: str = "", **given: Any) -> tuple[str, str] | None:
    found = punished(offence, act, decided, **given).range
    return None if found is None else (str(found.least), str(found.most))


def added(fine: str, due: str, on: str, *, paid: str = "", pauses: str = "", law: Any = LAW) -> Surcharge:
    """`due` and `paid` are days with yuan, `pauses` first and last days: 2026-03-12:4000 2026-04-12:6000."""
    dues = sums(due) if ":" in due else (Sum(day(due), Decimal(fine)),)
    spans = tuple(Pause(*map(day, one.split(":"))) for one in pauses.split())
    return surcharge(law, Decimal(fine), dues, day(on), paid=sums(paid), pauses=spans)


def sums(written: str) -> tuple[Sum, ...]:
    return tuple(Sum(day(one.split(":")[0]), Decimal(one.split(":")[1])) for one in written.split())


def charged(mineral: str, revenue: str, first: str, last: str, *, approved: str = "80", actual: str = "80",
            known: Known = Known.AUDITED, factor: str = "", paid: str = "", on: str = "", law: Any = LAW) -> Fee:
    recovery = Recovery(known, Decimal(approved), Decimal(actual), Decimal(factor) if factor else None)
    return fee(law, Sales(mineral, Decimal(revenue), day(first), day(last)), recovery, paid=sums(paid),
               on=day(on) if on else None)
