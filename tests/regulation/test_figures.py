"""No figure stands in code: changing any figure of the rulebook, in a copy, changes an answer (四（二）, 六（四）)."""

import copy
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from regulation.counting import unit_of
from regulation.loading import documents, parse
from regulation.reckoning import RECURRENT, event_period, once_period, opening, reckon
from regulation.rule import Cadence, Rulebook
from regulation.workdays import WorkCalendar

CALENDAR = WorkCalendar()
# What each of these does is decided in casework; there every one has a test of its own that moves with it.
PRACTICE = {"opening_horizon", "letter_attempts", "letter_backoff_minutes", "letter_lease_minutes",
            "run_died_after_minutes", "runs_kept_days", "digest_lines"}


def answers(book: Rulebook) -> list[Any]:
    """Everything the rulebook decides, asked in all the years its values speak of."""
    found: list[Any] = [reckoned for rule in book.duties.values() for reckoned in _of_rule(book, rule)]
    found += [(regime.law, day, n, unit_of(book.regimes, regime.law, n, day))
              for regime in book.regimes for day in _days(regime) for n in range(1, 31) if _in_force(book, regime.law, day)]
    found += [(figure.code, day, figure.on(day)) for figure in book.figures.values() for day in _years()]
    return found


def _years() -> list[date]:
    return [date(year, 6, 1) for year in range(2004, 2027)]


def _in_force(book: Rulebook, law: str, day: date) -> bool:
    return any(r.law == law and r.effective_from <= day and (r.until is None or day <= r.until) for r in book.regimes)


def _days(regime: Any) -> list[date]:
    days = [regime.effective_from, regime.effective_from - timedelta(days=1), regime.effective_from + timedelta(days=40)]
    return days + ([regime.until, regime.until + timedelta(days=1)] if regime.until else [])


def _of_rule(book: Rulebook, rule: Any) -> Iterator[Any]:
    if rule.cadence in RECURRENT:
        yield from opening(book, rule, CALENDAR, since=date(2009, 12, 1), until=date(2026, 12, 31))
    elif rule.cadence is Cadence.ONCE:
        for value in rule.values:
            yield reckon(book, rule, once_period(value), CALENDAR, value=value)
    else:
        for value in rule.values:
            for day in (value.effective_from, value.effective_from - timedelta(days=1), date(2012, 9, 28), date(2024, 9, 27)):
                yield reckon(book, rule, event_period(day), CALENDAR)


def figures(document: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every number, day and flag that decides something."""
    items = document.items() if isinstance(document, dict) else enumerate(document)
    for key, value in items:
        if isinstance(value, dict | list) and key != "working_days":
            yield from figures(value, (*path, key))
        elif key == "working_days" or (key in DECIDING and not isinstance(value, str)) or key == "on":
            yield (*path, key)


DECIDING = {"times", "n", "from", "until", "date", "roll", "offset", "lapse_after", "value", "rolls", "catch_up"}


def changed(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, datetime | date):
        return value + timedelta(days=400)
    if isinstance(value, list):
        return [*value, 29]
    return {"12-31": "11-30", "02-end": "03-end"}.get(value, "12-30")


def all_figures() -> list[tuple[Any, ...]]:
    return list(figures(documents()))


@pytest.fixture(scope="module")
def before() -> list[Any]:
    return answers(parse(documents()))


def test_there_are_figures_to_change() -> None:
    assert len(all_figures()) > 150


def test_changing_any_figure_changes_an_answer(before: list[Any]) -> None:
    original = documents()
    silent = []
    for path in all_figures():
        copied = copy.deepcopy(original)
        holder = copied
        for key in path[:-1]:
            holder = holder[key]
        holder[path[-1]] = changed(holder[path[-1]])
        if _same_answers(copied, before):
            silent.append(path)
    assert silent == []


def _same_answers(copied: Any, before: list[Any]) -> bool:
    from regulation.loading import RulebookError
    try:
        return answers(parse(copied)) == before
    except RulebookError:
        return False  # refused: the figure is at least looked at


def test_the_figures_of_the_practice_are_all_asked_for() -> None:
    assert set(parse(documents()).figures) == PRACTICE
