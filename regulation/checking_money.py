"""What must hold among the figures of money; every breach is named with what to do."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from regulation.checking_discretion import discretion
from regulation.money_law import MoneyLaw
from regulation.offence_table import FineRule, OffenceValue

RATES = ("rate", "cap", "least", "most", "special_least", "provisional", "unfiled_least", "years",
         "person", "entity")


def money(law: MoneyLaw) -> Iterator[tuple[str, str]]:
    """Every breach with the table it is in."""
    for table in vars(law):
        for code, one in getattr(law, table).items():
            yield from ((table, f"{code} · {what}") for what in _dated(one.values))
    for offence in law.offence.values():
        if offence.crime is not None and offence.crime not in law.crime_line:
            yield "offence", f"{offence.code} · crime: there is no crime_line {offence.crime}; name one that there is"
        yield from (("offence", f"{offence.code} · value from {value.effective_from} · {what}")
                    for value in offence.values for what in _offence(value))
    yield from (("discretion", what) for what in discretion(law.discretion, law.offence))
    named = [name for group in law.fee_group.values() for name in group.minerals]
    for group in law.fee_group.values():
        yield from (("fee_group", f"{group.code} · minerals: {name} stands in two groups; take it out of one")
                    for name in group.minerals if named.count(name) > 1)


def _dated(values: tuple[Any, ...]) -> Iterator[str]:
    if not values:
        yield "value: no value; add one with its dates"
    for one, following in pairwise(values):
        if following.effective_from <= one.effective_from:
            yield f"value: {following.effective_from} does not come after {one.effective_from}; put them in order"
        elif one.until is not None and one.until >= following.effective_from:
            yield f"value · until: {one.until} overlaps with the one from {following.effective_from}; end it the day before"
    for one in values:
        if one.until is not None and one.until < one.effective_from:
            yield f"value from {one.effective_from} · until: {one.until} comes before it; mend the days"
        yield from (f"value from {one.effective_from} · {name}: {number} is below nothing; write 0 or more"
                    for name in RATES if (number := getattr(one, name, None)) is not None and number < 0)


def _offence(value: OffenceValue) -> Iterator[str]:
    if not value.fines and value.reason is None:
        yield "reason: no fine and no reason; write one of them"
    whens = [rule.when for rule in value.fines]
    yield from (f"fine: two for {when.value}; take one out" for when in sorted({w for w in whens if whens.count(w) > 1}))
    for rule in value.fines:
        yield from _fine(rule)


def _fine(rule: FineRule) -> Iterator[str]:
    if not 0 <= rule.least <= rule.most:
        yield f"fine: from {rule.least} to {rule.most} is no range; write the least first"
    given = [one is not None for one in (rule.threshold, rule.least_below, rule.most_below)]
    if any(given) and not all(given):
        yield "fine: threshold, least_below and most_below go together; set all or none"
    elif rule.least_below is not None and rule.most_below is not None and rule.least_below > rule.most_below:
        yield f"fine: from {rule.least_below} to {rule.most_below} is no range; write the least first"
