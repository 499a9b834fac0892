"""Rulebooks that differ from ours in one thing, for tests that show what hangs on it."""

import copy
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from regulation.book import Rulebook
from regulation.loading import documents, parse

Tables = list[dict[str, Any]]


@cache
def _documents() -> dict[str, dict[str, Any]]:
    return documents()


def rulebook_with(table: str, code: str, change: Callable[[Tables, dict[str, Any]], None]) -> Rulebook:
    """Our rulebook with one entry changed; `change` gets the entries of its file and the entry itself."""
    files = dict(_documents())
    name = next(name for name, document in files.items() if any(one["code"] == code for one in document.get(table, [])))
    files[name] = copy.deepcopy(files[name])
    entries = files[name][table]
    change(entries, next(one for one in entries if one["code"] == code))
    return parse(files)


def rulebook_and(name: str, decree: Mapping[str, Any]) -> Rulebook:
    """Our rulebook with a decree on top."""
    return parse({**_documents(), name: decree})
