"""Asks a guard of a case that fails it, and again after changes."""

from datetime import date
from typing import Any

from regulation.case_facts import CaseFacts
from regulation.guards import GUARDS

D = date(2025, 8, 20)


def holds(guard: str, **facts: Any) -> bool:
    return GUARDS[guard](CaseFacts(**{"day": D, **facts})) is None


def said(guard: str, **facts: Any) -> str:
    """What it complains of; every complaint has a way out."""
    unmet = GUARDS[guard](CaseFacts(**{"day": D, **facts}))
    assert unmet is not None and unmet.way_out.endswith(".")
    return unmet.message


def way_out(guard: str, **facts: Any) -> str:
    """What it says is to be done."""
    unmet = GUARDS[guard](CaseFacts(**{"day": D, **facts}))
    assert unmet is not None
    return str(unmet.way_out)


def until(guard: str, name: str, **facts: Any) -> tuple[bool, bool]:
    """Whether it holds on a last day, and on the day after."""
    return holds(guard, **{name: D, **facts}), holds(guard, **{name: date(2025, 8, 19), **facts})
