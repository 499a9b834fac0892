"""加处罚款: what is added to a fine that is not paid in time, and what is owed on a day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from regulation.accrual import Grown, Owing, Pause, Replaced, Sum, grown
from regulation.money_law import MoneyLaw
from regulation.offence_table import in_force
from regulation.terms import Confidence
from regulation.yuan import ReckoningError, exactly, least_sure, to_fen, told

ORDER = "部分缴纳的先抵罚款本金，缴款当日仍按缴款前的数额计算"
KEPT = "逾期后准予暂缓、分期缴纳的，至准予之日已加处的罚款保留"  # no provision found that says so, or otherwise


@dataclass(frozen=True)
class Surcharge:
    """A surcharge by the end of a day; `owed` is the unpaid fine with it. Amounts in yuan."""

    fine: Decimal
    due: date
    on: date
    amount: Decimal
    unpaid: Decimal
    owed: Decimal
    days: int
    cap: Decimal | None
    cap_reached_on: date | None
    law: str | None
    provision: str | None
    confidence: Confidence
    unconfirmed: tuple[str, ...]
    steps: tuple[str, ...]


def surcharge(law: MoneyLaw, fine: Decimal, dues: tuple[Sum, ...], on: date, *, paid: tuple[Sum, ...] = (),
              pauses: tuple[Pause, ...] = (), replaced: tuple[Replaced, ...] = ()) -> Surcharge:
    """3 % of the unpaid fine a day from the day after the due day (行政处罚法2021 第七十二条, 行政强制法 第四十五条).

    `dues` are the instalments, or the whole fine on its due day; what is paid goes to the fine first. What had grown by the day
    on which other days were granted, those `replaced`, stays.
    """
    owing = Owing(dues, paid, pauses, replaced)
    if owing.whole != fine:
        raise ReckoningError(f"The instalments come to {owing.whole}, the fine is {fine}.",
                             way_out="Give instalments that come to the fine.")
    rules = law.late_payment["surcharge"].values
    found = grown(owing, rules, on)
    given = sum((one.amount for one in paid), Decimal(0))
    amount, unpaid = to_fen(found.total), max(fine - given, Decimal(0))
    owed = fine + amount - given
    doubts = [*dict.fromkeys(one for rule in found.used for one in rule.unconfirmed), *_doubts(owing, found)]
    if owed < 0:
        raise ReckoningError(f"{given} was paid, {fine + amount} was owed.", way_out="Check the payments.")
    rule = found.used[-1] if found.used else in_force(rules, on)
    cap = found.cap if rule is None or rule.cap is None else to_fen(fine * rule.cap)
    sure = least_sure(*(one.confidence for one in found.used), Confidence.D if doubts else Confidence.V)
    return Surcharge(to_fen(fine), dues[0].day, on, amount, to_fen(unpaid), to_fen(owed), found.days, cap,
                     found.capped_on, rule.law if rule else None, rule.provision if rule else None, sure, tuple(doubts),
                     _steps(owing, found, on, unpaid, owed))


def _doubts(owing: Owing, found: Grown) -> list[str]:
    doubts = [ORDER] if any(one.day > owing.ever[0].day for one in owing.paid) else []
    if any(owing.overdue(one.until) for one in owing.replaced):
        doubts.append(KEPT)
    if any(rule.cap is None for rule in found.used) and found.cap is not None:
        doubts.append("上限施行（2012年）前已加处的部分仍然有效")
    return doubts


def _steps(owing: Owing, found: Grown, on: date, unpaid: Decimal, owed: Decimal) -> tuple[str, ...]:
    dues = "，".join([*(f"原为{_dues(one.dues)}，{one.until}准予改期" for one in owing.replaced), _dues(owing.dues)])
    paid = "、".join(f"{one.day}缴纳{told(one.amount)}" for one in owing.paid)
    rounded = "" if found.total == to_fen(found.total) else f"（{exactly(found.total)}，四舍五入到分）"
    return (f"罚款{dues}，自到期次日起每日加处", *([paid] if paid else []), *found.steps,
            f"至{on}：加处罚款{told(found.total)}{rounded}，未缴罚款{told(unpaid)}，共欠{told(owed)}")


def _dues(dues: tuple[Sum, ...]) -> str:
    return "、".join(f"{one.day}到期{told(one.amount)}" for one in dues)
