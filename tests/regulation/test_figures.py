"""No figure stands in code: changing any figure of the rulebook, in a copy, changes an answer (四（二）, 六（四）)."""

import copy
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

import pytest

from foundation.clock import SHANGHAI
from regulation.book import Rulebook
from regulation.building import KINDS
from regulation.checking import check
from regulation.counting import CountingError, unit_of
from regulation.limits import limit_of
from regulation.loading import documents, load
from regulation.money_law import MONEY
from regulation.procedure_table import PROCEDURE
from regulation.reader import Reader
from regulation.reckoning import RECURRENT, event_period, once_period, opening, reckon
from regulation.rule import DutyRule, Span
from regulation.terms import Cadence, Unit
from regulation.workdays import DayMark, WorkCalendar

CALENDAR = WorkCalendar()
# Figures of money, the days of the procedure and bars have their own: test_money_figures.py, test_procedure_table.py,
# test_bars.py.
ORIGINAL = {file: {table: given for table, given in document.items() if table not in {*MONEY, *PROCEDURE, "bar"}}
            for file, document in documents().items()}
# What each of these does is decided in casework; test_practice_figures.py shows that each moves with its figure.
PRACTICE = {"opening_horizon", "letter_attempts", "letter_backoff_minutes", "letter_lease_minutes",
            "run_died_after_minutes", "runs_kept_days", "digest_lines", "post_round_minutes"}
# And test_clue_figures.py and test_rewards.py of what clues ask.
OF_CLUES = {"clue_alike_percent", "clue_alike_metres", "clue_alike_days", "clue_right_near_metres", "clue_reward_yuan",
            "clue_reward_most_yuan"}
# And test_oversight_figures.py of what oversight asks.
OF_OVERSIGHT = {"circular_cases", "circular_months", "late_discovery_days", "sat_on_days", "gate_unperformed",
                "gate_open_case"}
# And test_case_bands.py and test_discretion_spread.py of what discretion asks.
OF_DISCRETION = {"discretion_bands", "discretion_far_points", "discretion_least_decisions", "discretion_whisker_tenths"}
DECIDING = {"times", "n", "from", "until", "date", "roll", "offset", "lapse_after", "value", "rolls", "catch_up", "on",
            "working_days", "most"}
Place = tuple[Any, ...]
# The years in which the values of the order begin, and those in which some of them end.
WHEN = ((date(2009, 12, 1), date(2010, 12, 31)), (date(2015, 12, 1), date(2017, 1, 31)))


def places(document: Any, path: Place = ()) -> Iterator[Place]:
    """The place of every number, day, flag and list that decides something."""
    items = document.items() if isinstance(document, dict) else enumerate(document)
    for key, value in items:
        if key == "from" and path[-4:-3] + path[-2:-1] == ("figure", "value") and path[-1] == 0:
            continue  # the first value of a practice figure holds for the days before it too
        if key in DECIDING and not isinstance(value, dict) and not (isinstance(value, list) and key != "working_days"):
            yield (*path, key)
        elif isinstance(value, dict | list):
            yield from places(value, (*path, key))


def others(value: Any) -> tuple[Any, ...]:
    """Other values of the same kind; a second number, since ten days more or less may end at the same holiday."""
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, int):
        return value + 1, value - 5
    if isinstance(value, datetime | date):
        return value + timedelta(days=400), value + timedelta(days=4000)  # the second where no holidays are known yet
    if isinstance(value, list):
        return ([*value, 29],)
    return ({"12-31": "11-30", "02-end": "03-end"}.get(value, "12-30"),)


@cache
def the_book() -> Rulebook:
    return load()


def thing_of(place: Place) -> tuple[str, str]:
    """The table and name of what a place belongs to."""
    file, table, number = place[:3]
    return table, ORIGINAL[file][table][number][KINDS[table][1]]


def answers(book: Rulebook, table: str, name: str) -> list[Any]:
    """What the rulebook decides by this thing, asked in all the years its values speak of."""
    if table == "regime":
        return [unit_of(book.regimes, name, n, day) for day in _regime_days(name) for n in range(1, 31)]
    if table == "limit":
        return list(_of_limit(book, name))
    if table == "figure":
        return [book.figures[name].on(date(year, 6, 1)) for year in range(2004, 2027)]
    rules = [rule.code for rule in the_book().duties.values() if rule.ladder == name] if table == "ladder" else [name]
    return [one for code in rules for calendar in (CALENDAR, _all_due_days_off(code))
            for one in _of_rule(book, book.duties[code], calendar)]


