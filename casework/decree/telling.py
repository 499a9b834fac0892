"""What the values of a duty, a figure or a ladder say, in words, each from its day on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.decree.wishes import SETTING, UNCONFIRMED, Named, named
from regulation.book import Figure, Rulebook
from regulation.ladder import Ladder
from regulation.rule import DueRule, DutyRule, Span
from regulation.terms import Confidence

ABOVE = ("", "", "（报上级）", "（报至上两级）", "（报至上三级）")  # by how many offices a rung addresses


@dataclass(frozen=True)
class Said:
    """A dated value in words; `since` is None for a ladder as it was from the beginning."""

    since: date | None
    until: date | None
    words: str
    source: str
    confirmed: bool
    by_province: bool


def values_of(one: Named) -> list[Said]:
    """All of them, in the order of their days."""
    return sorted(_values(one), key=lambda said: said.since or date.min)


def words_of(book: Rulebook, table: str, code: str, since: date) -> str:
    """What the value from this day on says."""
    return next(said.words for said in values_of(named(book, table, code)) if said.since == since)


def _values(one: Named) -> Iterator[Said]:
    if isinstance(one, DutyRule):
        for value in one.values:
            yield Said(value.effective_from, value.until, f"{value.times}次，{due_words(value.due)}", value.source,
                       value.confidence is Confidence.V, value.set_by == SETTING)
    elif isinstance(one, Figure):
        for figure in one.values:
            yield Said(figure.effective_from, None, f"{figure.value}{one.unit}", figure.source,
                       figure.confidence is Confidence.V, figure.set_by == SETTING)
    else:
        yield Said(None, None, _rungs(one), one.source, False, one.set_by == SETTING)
        for later in one.values:
            yield Said(later.effective_from, None, _rungs(one.on(later.effective_from)), later.source,
                       not later.source.endswith(UNCONFIRMED), later.set_by == SETTING)


def _rungs(ladder: Ladder) -> str:
    told = "、".join(f"{rung.title}{ABOVE[len(rung.to)]}" for rung in ladder.rungs)
    return told + (f"；到期后第{ladder.lapse_after}个工作日失效" if ladder.lapse_after is not None else "")


def due_words(due: DueRule) -> str:
    """When a rule falls due, in words."""
    if due.on:
        return f"每年{due.on.replace('-end', '月末日')}"
    if due.date:
        return f"{due.date}前"
    if due.after:
        return f"期末或事件后{_span(due.after)}内"
    if due.before:
        return f"事件前{_span(due.before)}"
    return "本期内"


def _span(span: Span) -> str:
    named: dict[str, Any] = {"day": "日", "working_day": "个工作日", "month": "个月", "hour": "小时", "law_day": "日（依法）"}
    return f"{span.n}{named[span.unit.value]}"
