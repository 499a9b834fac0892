"""Lists find a case with whomever it waits for, as the case itself tells."""

from dataclasses import replace
from datetime import date

import pytest

from regulation.case_facts import CaseFacts
from regulation.effects import FRESH
from regulation.next_movers import CLOSABLE, CLOSING_PROPOSED, Wait, waits_of
from regulation.next_step import next_of
from regulation.stages import Stage, Who

DAY = date(2026, 3, 4)
SAID = CaseFacts(day=DAY, assessed=True)
OTHERS = (Who.PARTY, Who.COURT, Who.POLICE)
NOTICED = CaseFacts(day=DAY, notice_served_on=date(2026, 3, 2), hearing_due=True)
STATED = replace(NOTICED, statement_ended=True)
LAPSED = replace(NOTICED, statement_until=date(2026, 3, 3))
OFFERED = {"hearing_notice_served_on": date(2026, 3, 2)}
UNTIL = {"statement": "statement_until", "hearing-request": "hearing_until"}


def stands(facts: CaseFacts, names: tuple[str, ...]) -> bool:
    """Whether the first day is known and before none of the others."""
    first, *others = (getattr(facts, name) for name in names)
    return first is not None and all(one is None or one <= first for one in others)


def is_over(facts: CaseFacts, step: str) -> bool:
    until = getattr(facts, UNTIL[step])
    return until is not None and facts.day > until


def runs(facts: CaseFacts, step: str) -> bool:
    until = getattr(facts, UNTIL[step])
    return until is not None and facts.day <= until and not facts.hearing_asked_on  # asking ends the time to ask


def of_time(facts: CaseFacts, wait: Wait) -> bool:
    """Whether the party's time stands as the wait wants it, and what is to be true is."""
    return (all(getattr(facts, one) for one in wait.true) and not any(getattr(facts, one) for one in wait.untrue)
            and all(is_over(facts, one) for one in wait.over) and not any(runs(facts, one) for one in wait.idle))


def listed(stage: Stage, facts: CaseFacts, *, reviews: bool) -> set[Who]:
    """With whom lists find a case."""
    waits = [one for one in waits_of(reviews=reviews) if one.stage is stage]
    known = {name for name, fresh in FRESH.items() if getattr(facts, name) != fresh}
    if CLOSING_PROPOSED in known:
        return {Who.LEADER} if stage in CLOSABLE else {one.who for one in waits}
    return {one.who for one in waits if known.issuperset(one.known) and known.isdisjoint(one.unknown)
            and of_time(facts, one) and (not one.stands or stands(facts, one.stands))
            and not (one.outrun and stands(facts, one.outrun))}


@pytest.mark.parametrize("reviews", [True, False])
@pytest.mark.parametrize("facts", [
    CaseFacts(day=DAY), CaseFacts(day=DAY, notice_served_on=DAY), CaseFacts(day=DAY, hearing_told_on=DAY),
    CaseFacts(day=DAY, notice_served_on=DAY, statement_ended=True), CaseFacts(day=DAY, closing_proposed_on=DAY),
    NOTICED, STATED, LAPSED, replace(LAPSED, statement_until=DAY), replace(STATED, hearing_due=False),
    replace(LAPSED, hearing_due=False), *(replace(one, **OFFERED, hearing_until=until) for one in (NOTICED, STATED, LAPSED)
                                          for until in (DAY, date(2026, 3, 3))),
    replace(LAPSED, **OFFERED, hearing_until=DAY, hearing_asked_on=DAY, hearing_dropped=True),
    replace(LAPSED, **OFFERED, hearing_due=False),
    SAID, replace(SAID, major=True), replace(SAID, difficult=True), replace(SAID, public_interest=True),
    replace(SAID, major=True, legal_review_passed_on=DAY, review_passed_on=DAY), replace(SAID, major_rights=True),
    replace(SAID, major=True, legal_review_passed_on=DAY, review_passed_on=date(2026, 3, 5)),
    replace(SAID, major_rights=True, hearing_held_on=DAY), replace(SAID, hearing_held_on=DAY, complex=True),
    replace(SAID, major_rights=True, hearing_held_on=DAY, legal_review_passed_on=date(2026, 3, 3)),
    replace(SAID, major_rights=True, hearing_held_on=DAY, legal_review_passed_on=DAY)])
def test_a_case_is_listed_with_whomever_it_waits_for(facts: CaseFacts, reviews: bool) -> None:
    for stage in (*CLOSABLE, Stage.CLOSED, Stage.ARCHIVED):
        who = next_of(stage, replace(facts, demand_until=date(2026, 3, 3), remedies_until=date(2026, 3, 3)), reviews=reviews)
        if who not in OTHERS or stage is Stage.NOTIFIED:
            # The leader may give notice before the legal review that the decision waits for.
            too = {Who.LEADER} if stage is Stage.PROPOSED and facts.assessed else set()
            assert listed(stage, facts, reviews=reviews) == ({who} if who and who not in OTHERS else set()) | too, stage


def test_every_stage_from_which_something_follows_can_have_its_closing_proposed() -> None:
    assert set(CLOSABLE) == set(Stage) - {Stage.CLOSED, Stage.ARCHIVED, Stage.REFUSED, Stage.PASSED_ON}


@pytest.mark.parametrize("stage", [Stage.PROPOSED, Stage.WEIGHED])
def test_whoever_may_lead_a_case_on_finds_it(stage: Stage) -> None:
    """Notice is given without a legal review that is due, nothing is decided; before 2018 both are."""
    due = replace(SAID, major=True)
    assert listed(stage, due, reviews=True) == ({Who.HANDLER, Who.LEADER} if stage is Stage.PROPOSED else {Who.HANDLER})
    assert listed(stage, due, reviews=False) == {Who.LEADER}
    assert listed(stage, CaseFacts(day=DAY), reviews=False) == {Who.HANDLER}
