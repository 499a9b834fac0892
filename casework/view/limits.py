"""The limits of the case for whoever asks: what was typed is looked at, then the last day is reckoned."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from foundation.clock import day_of
from foundation.errors import InvalidError, NotFoundError
from regulation.book import Rulebook
from regulation.counting import CountingError
from regulation.due import Suspension
from regulation.limit_table import LimitRule, LimitValue
from regulation.limit_words import figure
from regulation.limits import Limit, limit_of
from regulation.terms import Unit
from regulation.workdays import FIRST_YEAR, CalendarError, WorkCalendar

LATEST = 2199
MOST_EXTENDED = 3650
MOST_SUSPENSIONS = 100
CLOCK = re.compile(r"[:T ]")  # parts a time from its day, or within


@dataclass(frozen=True)
class Asked:
    """What was typed: the day or instant of the event, suspensions as FROM:TO, how much was granted on top."""

    start: str
    suspensions: Sequence[str] = field(default_factory=tuple)
    extension: int = 0
    beyond: bool = False  # what the law exempts from the bound of an extension, as 案情特别复杂


@dataclass(frozen=True)
class LimitLine:
    """A step's limit under one law, for the list; `figure` is Chinese, none where there is none."""

    step: str
    title: str
    starts: str
    effective_from: date
    until: date | None
    law: str
    provision: str | None
    figure: str | None
    reason: str | None
    confidence: str


def listed(book: Rulebook) -> list[LimitLine]:
    """Every limit of the rulebook with the days from and until which it holds."""
    return [LimitLine(rule.step, rule.title, rule.starts, value.effective_from, last, value.law, value.provision,
                      figure(book.regimes, value, last), value.none, value.confidence)
            for rule in book.limits.values() for value, last in rule.spans()]


def step_of(book: Rulebook, step: str) -> LimitRule:
    """The step of this name."""
    found = book.limits.get(step)
    if found is None:
        raise NotFoundError(f"There is no step {step}.", way_out=f"The steps are {', '.join(book.limits)}.")
    return found


def reckon_limit(book: Rulebook, calendar: WorkCalendar, step: str, asked: Asked) -> Limit:
    """The last day of a step; InvalidError says what of the question cannot be used."""
    rule = step_of(book, step)
    start = _start(asked.start, hourly=rule.hourly)
    day = day_of(start) if isinstance(start, datetime) else start
    value = rule.value_on(day)
    if value is not None:
        _refuse_unfit(rule, value, start, asked)
    try:
        return limit_of(book, calendar, rule, start if rule.hourly else day, day=day,
                        suspensions=list(_suspensions(asked.suspensions)), extension=asked.extension)
    except (CountingError, CalendarError) as error:
        raise InvalidError(str(error), way_out="Choose another day.") from error
    except OverflowError as error:
        raise InvalidError(f"A limit from {day} leads beyond the year 9999.", way_out="Choose another day.") from error


def _refuse_unfit(rule: LimitRule, value: LimitValue, start: date | datetime, asked: Asked) -> None:
    hours = value.span is not None and value.span.unit is Unit.HOUR
    if hours and not isinstance(start, datetime):
        raise InvalidError(f"{rule.step}（{rule.title}） is counted in hours.",
                           way_out="Give the time with its offset, like 2025-07-07T16:30+08:00.")
    if hours and asked.suspensions:
        raise InvalidError(f"{rule.step}（{rule.title}） is counted in hours, which no day suspends.",
                           way_out="Leave the suspensions out.")
    if not 0 <= asked.extension <= MOST_EXTENDED:
        raise InvalidError(f"{asked.extension} is no extension.", way_out=f"Give a number from 1 to {MOST_EXTENDED}.")
    if not asked.extension or value.none is not None:
        return
    granted = value.extension
    if granted is None:
        raise InvalidError(f"No extension of {rule.step}（{rule.title}） is known.", way_out="Leave the extension out.")
    if granted.most is not None and asked.extension > granted.most and not (asked.beyond and granted.beyond):
        way_out = "Extend it by less, or say that the case is particularly complex."
        raise InvalidError(f"{rule.step}（{rule.title}） is extended by {granted.most} at most.",
                           way_out=way_out if granted.beyond else "Extend it by less.")


def _start(given: str, *, hourly: bool) -> date | datetime:
    text = given.strip()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return _known(_day(text))
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise InvalidError(f"{text} is neither a day nor a time.",
                           way_out="Write it like 2025-07-07, or 2025-07-07T16:30+08:00.") from None
    if not hourly and not CLOCK.search(text):  # as 20250707
        raise InvalidError(f"{text} is not a day.", way_out="Write a day as YYYY-MM-DD, like 2025-07-07.")
    if instant.tzinfo is None:
        raise InvalidError(f"{text} has no offset.", way_out="Write the time like 2025-07-07T16:30+08:00.")
    _known(instant.date())  # the first and last years have instants that are none in the province
    _known(day_of(instant))
    return instant


def _suspensions(given: Sequence[str]) -> Iterator[Suspension]:
    if len(given) > MOST_SUSPENSIONS:
        raise InvalidError(f"There are {len(given)} suspensions.", way_out=f"Give {MOST_SUSPENSIONS} at most.")
    for one in given:
        first, colon, last = one.strip().partition(":")
        if not colon:
            raise InvalidError(f"{one} is no suspension.", way_out="Write its first and last day, like 2025-08-01:2025-08-20.")
        begun, ended = _known(_day(first)), _known(_day(last))
        if ended < begun:
            raise InvalidError(f"The suspension {one} ends before it begins.", way_out="Write the first day first.")
        yield Suspension(begun, ended)


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given.strip())
    except ValueError:
        raise InvalidError(f"{given} is not a day.", way_out="Write it like 2012-02-29.") from None


def _known(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LATEST:
        raise InvalidError(f"Limits are reckoned from {FIRST_YEAR} to {LATEST}, not in {day.year}.",
                           way_out="Choose another day.")
    return day
