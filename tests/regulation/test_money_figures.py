"""No figure of money stands in code: changing any of them, in a copy of the rulebook, changes an answer."""

import copy
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from regulation.checking_money import money
from regulation.fee_factor import Known
from regulation.hearing import Proposal, due_for
from regulation.loading import documents
from regulation.money_law import MONEY
from regulation.reader import Reader
from regulation.yuan import ReckoningError
from tests.regulation.money import LAW, added, charged, punished

DECIDING = {"from", "until", "least", "most", "must", "may", "threshold", "least_below", "most_below", "special_least", "rate",
            "cap", "pauses", "refusal_needed", "years", "harm_years", "provisional", "unfiled_least", "unfiled_most",
            "costs_deducted", "confiscated_anyway", "person", "entity", "confiscated", "at_least", "below"}
DAY = timedelta(days=1)
ENTRIES = [(table, one) for document in documents().values() for table, given in document.items() if table in MONEY
           for one in given]
WORTH = ("49999", "60000", "100001", "350000", "600000")


def places(thing: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every figure, day and flag that decides something."""
    for key, value in thing.items() if isinstance(thing, dict) else enumerate(thing):
        if key in DECIDING:
            yield (*path, key)
        elif isinstance(value, dict | list):
            yield from places(value, (*path, key))


def other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, date):
        return value + 400 * DAY
    return value + 1 if isinstance(value, int) else str(Decimal(value) * 2)


def edges(thing: dict[str, Any]) -> list[str]:
    """The first days of its values, the days before, and those after the last."""
    days = {day for value in thing["value"] for day in (
        value["from"], value["from"] - DAY, value.get("until", value["from"]) + DAY)}
    return [str(day) for day in sorted(days)]


def answers(law: Any, table: str, code: str, days: list[str]) -> list[str]:
    found = []
    for day in days:
        for ask in QUESTIONS[table](law, code, day):
            try:
                found.append(repr(ask()))
            except ReckoningError as refused:
                found.append(str(refused))
    return found


def of_offence(law, code, day):
    for when in sorted({"", *(rule.when for value in LAW.offence[code].values for rule in value.fines)}):
        for yuan in ("99999", "100000"):
            yield lambda when=when, yuan=yuan: punished(code, day, law=law, when=when, gains=yuan, ore=yuan, loss=yuan,
                                                        cost=yuan, fee=yuan)


def of_mining(law, code, day):
    """Everything that hangs on an act: gains, crime, limitation."""
    for offence in ("mining-without-right", "destructive-mining"):
        for yuan in WORTH:
            for when in ("", "refuses"):
                yield lambda offence=offence, yuan=yuan, when=when: punished(
                    offence, day, law=law, gains=yuan, costs="7", ore=yuan, loss=yuan, when=when, special=when == "", harm=True)
        yield lambda offence=offence: punished(offence, day, law=law, gains="5", costs="7", ore="200000", loss="5")
    yield lambda: punished("exploring-without-right", day, law=law, gains="5")


def of_late(law, code, day):
    if code == "compensation_fee":
        yield lambda: charged("铁", "1000000", "1996-01-01", "1996-01-01", law=law, on="1996-12-31")
        # The first fees were due on 31 July 1994.
        yield lambda: charged("铁", "1000000", "1994-04-01", "1994-06-30", law=law, on="1995-12-31")
    begun = date.fromisoformat(day)
    for on in (0, 10, 70):
        yield lambda on=on: added("10000", str(begun - 20 * DAY), str(begun + on * DAY), law=law,
                                  pauses=f"{begun}:{begun + DAY}")


def of_fee(law, code, day):
    yield lambda: charged(law.fee_group[code].minerals[0], "1000000", day, day, law=law)


def of_factor(law, code, day):
    for known in Known:
        yield lambda known=known: charged("铁", "1000000", day, day, law=law, known=known)


def of_discretion(law, code, day):
    """By shares of a range and by multiples, on both sides of what a band measures."""
    offence = law.discretion[code].offences[0]
    for ore in (*WORTH, "99999", "100000", "499999", "500000"):
        yield lambda ore=ore: punished(offence, max(day, "2025-07-01"), law=law, ore=ore, when="refuses")
    yield lambda: punished(offence, min(day, "2025-06-30"), law=law, gains="100000")


def of_hearing(law, code, day):
    """On both sides of each amount, and each other sanction alone."""
    for person, fine in ((True, "5000"), (True, "4999.99"), (False, "50000"), (False, "49999.99")):
        yield lambda person=person, fine=fine: due_for(law, Proposal(Decimal(fine)), person=person, day=date.fromisoformat(day))
    yield lambda: due_for(law, Proposal(gains=Decimal(5000)), person=True, day=date.fromisoformat(day))
    for word in ("吊销", "暂扣", "降低资质", "停产", "停业", "关闭", "限制从业"):
        yield lambda word=word: due_for(law, Proposal(others=word), person=True, day=date.fromisoformat(day))


QUESTIONS = {"discretion": of_discretion,
             "offence": of_offence, "illegal_gains": of_mining, "crime_line": of_mining, "limitation": of_mining,
             "late_payment": of_late, "hearing": of_hearing, "fee_group": of_fee, "recovery_factor": of_factor}


@cache
def before(table: str, code: str) -> list[str]:
    entry = next(one for name, one in ENTRIES if (name, one["code"]) == (table, code))
    return answers(LAW, table, code, edges(entry))


@pytest.mark.parametrize(("table", "entry"), ENTRIES, ids=lambda one: one if isinstance(one, str) else one["code"])
def test_changing_a_figure_changes_an_answer(table: str, entry: dict[str, Any]) -> None:
    found = list(places(entry))
    assert found
    for place in found:
        thing = copy.deepcopy(entry)
        holder: Any = thing
        for step in place[:-1]:
            holder = holder[step]
        holder[place[-1]] = other(holder[place[-1]])
        reader, code = Reader(), entry["code"]
        law = replace(LAW, **{table: {**getattr(LAW, table), code: reader.table(MONEY[table][0], thing, code)}})
        assert not reader.problems, place
        assert list(money(law)) or answers(law, table, code, edges(entry)) != before(table, code), place
