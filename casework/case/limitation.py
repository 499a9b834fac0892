"""Limitation counts from the end of an act: when it began and ended is established, and nobody answers against those days."""

from datetime import date
from typing import Any

from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.desk import Desk
from foundation.errors import InvalidError
from regulation.limits import limit_of, surely_within

RULES = ("limitation", "limitation-grave")


def known_of_limitation(desk: Desk, case: CaseRow) -> dict[str, bool]:
    """What the days of the act alone say of limitation; nothing where somebody has to answer.

    What goes on is not barred, for its time counts from its end (行政处罚法 2021 第三十六条第二款). What was discovered
    after even the longest period of limitation is, whoever says otherwise.
    """
    if case.act_end is None:
        return {"within_limitation": True}
    rules = [desk.rulebook.limits[step] for step in RULES]
    if any(surely_within(one, case.act_end, case.discovered_on, day=case.discovered_on) for one in rules):
        return {}
    # By the law of the act or of the discovery, whichever leaves more time: which holds is for somebody to say.
    ends = [limit_of(desk.rulebook, desk.calendar, rule, case.act_end, day=day).due
            for rule in rules for day in (case.act_end, case.discovered_on)]
    known = [one for one in ends if isinstance(one, date)]
    return {"within_limitation": False} if known and case.discovered_on > max(known) else {}


def answered(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse an answer on limitation that the days of the act contradict."""
    answer, known = given.fields.get("within_limitation"), known_of_limitation(desk, case).get("within_limitation")
    if answer is None or known is None or answer is known:
        return {}
    if known:
        raise InvalidError("The act is recorded as going on, and what goes on is not barred by limitation.",
                           way_out="If it has ended, record its last day with act.period（认定违法行为起止时间）; if not,"
                                   " answer yes or leave it empty.")
    raise InvalidError(
        f"The act ended on {case.act_end} and was discovered on {case.discovered_on}, after every period of limitation.",
        way_out="Refuse to file or end the investigation; if the days are wrong, record them with act.period"
                "（认定违法行为起止时间）.")


def period(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse a period that is none, or forgets a beginning that was recorded; of what has ended limitation is answered."""
    told = given.fields
    start, end = given.day_of("act_start"), given.day_of("act_end")
    faults = []
    if (end is not None) is bool(told.get("going_on")):
        faults.append("name the last day of the act, or say that it goes on")
    if start is None and case.act_start is not None:
        faults.append(f"its first day is recorded as {case.act_start}; repeat it, or name another")
    if start is not None and start > case.discovered_on:
        faults.append(f"it began by {case.discovered_on}, when it was discovered")
    if start is not None and end is not None and end < start:
        faults.append("its last day lies before its first")
    if end is not None and told.get("within_limitation") is None:
        faults.append("it has ended: answer whether it is within limitation")
    if faults:
        raise InvalidError("When the act began and ended is not right:", problems=tuple(faults),
                           way_out="Nothing was recorded; mend these.")
    return answered(desk, case.but(act_start=start, act_end=end), given)
