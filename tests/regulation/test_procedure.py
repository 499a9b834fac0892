"""The case's way through the table: what is listed can be made, the rest is refused, and nothing on the way is passed by."""

from dataclasses import fields, replace
from datetime import date
from itertools import combinations

import pytest

from regulation.case_facts import CaseFacts
from regulation.procedure import MoveError, lawful, step
from regulation.stages import Stage
from tests.regulation.cases import BEGUN, GOOD, LONG_AGO, TODAY, VARIANTS, finals, reached, the_law

PENALTIES = ("decision.penalty", "decision.lighter")
MOVES = tuple(the_law().move.values())
PENALTY_ASKS = ("certified", "recusal_open", "within_limitation", "review_passed_on", "made_out", "crime_suspected",
                "crime_settled", "notice_served_on", "statement_until", "statement_ended", "hearing_due", "hearing_until",
                "hearing_notice_served_on", "hearing_asked_on", "hearing_held_on", "hearing_dropped", "weighed_on",
                "beyond_notice", "heavier_after_defence", "assessed", "major", "complex", "difficult", "public_interest",
                "major_rights", "legal_review_passed_on", "deliberated_on", "ground_of_lightness")

TYPES = {one.name: one.type for one in fields(CaseFacts)}
OTHERWISE = {bool: (True, False), bool | None: (True, False, None), int: (0, 1, 2, 3),
             date | None: (None, LONG_AGO, date(2025, 8, 19), TODAY, date(2025, 8, 21))}


@pytest.mark.parametrize("begun", BEGUN)
def test_every_stage_is_reached_and_every_one_leads_to_an_end(begun):
    moves = the_law().on(begun)
    missing = {Stage.SUSPENDED, Stage.ENDED} if begun == BEGUN[0] else set()  # known since 2014
    assert set(Stage) - reached(moves) == missing
    assert all(reached(moves, stage) & finals() for stage in Stage)


def test_every_end_is_final_but_for_the_reopening_of_a_wrong_refusal_or_case():
    assert finals() == {Stage.REFUSED, Stage.PASSED_ON, Stage.ARCHIVED}
    leaving = {one.action for one in MOVES if one.to and finals() & set(one.stages)}
    assert leaving == {"order.file", "correction.reopen", "decision.annul-closed"}
    assert {one.action for one in MOVES if one.reopens} == leaving


def test_every_pair_that_is_not_listed_is_refused_and_every_listed_one_can_be_made():
    for stage in Stage:
        for move in MOVES:
            if not move.basis_on(BEGUN[-1]) or not move.made_on(TODAY) or stage not in move.stages:
                with pytest.raises(MoveError) as refused:
                    step((move,), stage, move.action, GOOD, TODAY)
                assert refused.value.message == f"{move.action} is no move of a case in the stage {stage.value}."
    for begun in BEGUN:
        for move in the_law().on(begun):
            day = move.made_until or TODAY
            for stage in move.stages:
                assert (move.to or stage) in _after(stage, move, begun, day), (begun, stage, move.action)


def _after(stage, move, begun, day):
    for facts in VARIANTS:
        (offer,) = lawful((move,), stage, replace(facts, begun=begun), day)
        if offer.open:
            yield step((move,), stage, move.action, replace(facts, begun=begun), day)


@pytest.mark.parametrize("begun", BEGUN)
def test_no_way_leads_to_a_penalty_past_review_notice_and_weighing(begun):
    moves = the_law().on(begun)
    assert {one.action for one in moves if one.to is Stage.DECIDED} == set(PENALTIES)
    for passed_by in (Stage.INVESTIGATING, Stage.REVIEWING, Stage.PROPOSED, Stage.WEIGHED):
        assert Stage.DECIDED not in reached(moves, without=(passed_by,)), passed_by
    first = [one for one in moves if one.to is Stage.DECIDED or "weighed" not in one.needs]
    assert Stage.DECIDED not in reached(first, without=(Stage.NOTIFIED,))


def test_no_penalty_without_officers_notice_hearing_offer_legal_review_and_deliberation():
    """Every one and every two of the facts that a penalty asks for, otherwise than when all holds."""
    single = [{name: value} for name in PENALTY_ASKS for value in OTHERWISE[TYPES[name]] if value != getattr(GOOD, name)]
    pairs = [a | b for a, b in combinations(single, 2) if a.keys() != b.keys()]
    passed = 0
    for changed in (*single, *pairs):
        facts = GOOD.but(**changed)
        for action in PENALTIES:
            try:
                after = step((the_law().move[action],), Stage.WEIGHED, action, facts, TODAY)
            except MoveError:
                assert not _due_done(facts) or (action == "decision.lighter" and not facts.ground_of_lightness), changed
            else:
                assert after is Stage.DECIDED and _due_done(facts), changed
                passed += 1
    assert passed > 500


