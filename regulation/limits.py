"""The last day of a step of the case: by the law of the day on which its event falls, with every step of the count told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from regulation.book import Regime, Rulebook
from regulation.counting import add_hours, regime_on, unit_of
from regulation.due import DueDate, Suspension, project
from regulation.limit_table import LimitRule, LimitValue
from regulation.reckoning import event_period
from regulation.rule import DueRule, Span
from regulation.tally import NAMES, runs
from regulation.terms import Confidence, Unit
from regulation.workdays import WorkCalendar

SURE = tuple(Confidence)  # the surest first
# Calendar days that one of a unit is at least.
LEAST = {Unit.HOUR: 0, Unit.DAY: 1, Unit.WORKING_DAY: 1, Unit.LAW_DAY: 1, Unit.MONTH: 28}


@dataclass(frozen=True)
class Limit:
    """A limit of the case reckoned; `due` is none where no figure is known, and `reason` says why. Steps are Chinese."""

    step: str
    start: date | datetime
    due: date | datetime | None
    unrolled: date | datetime | None  # where the count ended, before it moved off a rest day
    roll_basis: str | None  # by which provision the last day moves off a rest day; none: it stays
    provisional: bool  # it hangs on the holidays of a year not announced
    confidence: Confidence | None  # the least sure of what it rests on; what is not V is unconfirmed
    law: str | None
    provision: str | None
    source: str | None
    reason: str | None
    steps: tuple[str, ...]


def limit_of(book: Rulebook, calendar: WorkCalendar, rule: LimitRule, start: date | datetime, *, day: date,
             suspensions: Sequence[Suspension] = (), extension: int = 0) -> Limit:
    """The limit of a step whose event fell on a day (an instant for hours), by the law of `day`, commonly the same.

    `extension` is in the unit that the law extends by.
    Suspended days, both ends included, move the last day on only as far as they lie within the running limit.
    """
    value = rule.value_on(day)
    if value is None:
        first = rule.values[0]
        return _none(rule, start, f"{first.law}自{first.effective_from}起施行，{day}尚未施行，也未见此前的期限")
    if value.none is not None:
        return _none(rule, start, value.none, value)
    if value.span is not None and value.span.unit is Unit.HOUR:
        if not isinstance(start, datetime):
            raise ValueError("a limit in hours starts at an instant")
        return _hours(rule, value, start, value.span)
    # The day of an instant is that of its own place, which whoever asks knows.
    return _days(book, calendar, rule, value, day if isinstance(start, datetime) else start, suspensions, extension)


def surely_within(rule: LimitRule, start: date, asked: date, *, day: date) -> bool:
    """Whether a day lies within the limit whichever days are rest days: asked where the calendar would have to be read."""
    value = rule.value_on(day)
    span = value.after if value is not None else None
    return span is not None and asked <= start + timedelta(days=LEAST[span.unit] * span.n)


def _none(rule: LimitRule, start: date | datetime, reason: str, value: LimitValue | None = None) -> Limit:
    found = Limit(rule.step, start, None, None, None, False, None, None, None, None, reason, (f"未见期限：{reason}",))
    if value is None:
        return found
    steps = (f"适用{value.law}{value.provision or ''}", *_doubts(value), *found.steps)
    return replace(found, confidence=value.confidence, law=value.law, provision=value.provision, source=value.source,
                   steps=steps)


def _hours(rule: LimitRule, value: LimitValue, start: datetime, span: Span) -> Limit:
    due = add_hours(start, span.n)
    steps = (*_opening(rule, value, span), f"自{start:%Y-%m-%d %H:%M}起算，经{span.n}小时，昼夜和休息日连续计算",
             *_doubts(value))
    return Limit(rule.step, start, due, due, None, False, value.confidence, value.law, value.provision,
                 value.source, None, steps)


def _days(book: Rulebook, calendar: WorkCalendar, rule: LimitRule, value: LimitValue, day: date,
          suspensions: Sequence[Suspension], extension: int) -> Limit:
    more = [Span(extension, value.extension.unit)] if extension and value.extension else []
    rolls = value.rolls_by is not None and regime_on(book.regimes, value.rolls_by, day).rolls
    due = project(DueRule(after=value.after, before=value.before), period=event_period(day), calendar=calendar, roll=rolls,
                  regimes=book.regimes, suspensions=suspensions, extensions=more)
    span = value.after or value.before
    assert span is not None
    counted = [regime_on(book.regimes, span.law, day)] if span.law else []
    rolled = regime_on(book.regimes, value.rolls_by, due.unrolled) if value.rolls_by else None
    rests: list[LimitValue | Regime] = [value, *counted, *([rolled] if rolled and due.day != due.unrolled else [])]
    unfounded = [Confidence.D] if suspensions and not value.pauses else []
    sure = max([one.confidence for one in rests] + unfounded, key=SURE.index)
    steps = (*_opening(rule, value, span), *_as_counted(book, span, day), *due.steps[:1],
             *_outside(suspensions, day, due), *due.steps[1:], *_extended(value, extension), *_rolling(calendar, due, rolled),
             *_stops(value, suspensions), *_doubts(value, *rests))
    moved_by = rolled.title if rolled and due.day != due.unrolled else None
    return Limit(rule.step, day, due.day, due.unrolled, moved_by, due.provisional, sure,
                 value.law, value.provision, value.source, None, steps)


def _opening(rule: LimitRule, value: LimitValue, span: Span) -> Iterator[str]:
    unit = "日" if span.unit is Unit.LAW_DAY else NAMES[span.unit]
    figure = f"{span.n}{unit}"
    yield f"适用{value.law}{value.provision or ''}：{rule.starts}{f'起{figure}内' if value.after else f'前{figure}'}"


def _as_counted(book: Rulebook, span: Span, day: date) -> Iterator[str]:
    if span.law is not None:
        unit, _ = unit_of(book.regimes, span.law, span.n, day)
        by = regime_on(book.regimes, span.law, day).title
        yield f"{span.n}日按{'工作日' if unit is Unit.WORKING_DAY else '日历日'}计（{by}）"


def _outside(suspensions: Sequence[Suspension], day: date, due: DueDate) -> Iterator[str]:
    first, last = sorted((day, due.unrolled))
    for one in suspensions:
        if one.last <= first or one.first > last:
            yield f"{one.first}至{one.last}的中止不在期间内，不影响期限"


def _extended(value: LimitValue, extension: int) -> Iterator[str]:
    if extension and value.extension is not None:
        granted = value.extension
        bound = "未见上限" if granted.most is None else f"至多{granted.most}{NAMES[granted.unit]}"
        yield f"延长须经{granted.approver}批准，{bound}（{granted.provision}）"
        if granted.most is not None and extension > granted.most:
            yield f"延长超过{granted.most}{NAMES[granted.unit]}，限于{granted.beyond}的"


def _rolling(calendar: WorkCalendar, due: DueDate, rolled: Regime | None) -> Iterator[str]:
    if rolled is not None and due.day != due.unrolled:
        step = timedelta(days=1 if due.day > due.unrolled else -1)
        skipped = [due.unrolled + n * step for n in range(abs((due.day - due.unrolled).days))]
        back = "" if due.day > due.unrolled else "；向前推算的末日提前，未见明文，属推定"
        yield f"跳过{runs(calendar, skipped)}（{rolled.title}{back}）"


def _stops(value: LimitValue, suspensions: Sequence[Suspension]) -> Iterator[str]:
    if suspensions:
        yield f"不计入期限的：{'、'.join(value.pauses)}" if value.pauses else "规则中未见该期限的中止事由，中止须另有依据"


def _doubts(value: LimitValue, *rests: LimitValue | Regime) -> Iterator[str]:
    if value.note:
        yield value.note
    unsure = [one.source for one in rests or (value,) if one.confidence is not Confidence.V]
    if unsure:
        yield f"未确认，办案前请核对原文（{'；'.join(unsure)}）"
