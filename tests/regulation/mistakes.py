"""Copies of the rulebook with something written otherwise, and what loading complains of then."""

import copy
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from regulation.loading import RulebookError, documents, parse

Files = dict[str, dict[str, Any]]
Change = Callable[[Files], Any]
DECREE, PATROL = "decrees/jilin-2027/patrols.toml", "jilin-2010-6/part3.toml · city_patrol"
DUE = f"{PATROL} · value from 2010-01-01 · due"
THRICE = {"from": date(2027, 1, 1), "times": 3, "due": {"at": "period_end"}, "roll": False, "reports_on": "none",
          "confidence": "V", "source": "吉自然资发〔2026〕1号"}


@cache
def originals() -> Files:
    """The rulebook's documents, read once."""
    return documents()


def complaints(*changes: Change) -> tuple[str, ...]:
    """What loading a copy of the rulebook complains of after some changes."""
    files = copy.deepcopy(originals())
    for change in changes:
        change(files)
    try:
        parse(files)
    except RulebookError as error:
        return error.problems
    return ()


def entries(files: Files, table: str) -> list[dict[str, Any]]:
    """Every entry of a table, in whichever file."""
    return [entry for document in files.values() for entry in document.get(table, ())]


def entry(files: Files, table: str, code: str) -> dict[str, Any]:
    """An entry by its code, kind, clause, law, step, action or way."""
    keys = ("code", "kind", "clause", "law", "step", "action", "way")
    return next(one for one in entries(files, table) if code in (one.get(key) for key in keys))


def put(table: str, code: str, **fields: Any) -> Change:
    """Fields of an entry written otherwise; None takes one out."""
    def change(files: Files) -> None:
        found = entry(files, table, code)
        found.update(fields)
        for name in [name for name, value in fields.items() if value is None]:
            del found[name]
    return change


def patrol(**fields: Any) -> Change:
    """The city's quarterly patrol written otherwise."""
    return put("duty", "city_patrol", **fields)


def valued(table: str = "duty", code: str = "city_patrol", **fields: Any) -> Change:
    """The first value of an entry written otherwise."""
    return lambda files: entry(files, table, code)["value"][0].update(fields)


def due(**form: Any) -> Change:
    """Another due rule for the quarterly patrol."""
    return valued(due=form)


def after(**span: Any) -> Change:
    """The quarterly patrol due five of something after the quarter."""
    return due(after={"n": 5, **span})


def decree(**tables: Any) -> Change:
    """A later decree laid on top."""
    return lambda files: files.update({DECREE: tables})


def again(table: str, code: str) -> Change:
    """An entry defined once more by a decree."""
    return lambda files: files.update({DECREE: {table: [entry(files, table, code)]}})


def twice(table: str, code: str) -> Change:
    """The first value of an entry written a second time."""
    return lambda files: entry(files, table, code)["value"].append(entry(files, table, code)["value"][0])


def rungs_backwards(files: Files) -> None:
    """The first two rungs of the ladder of reports change their days."""
    first, second, *_ = entry(files, "ladder", "report")["rung"]
    first["offset"], second["offset"] = second["offset"], first["offset"]
