"""Limitation counts from the end of an act: when it began and ended is established, and nobody answers against those days."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.desk import Desk
from foundation.errors import InvalidError
from regulation.limits import limit_of, surely_within

RULES = ("limitation", "limitation-grave")  # the shortest first
BARRED = "违法行为已过追究时效"


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
    known = _ends(desk, case, case.act_end, RULES)
    return {"within_limitation": False} if known and case.discovered_on > max(known) else {}


def answered(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse an answer on limitation that the days of the act contradict."""
    answer, known = given.fields.get("within_limitation"), known_of_limitation(desk, case).get("within_limitation")
    if answer is True and known is False:
        raise InvalidError(
            f"The act ended on {case.act_end} and was discovered on {case.discovered_on}, after every period of limitation.",
            way_out="Refuse to file or end the investigation; if the days are wrong, record them with act.period"
                    "（认定违法行为起止时间）.")
    if answer is True and case.act_end is not None and not given.facts.grave_harm:
        _refuse_without_harm(desk, case, case.act_end)
    if answer is False:
        _refuse_within(desk, case)
    return {}


def _refuse_without_harm(desk: Desk, case: CaseRow, ended_on: date) -> None:
    """After two years only what harmed life, health or financial security is within limitation (第三十六条第一款)."""
    known = _ends(desk, case, ended_on, RULES[:1])
    if known and case.discovered_on > max(known):
        raise InvalidError(
            f"The act ended on {ended_on} and was discovered on {case.discovered_on}, after {max(known)}: which harm keeps it"
            " within limitation is not said.",
            way_out="Fill in grave_harm（涉及公民生命健康安全、金融安全且有危害后果的情形）, or answer “no”; if the days are"
                    " wrong, record them with act.period（认定违法行为起止时间）.")


def ended(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse to end an investigation as barred where the act is within limitation by its days, or by what was recorded."""
    if given.fields["ground"] == BARRED:
        _refuse_within(desk, case)
        if given.facts.within_limitation:
            raise InvalidError("It is recorded that the act is within limitation.",
                               way_out="Choose another ground; or record the last day of the act anew, with “no”, by"
                                       " act.period（认定违法行为起止时间）.")
    return {}


def _refuse_within(desk: Desk, case: CaseRow) -> None:
    if case.act_end is None:
        raise InvalidError("The act is recorded as going on, and what goes on is not barred by limitation.",
                           way_out="If it has ended, record its last day with act.period（认定违法行为起止时间）; if not,"
                                   " it is within limitation.")
    last = min(_ends(desk, case, case.act_end, RULES[:1]), default=None)
    if last is not None and case.discovered_on <= last:
        raise InvalidError(f"The act ended on {case.act_end} and was discovered on {case.discovered_on}: it could be"
                           f" discovered until {last}.",
                           way_out="It is within limitation; if the days are wrong, record them with act.period"
                                   "（认定违法行为起止时间）.")


def _ends(desk: Desk, case: CaseRow, ended_on: date, steps: Sequence[str]) -> list[date]:
    """By the law of the act and of the discovery: which holds is for somebody to say where they differ."""
    dues = [limit_of(desk.rulebook, desk.calendar, desk.rulebook.limits[step], ended_on, day=day).due
            for step in steps for day in (ended_on, case.discovered_on)]
    return [one for one in dues if isinstance(one, date)]


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
