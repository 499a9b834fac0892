"""What a clause of the order demands of a duty, as one row of a table, and what the rulebook says of the same."""

from datetime import date
from typing import Any, NamedTuple

import pytest

from regulation.act_kind import ActKind
from regulation.book import Rulebook
from regulation.case_limits import EVENT as CASE_MOVED
from regulation.reckoning import event_period, falling_due, reckon
from regulation.workdays import WorkCalendar

CLAUSES = (
    "一（一）", "一（二）", "一（三）", "一（四）", "二（一）", "二（二）", "二（三）",
    "三（一）", "三（二）", "三（三）", "三（四）", "四（一）", "四（二）", "四（三）", "四（四）", "四（五）", "四（六）",
    "五（一）", "五（二）", "五（三）", "五（四）", "六（一）", "六（二）", "六（三）", "六（四）", "六（五）",
    "结尾（一）", "结尾（二）")
CALENDAR = WorkCalendar()
THREE_EVENTS = ("2010-02-12", "2012-09-28", "2013-02-08")  # the last working days before Spring Festival or National Day


class Demand(NamedTuple):
    """Who owes whom what about what, how often, whether it can be made good, who fixes it, and when it fell due."""

    clause: str
    code: str
    who: str
    often: str  # about what: how many times × how often
    catch_up: bool
    fixed: str  # "V order": the order says so; "D province": it is silent, the province may set it; "R province": ended since
    due: dict[str, str | None]  # day due (of 2010, 2012, 2013) or day of an event -> period reported on, or day due


def owes(clause: str, code: str, who: str, often: str, fixed: str, due: dict[str, str | None], *, catch_up: bool = True) -> Any:
    """A row of the table of duties, named by the duty."""
    return pytest.param(Demand(clause, code, who, often, catch_up, fixed, due), id=code)


def each(on: str, reports: dict[str, str] | None = None) -> dict[str, str | None]:
    """A day of the year in 2010, 2012 and 2013, and the period each report is about."""
    return {f"{year}-{on}": (reports or {}).get(year) for year in ("2010", "2012", "2013")}


def form(clause: str, kind: str, words: str) -> Any:
    """A row of the table of forms: what the order's words ask an act to tell."""
    return pytest.param(clause, kind, words, id=kind)


def reading(clause: str, code: str, question: str, taken: str, not_taken: str, set_by: str | None = "province") -> Any:
    """A row of the table of readings: words of the question, of the reading taken and of the one not taken."""
    return pytest.param((clause, code, question, taken, not_taken, set_by), id=code)


def days(*due: str) -> dict[str, str | None]:
    """Days on which something falls due that reports on no period."""
    return dict.fromkeys(due)


LAST_YEAR = {"2010": "2009", "2012": "2011", "2013": "2012"}
THIS_YEAR = {year: year for year in LAST_YEAR}
FIRST_HALF = {year: f"{year}H1" for year in LAST_YEAR}
YEAR_END, MID_2010 = each("12-31"), days("2010-06-30")
HALF_YEARS = ("2010-06-30", "2010-12-31", "2012-06-30", "2012-12-31", "2013-06-30", "2013-12-31")
# Counted by hand with the notices of 2010, 2012, 2013: 2010-02-20/21, 2012-09-29, 2013-02-16/17 were worked.
WITHIN_3, WITHIN_5, WITHIN_10 = (dict(zip(THREE_EVENTS, due, strict=True)) for due in (
    ("2010-02-22", "2012-10-09", "2013-02-18"),
    ("2010-02-24", "2012-10-11", "2013-02-20"),
    ("2010-03-03", "2012-10-18", "2013-02-27")))


def said(book: Rulebook, code: str) -> tuple[Any, ...]:
    """The rulebook's words for a duty, in the order of a Demand but for the days."""
    rule = book.duties[code]
    value = rule.value_on(date(2012, 1, 1))
    assert value is not None
    return (rule.provision, code, f"{rule.debtor.value} → {rule.creditor.value}",
            f"{rule.per.value}: {value.times} × {rule.cadence.value}", rule.catch_up,
            f"{value.confidence.value} {value.set_by or 'order'}")


def falls_due(book: Rulebook, code: str, *years: int) -> dict[str, str | None]:
    """The days on which a duty falls due in some years, with the period each report is about."""
    return {one.due.isoformat(): one.reports_on for year in years or (2010, 2012, 2013)
            for one in falling_due(book, book.duties[code], CALENDAR, date(year, 1, 1), date(year, 12, 31))}


def after_events(book: Rulebook, code: str, events: dict[str, str | None]) -> dict[str, str | None]:
    """The day due after, or before, each of some events."""
    found = {day: reckon(book, book.duties[code], event_period(date.fromisoformat(day)), CALENDAR) for day in events}
    return {day: one.due.isoformat() if one else None for day, one in found.items()}


def days_of(book: Rulebook, wanted: Demand) -> dict[str, str | None]:
    """What the rulebook says of the days a row names."""
    by_event = wanted.often.split()[-1] in ("event", "rolling")
    return after_events(book, wanted.code, wanted.due) if by_event else falls_due(book, wanted.code)


def missing_from_form(kind: ActKind, words: str) -> list[str]:
    """Which of the order's words stand nowhere in the form of a kind of act."""
    told = " ".join([kind.title, *(f"{field.title} {' '.join(field.choices)}" for field in kind.fields),
                     *(file.title for file in kind.files)])
    return [word for word in words.split() if word not in told]


def untold(book: Rulebook, wanted: tuple[str, str, str, str, str, str | None]) -> list[str]:
    """What the readings of a duty leave out of what a row asks."""
    clause, code, question, taken, not_taken, set_by = wanted
    rule = book.duties[code]
    found = [one for one in rule.readings if question in one.question and one.reason]
    if rule.provision != clause or len(found) != 1:
        return [f"{clause} {code}: {len(found)} readings of {question}"]
    told = ((taken, found[0].taken), (not_taken, found[0].not_taken), (str(set_by), str(found[0].set_by)))
    return [f"{word} is not in {text}" for word, text in told if word not in text or not text]


def codes_of(book: Rulebook, *parts: str) -> set[str]:
    """The duties of some parts of the order."""
    return {rule.code for rule in book.duties.values() if rule.provision.startswith(parts) and rule.event != CASE_MOVED}
