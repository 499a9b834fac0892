"""Which duty an act counts for: that of its kind, debtor, subject and period; never by a tick-box."""

from collections.abc import Sequence
from datetime import date

from casework.act.owed import Owed
from casework.desk import Desk
from foundation.errors import InvalidError
from regulation.act_kind import ActKind
from regulation.reckoning import RECURRENT


def matching(desk: Desk, duty: Owed, *, done_on: date, period: str | None) -> bool:
    """Whether an act of this day, naming this period or none, belongs to the duty's period."""
    rule = desk.rulebook.duties[duty.rule]
    if not rule.catch_up:
        # What is counted by the period cannot be made up for later: only an act within it counts, whatever it names.
        return duty.start <= done_on <= duty.end and period in (None, duty.period)
    if rule.cadence in RECURRENT and done_on < duty.start:
        return False  # opened ahead: nothing is done for a period before it begins
    return duty.period == period if period is not None else duty.running


def choose(desk: Desk, kind: ActKind, found: Sequence[Owed], *, done_on: date, period: str | None) -> list[Owed]:
    """One duty for each rule the act can discharge; where several periods are open the act must name its own."""
    chosen = []
    for rule in kind.discharges:
        fitting = [d for d in found if d.rule == rule and matching(desk, d, done_on=done_on, period=period)]
        if len({d.period for d in fitting}) > 1:
            begun = [d for d in fitting if d.opens <= done_on]
            fitting = begun or fitting[:1]
        if len({d.period for d in fitting}) > 1:
            periods = "、".join(d.period for d in fitting)
            raise InvalidError(f"Several periods of {desk.rulebook.duties[rule].title} are open: {periods}.",
                               way_out='Say which one with "period" in the JSON, so that it counts for the right one.')
        chosen += fitting[:1]
    return chosen


def refuse_unknown_period(desk: Desk, kind: ActKind, found: Sequence[Owed], done_on: date, period: str) -> None:
    """A period that is named but that nothing is owed for would make the act count for nothing, without a word."""
    if not kind.discharges or any(matching(desk, duty, done_on=done_on, period=period) for duty in found):
        return
    if period in {duty.period for duty in found}:
        raise InvalidError(f"An act of {done_on} cannot count for the period {period}: it lies outside it.",
                           way_out="Acts count by the day they were done; name no period, or the one of that day.")
    periods = "、".join(duty.period for duty in found if duty.running) or "none is"
    raise InvalidError(f"Nothing is owed that {kind.title} discharges in the period {period}.",
                       way_out=f"Leave the period out, or name one that is open: {periods}.")
