"""For whom a case waits at each stage."""

from datetime import date

from regulation.next_movers import next_movers
from regulation.stages import Stage, Who
from tests.conftest import the_rulebook

MOVERS = {
    Stage.FOUND: {Who.HANDLER}, Stage.FILING_UNIT: {Who.UNIT}, Stage.FILING_REVIEW: {Who.REVIEW},
    Stage.FILING_LEADER: {Who.LEADER}, Stage.DESIGNATING: {Who.SUPERIOR}, Stage.INVESTIGATING: {Who.HANDLER},
    Stage.REVIEWING: {Who.REVIEW}, Stage.LEGAL_REVIEW: {Who.LEGAL}, Stage.DELIBERATING: {Who.HEADS},
    Stage.NOTIFIED: {Who.REVIEW}, Stage.WEIGHED: {Who.LEADER}, Stage.DECIDED: {Who.HANDLER},
    Stage.WITH_POLICE: frozenset(), Stage.PERFORMED: {Who.HANDLER, Who.LEADER}, Stage.CLOSED: {Who.HANDLER}}


def test_a_case_waits_for_whoever_leads_it_on() -> None:
    found = next_movers(the_rulebook().procedure, date(2026, 1, 1))
    assert {stage: found[stage] for stage in MOVERS} == MOVERS


def test_nothing_waits_at_an_end_and_nothing_only_for_others() -> None:
    for day in (date(2010, 3, 1), date(2015, 3, 1), date(2022, 3, 1), date(2026, 1, 1)):
        found = next_movers(the_rulebook().procedure, day)
        assert Stage.ARCHIVED not in found and Stage.REFUSED not in found
        assert all(whos or stage is Stage.WITH_POLICE for stage, whos in found.items())
        assert not any(whos & {Who.PARTY, Who.COURT, Who.POLICE, Who.SYSTEM} for whos in found.values())