def _due_done(one: CaseFacts) -> bool:
    """The law in other words than the guards'."""
    last = max(one.hearing_held_on or date.min, one.review_passed_on or date.min)
    reviewed = one.legal_review_passed_on is not None and one.legal_review_passed_on >= last
    agreed = one.deliberated_on is not None and one.deliberated_on >= last
    heavy = one.major or one.difficult or one.public_interest or bool(one.hearing_held_on and one.major_rights)
    heard = not one.hearing_asked_on or one.hearing_dropped or bool(one.hearing_held_on)
    asking = one.hearing_notice_served_on and not one.hearing_asked_on and one.hearing_until and one.hearing_until >= TODAY
    offered = one.hearing_due is False or bool(one.hearing_notice_served_on)
    stated = one.statement_ended or bool(one.statement_until and one.statement_until < TODAY)
    return (one.certified >= 2 and not one.recusal_open and one.within_limitation and bool(one.review_passed_on)
            and one.made_out and (not one.crime_suspected or one.crime_settled) and bool(one.notice_served_on) and stated
            and offered and not asking and heard and bool(one.weighed_on) and not one.heavier_after_defence
            and not one.beyond_notice and one.assessed and (reviewed or not heavy)
            and (agreed or not (one.major or one.complex)))


def test_a_case_begun_under_one_version_goes_on_under_it_or_is_moved_by_a_decision():
    old = CaseFacts(begun=date(2024, 4, 30), clear_actor=True, against_law=True, liability=True, own_jurisdiction=True)
    assert step(MOVES, Stage.FOUND, "filing.propose", old, TODAY) is Stage.FILING_UNIT
    for new in (replace(old, begun=date(2024, 5, 1)), replace(old, begun=None), replace(old, moved_to=date(2024, 5, 1))):
        with pytest.raises(MoveError, match="barred by limitation"):
            step(MOVES, Stage.FOUND, "filing.propose", new, TODAY)
    asked = {one.move.action for one in lawful(MOVES, Stage.ENFORCING, old, TODAY)}
    assert "closing.handed-to-court" in asked and "closing.applied" not in asked


def test_what_is_refused_says_what_is_lawful_now_or_what_is_missing():
    with pytest.raises(MoveError) as refused:
        step(MOVES, Stage.CLOSED, "decision.penalty", CaseFacts(begun=BEGUN[-1], bound=True), TODAY)
    assert str(refused.value) == "decision.penalty is no move of a case in the stage closed. Lawful now: archive.file."
    with pytest.raises(MoveError) as refused:
        step(MOVES, Stage.CLOSED, "archive.file", CaseFacts(begun=BEGUN[-1]), TODAY)
    assert (refused.value.message, refused.value.way_out) == ("The file is not catalogued and bound.",
                                                              "Complete the index of the file.")


def test_the_same_complaint_is_made_once():
    offers = {one.move.action: one for one in lawful(MOVES, Stage.WEIGHED, CaseFacts(begun=BEGUN[-1]), TODAY)}
    told = [one.message for one in offers["decision.penalty"].unmet]
    assert told.count("Nobody has said whether the case is major or complex.") == 1 and len(told) == len(set(told)) > 8


def test_the_court_is_applied_to_without_a_demand_until_2011_only():
    old = replace(GOOD, begun=date(2010, 3, 1))
    assert step(MOVES, Stage.OVERDUE, "court.apply-undemanded", old, date(2011, 12, 31)) is Stage.AT_COURT
    for action, stage in (("court.apply-undemanded", Stage.OVERDUE), ("seizure.order", Stage.INVESTIGATING)):
        with pytest.raises(MoveError):
            step(MOVES, stage, action, old, date(2012, 1, 1))
    unpaid = replace(old, fully_performed=False)
    assert step(MOVES, Stage.OVERDUE, "demand.serve", unpaid, date(2012, 1, 1)) is Stage.DEMANDED


def test_legal_review_is_wanted_of_what_is_decided_since_2018_whenever_the_case_began():
    plain = replace(GOOD, begun=date(2010, 3, 1), major=True, legal_review_passed_on=None)
    assert step(MOVES, Stage.WEIGHED, "decision.penalty", plain, date(2017, 12, 31)) is Stage.DECIDED
    with pytest.raises(MoveError, match="legal review is due and not passed"):
        step(MOVES, Stage.WEIGHED, "decision.penalty", plain, date(2018, 1, 1))


def test_facts_change_by_name_alone() -> None:
    facts = CaseFacts(day=date(2025, 8, 4), certified=2)
    assert facts.but(certified=1, major=True) == replace(facts, certified=1, major=True)
    assert facts == CaseFacts(day=date(2025, 8, 4), certified=2)
    with pytest.raises(TypeError, match="no facts of a case: certifed"):
        facts.but(certifed=1)
