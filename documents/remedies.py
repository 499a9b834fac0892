"""Where a party may turn against a document: the organ of reconsideration by the law of the day, and the court."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from regulation.terms import Confidence

FILE = Path(__file__).resolve().parent / "remedies.toml"


@dataclass(frozen=True)
class Body:
    """An organ as a document names it."""

    name: str
    confidence: Confidence


def reconsideration_of(division: str, superior: str | None, day: date) -> Body | None:
    """Who decides on a reconsideration; `superior` is the department above as it is called that day. None before 1999."""
    found = [one for one in _table()["reconsideration"] if one["from"] <= day]
    if not found:
        return None
    line = max(found, key=lambda one: one["from"])
    text = line["text"] if superior else "{government}"
    return Body(text.format(government=f"{division}人民政府", superior=superior), Confidence(line["confidence"]))


def court_of(division: str, level: str) -> Body | None:
    """The court proposed for a suit; none where it must be written in."""
    line = next((one for one in _table()["court"] if one["level"] == level), None)
    return Body(line["text"].format(division=division), Confidence(line["confidence"])) if line else None


@cache
def _table() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
