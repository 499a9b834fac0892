"""The limits of the case as rules of duties and of periods, so that one count, one projection and one ladder serve all."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from regulation.limit_table import LimitRule, LimitValue
from regulation.rule import DueRule, DutyRule, DutyValue
from regulation.terms import Cadence, Confidence, Creditor, Debtor, Per

CLAUSE = "四（一）"
QUOTE = "各级国土资源行政主管部门对发现的矿产资源违法行为，要及时立案查处"
EVENT = "case_moved"  # a move opens them
SUPERVISED = "case_supervised"  # a superior orders something about it, by a day
SET = "case_day_set"  # a day that was granted or written in, whatever the law would count
OWED = {"office": Debtor.CASE_OFFICE, "superior": Debtor.CASE_SUPERIOR}  # the others are periods of somebody else


def code_of(step: str) -> str:
    """The code of a limit's rule."""
    return f"limit_{step.replace('-', '_')}"


def step_of(code: str) -> str:
    """The step whose limit a rule is."""
    return code.removeprefix("limit_").replace("_", "-")


def duties_of(limits: Mapping[str, LimitRule]) -> dict[str, DutyRule]:
    """The limits that an office owes, as rules of duties, by code."""
    return {code_of(one.step): _rule(one, values) for one in limits.values()
            if one.owed_by in OWED and (values := tuple(_values(one)))}


def periods_of(limits: Mapping[str, LimitRule]) -> dict[str, DutyRule]:
    """The time that a party, a court or the police have, as rules by code; and the rule of a day that was set."""
    found = {code_of(one.step): _rule(one, values) for one in limits.values()
             if one.owed_by not in OWED and (values := tuple(_values(one)))}
    some = next(iter(found.values()), None)
    if some is None:
        return found
    day = replace(some.values[0], due=DueRule(at_period_end=True), roll=False, rolls_by=None, until=None)
    return {**found, SET: replace(some, code=SET, title="批准或者文书确定的日期", title_en="A day granted or written in",
                                  values=(replace(day, effective_from=day.effective_from.replace(year=1996)),))}


def _rule(limit: LimitRule, values: tuple[DutyValue, ...]) -> DutyRule:
    return DutyRule(
        code=code_of(limit.step), provision=CLAUSE, title=limit.title, title_en=limit.title_en, quote=QUOTE,
        debtor=OWED.get(limit.owed_by, Debtor.CASE_OFFICE), creditor=Creditor.SUPERIOR, per=Per.CASE, cadence=Cadence.EVENT,
        act="case_move", catch_up=True, ladder="case", values=values, event=EVENT)


def _values(limit: LimitRule) -> Iterator[DutyValue]:
    """What has a figure; where a later law has none, the one before ends with it."""
    for n, (value, last) in enumerate(limit.spans()):
        if value.span is not None:
            ends = n + 1 < len(limit.values) and limit.values[n + 1].span is None
            yield _value(value, last if ends else None)


def _value(value: LimitValue, until: date | None) -> DutyValue:
    return DutyValue(
        effective_from=value.effective_from, until=until, times=1, due=DueRule(after=value.after, before=value.before),
        roll=False, rolls_by=value.rolls_by, reports_on="none", confidence=value.confidence,
        source=f"{value.law}{value.provision or ''}（{value.source}）",
        set_by="province" if value.confidence is Confidence.D else None)
