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
