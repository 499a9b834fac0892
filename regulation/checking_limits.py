"""What must hold of the limits of the case; every breach is named with what to do."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from regulation.book import Regime, Rulebook
from regulation.counting import CountingError, regime_on
from regulation.guards import GUARDS
from regulation.limit_table import LimitRule, LimitValue
from regulation.terms import Unit

OWNERS = ("office", "superior", "party", "organ")


def limits(book: Rulebook) -> Iterator[str]:
    """Every breach in the table of limits."""
    for rule in book.limits.values():
        if rule.owed_by not in OWNERS:
            yield f"{rule.step} · owed_by: {rule.owed_by} is nobody; write one of {', '.join(OWNERS)}"
        if not rule.values:
            yield f"{rule.step} · value: no value; add a [[limit.value]]"
        yield from (f"{rule.step} · from: {b.effective_from} does not come after {a.effective_from}; put them in order"
                    for a, b in pairwise(rule.values) if b.effective_from <= a.effective_from)
        yield from _values(rule, book.regimes)


def _values(rule: LimitRule, regimes: Sequence[Regime]) -> Iterator[str]:
    for value, last in rule.spans():
        at = f"{rule.step} · value from {value.effective_from}"
        if sum(one is not None for one in (value.after, value.before, value.none)) != 1:
            yield f"{at}: it has not exactly one of after, before, none; write one"
            continue
        if value.only is not None and value.only not in GUARDS:
            yield f"{at} · only: there is no guard {value.only}; name a rule of regulation/guards"
        yield from (f"{at} · {what}" for what in _figure(value))
        edges = [value.effective_from, *([last] if last else [])]
        yield from (f"{at} · law: {error}" for law in _counted_by(value) for day in edges
                    if (error := _uncounted(regimes, law, day)))


def _figure(value: LimitValue) -> Iterator[str]:
    if value.span is not None:
        if value.span.n < 1:
            yield f"n: {value.span.n} is too small; at least 1"
        if value.span.unit is Unit.HOUR and value.rolls_by:
            yield "rolls_by: hours run through rest days; take it out"
        if (value.span.unit is Unit.LAW_DAY) != (value.span.law is not None):
            yield "law: goes with unit law_day alone; set both or neither"
        if value.span.unit is Unit.LAW_DAY and value.rolls_by is None:
            yield "rolls_by: the 日 of a law roll; name the regime by which"
    elif value.rolls_by or value.extension:
        yield "none: what has no figure neither rolls nor is extended; take it out"
    if value.extension is not None and value.extension.most is not None and value.extension.most < 1:
        yield f"extension: {value.extension.most} is too small; at least 1"


def _counted_by(value: LimitValue) -> Iterator[str]:
    if value.span is not None and value.span.law is not None:
        yield value.span.law
    if value.rolls_by is not None:
        yield value.rolls_by


def _uncounted(regimes: Sequence[Regime], law: str, day: date) -> str:
    try:
        regime_on(regimes, law, day)
    except CountingError as error:
        return str(error)
    return ""
