"""The question of a penalty that a case asks, as it would be typed into the calculator."""

import json
from datetime import date

from casework.case.cases import CaseRow
from casework.case.fine_range import circumstance_of
from casework.case.kept_facts import told
from casework.view.calculators import BASES, PenaltyAsked


def asked_of(case: CaseRow, today: date) -> PenaltyAsked:
    """What the case knows of its act on a day: what is not decided is asked as of that day, what goes on is measured on it."""
    decided = case.decided_on or today
    last = case.act_end or decided
    first, worth, meant = min(case.act_start or last, last), json.loads(case.worth), circumstance_of(case)
    return PenaltyAsked(
        case.offence, first.isoformat(), last.isoformat(), max(decided, last).isoformat(), case.discovered_on.isoformat(),
        **{name: str(worth.get(name) or "") for name in ("costs", "refunds", *BASES)},
        circumstance=meant.value if meant else "", special_area=bool(worth.get("special_area")),
        harm=told(case, today).grave_harm)
