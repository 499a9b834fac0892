"""The figure of a limit in words, as it is counted on a day: 7日 of a law may be seven working days."""

from collections.abc import Sequence
from datetime import date

from regulation.book import Regime
from regulation.counting import unit_of
from regulation.limit_table import LimitValue
from regulation.terms import Unit

CHINESE = {Unit.DAY: "日", Unit.WORKING_DAY: "个工作日", Unit.MONTH: "个月", Unit.HOUR: "小时"}
ENGLISH = {Unit.DAY: "day", Unit.WORKING_DAY: "working day", Unit.MONTH: "month", Unit.HOUR: "hour"}


def figure_on(regimes: Sequence[Regime], value: LimitValue | None, day: date, *, english: bool = False) -> str | None:
    """As 90日 or 7 working days before; none where the law of that day has no figure."""
    if value is None or value.span is None:
        return None
    n, unit = value.span.n, value.span.unit
    if unit is Unit.LAW_DAY and value.span.law is not None:
        unit, _ = unit_of(regimes, value.span.law, n, day)
    if not english:
        return f"{n}{CHINESE[unit]}{'前' if value.before else ''}"
    return f"{n} {ENGLISH[unit]}{'' if n == 1 else 's'}{' before' if value.before else ''}"


def figure(regimes: Sequence[Regime], value: LimitValue, last: date | None) -> str | None:
    """As 90日 or 提前7个工作日, over all days on which a value holds; from when it is counted otherwise, where that changed."""
    if value.span is None:
        return None
    told: list[tuple[date, str]] = []
    for day in (value.effective_from, *_changes(regimes, value, last)):
        words = f"{'提前' if value.before else ''}{figure_on(regimes, value, day)}".removesuffix("前" if value.before else "")
        if not told or told[-1][1] != words:
            told.append((day, words))
    return "；".join([told[0][1], *(f"{day}起{words}" for day, words in told[1:])])


def _changes(regimes: Sequence[Regime], value: LimitValue, last: date | None) -> list[date]:
    law = value.span.law if value.span else None
    return sorted(one.effective_from for one in regimes if one.law == law
                  and value.effective_from < one.effective_from <= (last or date.max))
