"""Lists find a case with whomever it waits for, as the case itself tells."""

from dataclasses import replace
from datetime import date

import pytest

from regulation.case_facts import CaseFacts
from regulation.effects import FRESH
from regulation.next_movers import CLOSABLE, CLOSING_PROPOSED, WAITS
from regulation.next_step import next_of
from regulation.stages import Stage, Who

DAY = date(2026, 3, 4)
OTHERS = (Who.PARTY, Who.COURT, Who.POLICE)


def listed(stage: Stage, facts: CaseFacts) -> set[Who]:
    """With whom lists find a case."""
    known = {name for name, fresh in FRESH.items() if getattr(facts, name) != fresh}
    if CLOSING_PROPOSED in known:
        return {Who.LEADER} if stage in CLOSABLE else {one.who for one in WAITS if one.stage is stage}
    return {one.who for one in WAITS if one.stage is stage and (one.known is None or one.known in known)
            and one.unknown not in known}


@pytest.mark.parametrize("facts", [
    CaseFacts(day=DAY), CaseFacts(day=DAY, notice_served_on=DAY), CaseFacts(day=DAY, hearing_told_on=DAY),
    CaseFacts(day=DAY, notice_served_on=DAY, statement_ended=True), CaseFacts(day=DAY, closing_proposed_on=DAY)])
def test_a_case_is_listed_with_whomever_it_waits_for(facts: CaseFacts) -> None:
    for stage in (*CLOSABLE, Stage.CLOSED, Stage.ARCHIVED):
        who = next_of(stage, replace(facts, demand_until=date(2026, 3, 3), remedies_until=date(2026, 3, 3)))
        if who not in OTHERS:
            assert listed(stage, facts) == ({who} if who else set()), stage
