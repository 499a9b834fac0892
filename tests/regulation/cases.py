"""Builders for the procedure: facts for which everything holds, and ways through the table."""

from collections.abc import Collection, Iterable
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, cast

from regulation.case_facts import CaseFacts
from regulation.loading import load
from regulation.procedure_table import Move, ProcedureLaw
from regulation.stages import START, Stage

BEGUN = (date(1996, 10, 1), date(2014, 7, 1), date(2021, 7, 15), date(2024, 5, 1))
LONG_AGO, TODAY = date(2011, 12, 1), date(2025, 8, 20)
GOOD = CaseFacts(**{
    **{one.name: {int: 2, date | None: LONG_AGO}.get(cast(Any, one.type), True) for one in fields(CaseFacts)},
    "day": TODAY, "begun": BEGUN[-1], "moved_to": None, "fine": Decimal(50), "spot_most": Decimal(50),
    "stored_undecided": 0, "remedies_used_on": None, "hearing_due": True, "hearing_dropped": False, "hearing_until": None,
    "notice_before": None, "hearing_notice_before": None, "police_reviewed": False,
    "court_until": TODAY,
    **dict.fromkeys(("received_by_transfer", "recusal_open", "recusal_left", "recused",
                     "cause_of_suspension", "heavier_after_defence", "beyond_notice",
                     "remedy_pending", "ore_to_hand_over", "goods_to_hand_over"), False), "published_on": None})
# What one move wants, another forbids.
VARIANTS = (GOOD, replace(GOOD, weighed_on=None), replace(GOOD, cause_of_suspension=True), replace(GOOD, stored_undecided=1),
            replace(GOOD, recusal_open=True), replace(GOOD, fully_performed=False), replace(GOOD, remedy_pending=True),
            replace(GOOD, ore_to_hand_over=True), replace(GOOD, published_on=LONG_AGO), replace(GOOD, goods_to_hand_over=True),
            replace(GOOD, closing_proposed_on=None))


def the_law() -> ProcedureLaw:
    return load().procedure


def finals() -> set[Stage]:
    return {one.stage for one in the_law().stage.values() if one.final}


def reached(moves: Iterable[Move], start: Stage = START, *, without: Collection[Stage] = ()) -> set[Stage]:
    """The stages that can be reached, whatever the facts, not passing through some."""
    seen, todo, table = {start}, [start], [one for one in moves if one.to]
    while todo:
        stage = todo.pop()
        for move in table:
            if stage in move.stages and move.to and move.to not in seen and move.to not in without:
                seen.add(move.to)
                todo.append(move.to)
    return seen

