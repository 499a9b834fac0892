"""The facts of a case as its events made them: kept as JSON, without what limits, officers and evidence say today."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from casework.case.cases import CaseRow
from regulation.case_facts import FRESH as NOTHING
from regulation.case_facts import CaseFacts
from regulation.effects import FRESH

# The last day of which limit is which fact.
UNTIL = {"statement": "statement_until", "hearing-request": "hearing_until", "hearing-notice": "hearing_told_by",
         "public-notice": "notice_until", "payment": "payment_until", "demand": "demand_until",
         "court-application": "court_until"}
# What limits, officers and evidence say is asked of them, never kept: it moves without the case.
ASKED = {"day", "certified", "evidence", "stored_undecided", "sealed_undecided", "appraisals_out", "spot_most",
         "version_older", "office_below", "remedies_until", "notice_before", "hearing_notice_before",
         "police_reviewed", *UNTIL.values()} - {"statement_until"}
KEPT = {name: fresh for name, fresh in FRESH.items() if name not in ASKED}
SPELT = json.JSONEncoder(sort_keys=True, default=str)
KINDS = {one.name: str(one.type) for one in fields(CaseFacts)}


def told(case: CaseRow, day: date) -> CaseFacts:
    """The facts as the events of a case made them."""
    return loaded(case.facts).but(day=day)


@lru_cache(maxsize=256)  # a move asks for them as they stand and as it makes them
def loaded(text: str) -> CaseFacts:
    """Facts from their JSON, in which what is as in a fresh case is left out."""
    return NOTHING.but(**read_facts(json.loads(text)))


def read_facts(written: Mapping[str, Any]) -> dict[str, Any]:
    """Facts by name from what JSON keeps of them."""
    return {name: _value(KINDS[name], value) for name, value in written.items()}


def _value(kind: str, value: Any) -> Any:
    if value is None or isinstance(value, bool) or not isinstance(value, str):
        return value
    return Decimal(value) if "Decimal" in kind else date.fromisoformat(value)


def dumped(facts: CaseFacts) -> str:
    """Facts as JSON with one spelling."""
    return SPELT.encode(_plain(facts))


def _plain(facts: CaseFacts) -> Mapping[str, Any]:
    said = vars(facts)
    return {name: said[name] for name, fresh in KEPT.items() if said[name] is not fresh and said[name] != fresh}
