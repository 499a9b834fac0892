"""矿产资源补偿费: the fee of a half-year while it was charged, and its late fee (国务院令第150号)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from regulation.accrual import Owing, Sum, grown
from regulation.fee_factor import Recovery, factor_of
from regulation.money_law import MoneyLaw
from regulation.money_table import FeeGroup, FeeValue
from regulation.offence_table import in_force
from regulation.terms import Confidence
from regulation.yuan import Range, ReckoningError, exactly, least_sure, plain, to_fen, told

BEFORE = "1994年4月1日以前不征收矿产资源补偿费。"
AFTER = "自2016年7月1日起，随资源税改革不再征收矿产资源补偿费（费率降为零的文件未经核对）；此后由矿业权出让收益等代替。"


@dataclass(frozen=True)
class Sales:
    """What was sold of a mineral, for how much, from when to when: within one half-year."""

    mineral: str
    revenue: Decimal
    first: date
    last: date


@dataclass(frozen=True)
class Fee:
    """The fee; a range where the recovery was not filed; neither, with the reason, where none was charged."""

    mineral: str
    amount: Decimal | None
    range: Range | None
    rate: Decimal | None
    factor: Decimal | None
    due: date | None  # none where nothing is to be paid
    late_fee: Decimal | None
    owed: Decimal | None
    law: str | None
    provision: str | None
    confidence: Confidence
    reason: str | None
    unconfirmed: tuple[str, ...]
    steps: tuple[str, ...]


def fee(law: MoneyLaw, sales: Sales, recovery: Recovery, *, paid: tuple[Sum, ...] = (), on: date | None = None) -> Fee:
    """Revenue × rate × recovery factor, to the fen, and by a day the late fee of 2 ‰ of the unpaid part a day."""
    due, group = _due(sales), _group(law, sales.mineral)
    value = _rate(group, sales)
    if value is None:
        reason = BEFORE if sales.last < group.values[0].effective_from else AFTER
        return Fee(sales.mineral, None, None, None, None, None, None, None, None, None, Confidence.R, reason, (reason,),
                   (reason,))
    if value.rate == 0:
        return _zero(sales, value)
    factor = factor_of(law, recovery, sales.first)
    ranged = factor.least != factor.most
    if ranged and (on is not None or paid):
        raise ReckoningError("The late fee of a range cannot be reckoned.", way_out="Give the recovery factor that was set.")
    least, most = (to_fen(sales.revenue * value.rate * one) for one in (factor.least, factor.most))
    late = _late(law, Sum(due, most), paid, on)
    doubts = (*factor.unconfirmed, *late.unconfirmed)
    steps = (f"{sales.mineral}：费率{plain(value.rate * 100)}%（{value.law}{value.provision}）", *factor.steps,
             *(_product(sales, value, one) for one in dict.fromkeys((factor.least, factor.most))),
             f"上半年7月31日前、下半年次年1月31日前缴纳：{due}", *late.steps)
    return Fee(sales.mineral, None if ranged else most, Range(least, most) if ranged else None, value.rate,
               None if ranged else round(factor.most, 6), due, late.amount, late.owed, value.law, value.provision,
               least_sure(value.confidence, factor.confidence, Confidence.D if doubts else Confidence.V), None, doubts, steps)


@dataclass(frozen=True)
class _Late:
    amount: Decimal | None = None
    owed: Decimal | None = None
    unconfirmed: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


def _late(law: MoneyLaw, due: Sum, paid: tuple[Sum, ...], on: date | None) -> _Late:
    """The late fee by the end of a day, and what is owed with it (第十四条)."""
    if on is None:
        if paid:
            raise ReckoningError("Payments are reckoned by a day.", way_out="Give the day that is asked about.")
        return _Late()
    if not due.amount:
        return _Late(Decimal("0.00"), Decimal("0.00"))
    found = grown(Owing((due,), paid), law.late_payment["compensation_fee"].values, on)
    added = to_fen(found.total)
    owed = due.amount + added - sum((one.amount for one in paid), Decimal(0))
    if owed < 0:
        raise ReckoningError("More was paid than was owed.", way_out="Check the payments.")
    rounded = "" if found.total == added else f"（{exactly(found.total)}，四舍五入到分）"
    return _Late(added, to_fen(owed), tuple(one for rule in found.used for one in rule.unconfirmed),
                 (*found.steps, f"至{on}：滞纳金{told(added)}{rounded}，共欠{told(owed)}"))


def _product(sales: Sales, value: FeeValue, factor: Decimal) -> str:
    exact = sales.revenue * value.rate * factor
    rounded = "" if exact == to_fen(exact) else "（四舍五入到分）"
    return f"销售收入{told(sales.revenue)}×{plain(value.rate * 100)}%×系数{_short(factor)}＝{told(exact)}{rounded}"


def _short(factor: Decimal) -> str:
    shown = round(factor, 6)
    return f"{plain(shown)}{'' if shown == factor else '…'}"


def _zero(sales: Sales, value: FeeValue) -> Fee:
    reason = f"自{value.effective_from}起，{sales.mineral}的费率降为零（{value.source}）。"
    nothing = Decimal("0.00")
    return Fee(sales.mineral, nothing, None, value.rate, None, None, None, None, value.law, value.provision, value.confidence,
               reason, (reason,), (reason,))


def _due(sales: Sales) -> date:
    """The last day to pay: 31 July for the first half-year, 31 January for the second (第八条); not rolled."""
    if sales.last < sales.first:
        raise ReckoningError(f"The sales end on {sales.last}, before they begin on {sales.first}.", way_out="Check the days.")
    if (sales.first.year, sales.first.month > 6) != (sales.last.year, sales.last.month > 6):
        raise ReckoningError("The sales are of more than one half-year.",
                             way_out="Give the revenue of each half-year by itself.")
    return date(sales.first.year, 7, 31) if sales.first.month <= 6 else date(sales.first.year + 1, 1, 31)


def _group(law: MoneyLaw, mineral: str) -> FeeGroup:
    for group in law.fee_group.values():
        if mineral in group.minerals:
            return group
    known = [name for group in law.fee_group.values() for name in group.minerals]
    near = [name for name in known if mineral and name.startswith(mineral[0])]
    raise ReckoningError(f"No rate is known for “{mineral}”.",
                         way_out=f"Write a mineral of the annex: {'、'.join(near or known)}.")


def _rate(group: FeeGroup, sales: Sales) -> FeeValue | None:
    """The rate of all the days of the sales; refused where it changed among them."""
    first, last = in_force(group.values, sales.first), in_force(group.values, sales.last)
    if first is not last:
        ended = (first and first.until) or group.values[0].effective_from
        raise ReckoningError(f"The rate of {sales.mineral} changed among these days, at {ended}.",
                             way_out="Give the revenue of the days before and after by themselves.")
    return first