def _of_limit(book: Rulebook, step: str) -> Iterator[Any]:
    """The limit under each law, on its first day, the day before and in the midst of it, extended where it can be."""
    for value in the_book().limits[step].values:
        for day in (max(value.effective_from, date(2004, 1, 20)) + timedelta(days=n) for n in (0, -1, 200)):
            start = datetime.combine(day, time(12), tzinfo=SHANGHAI) if book.limits[step].hourly else day
            yield limit_of(book, CALENDAR, book.limits[step], start, day=day, extension=1)


@cache
def _regime_days(law: str) -> tuple[date, ...]:
    spans = [regime for regime in the_book().regimes if regime.law == law]
    edges = {day for one in spans for day in (one.effective_from, one.until) if day}
    return tuple(day for edge in sorted(edges) for day in (edge, edge + timedelta(days=40))
                 if any(one.effective_from <= day <= (one.until or day) for one in spans))


@cache
def _all_due_days_off(code: str) -> WorkCalendar:
    """A calendar in which the rule's own last days are rest days, so that rolling shows."""
    dues = [one.due for one in _of_rule(the_book(), the_book().duties[code], CALENDAR)]
    return WorkCalendar(marks={day: DayMark(False, "假") for day in dues})


def _of_rule(book: Rulebook, rule: DutyRule, calendar: WorkCalendar) -> Iterator[Any]:
    if rule.cadence in RECURRENT:
        opened = [one for since, until in WHEN for one in opening(book, rule, calendar, since=since, until=until)]
        yield from opened
        yield from (reckon(book, rule, one.period, calendar, extensions=[Span(n, Unit.DAY)])
                    for n, one in enumerate(opened[:14], 1))
        return
    for value in rule.values:
        if rule.cadence is Cadence.ONCE:
            asked = [reckon(book, rule, once_period(value), calendar, value=value)]
        else:
            asked = [reckon(book, rule, event_period(day), calendar)
                     for day in (max(value.effective_from, date(2004, 3, 1)), value.effective_from - timedelta(days=1),
                                 date(2012, 9, 28)) if day.year > 2003]
            # A limit in working days ends on a rest day only when it is extended by other days.
            asked += [reckon(book, rule, event_period(date(2012, 9, 28)), calendar, extensions=[Span(n, Unit.DAY)])
                      for n in range(1, 8)]
        yield from (one for one in asked if one is not None)


@pytest.mark.parametrize("place", list(places(ORIGINAL)), ids=lambda place: "/".join(map(str, place)))
def test_changing_a_figure_changes_an_answer(place: Place) -> None:
    file, table, number, *way, key = place
    thing = copy.deepcopy(ORIGINAL[file][table][number])
    holder: Any = thing
    for step in way:
        holder = holder[step]
    name, before = thing[KINDS[table][1]], holder[key]
    assert any(_answers_differ(table, name, number, thing, holder, key, value) for value in others(before))


def _answers_differ(table: str, name: str, number: int, thing: Any, holder: Any, key: Any, value: Any) -> bool:
    holder[key] = value
    book, problems = _book_with(table, name, number, thing)
    if problems:  # looked at, and named
        return name in str(problems)
    try:
        return answers(book, table, name) != _before(table, name)
    except CountingError as refused:
        return name in str(refused)


def _book_with(table: str, name: str, number: int, thing: Any) -> tuple[Rulebook, list[Any]]:
    """The rulebook with one thing read anew; what the others say is not read again."""
    reader, book = Reader(), the_book()
    read = reader.table(KINDS[table][0], thing, name)
    if read is None:
        return book, reader.problems
    if table == "regime":
        regimes = tuple(read if n == number else one for n, one in enumerate(book.regimes))
        return replace(book, regimes=regimes), list(check(replace(book, regimes=regimes)))
    tables = {"duty": "duties", "figure": "figures", "ladder": "ladders", "limit": "limits"}
    changed = replace(book, **{tables[table]: {**getattr(book, tables[table]), name: read}})
    return changed, list(check(changed))


@cache
def _before(table: str, name: str) -> list[Any]:
    return answers(the_book(), table, name)


def test_the_figures_of_the_practice_are_all_asked_for() -> None:
    assert set(the_book().figures) == PRACTICE | OF_CLUES | OF_OVERSIGHT | OF_DISCRETION


def test_every_table_of_the_rulebook_has_figures_here() -> None:
    assert {thing_of(place)[0] for place in places(ORIGINAL)} == {"duty", "figure", "ladder", "limit", "regime"}
    assert len(list(places(ORIGINAL))) > 300
