"""What the moves open and end: no path loses a limit, each can be met while it runs, closing waits for what the office owes."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from regulation.loading import load
from regulation.procedure import lawful, opened, step
from regulation.procedure_table import ALL
from regulation.stages import START, Stage, Who
from tests.regulation.cases import BEGUN, GOOD, TODAY, VARIANTS, finals, reached, the_law

MOVES = tuple(the_law().move.values())
PENALTIES = ("decision.penalty", "decision.lighter")
# The guard by which closing waits for what the office still owes.
WAITED_FOR = {"confiscation-handover": "ore-handed-over", "evidence-storage": "evidence-decided", "seizure": "evidence-decided",
              "publication": "publication-settled", "withdrawal": "publication-settled", "service": "service-settled",
              "discipline-transfer": "discipline-transferred", "transfer-decision": "crime-transferred",
              "police-transfer": "crime-transferred", "goods-handover": "goods-handed-over",
              "reconsideration-answer": "remedy-settled", "suit-answer": "remedy-settled",
              "spot-report": "spot-reported"}
# What closing makes pointless: others owe it, or it has no object any more; a public notice is for the service it proves.
POINTLESS = {"closing", "decision", "demand", "payment", "reconsideration", "litigation", "litigation-after-reconsideration",
             "court-application", "court-acceptance", "court-ruling", "court-ruling-heard", "court-review", "police-decision",
             "police-review", "suspension-notice", "resumption-notice", "seizure-approval", "public-notice"}

# Who does what a limit wants, or shows that it has no object any more, ends it.
MET = {
    "filing": "filing.approve filing.refuse filing.leave order.file",
    "designation": "jurisdiction.keep jurisdiction.assign-filed",
    "decision": "decision.penalty decision.lighter decision.none decision.withdraw decision.transfer investigation.end",
    "statement": "statement.record statement.lapse statement.weigh notice.renew", "hearing": "hearing.hold hearing.drop",
    "hearing-request": "hearing.ask hearing.lapse statement.weigh notice.renew", "hearing-notice": "hearing.tell hearing.drop",
    "suspension-notice": "suspension.tell", "resumption-notice": "resumption.tell", "evidence-storage": "evidence.decide",
    "seizure": "seizure.end", "seizure-approval": "seizure.approve seizure.end",
    "service": "decision.serve decision.serve-public none.serve none.serve-public decision.annul",
    "public-notice": "notice.serve notice.serve-public decision.serve decision.serve-public demand.serve-public",
    "publication": "publication.publish publication.leave decision.annul", "withdrawal": "publication.withdraw",
    "payment": "performance.complete performance.lapse decision.annul", "confiscation-handover": "ore.hand-over decision.annul",
    "reconsideration": "remedy.ask-reconsideration remedy.lapse", "litigation": "remedy.sue remedy.lapse",
    "litigation-after-reconsideration": "remedy.sue remedy.lapse decision.annul",
    "reconsideration-answer": "remedy.answer remedy.reconsidered", "suit-answer": "remedy.answer remedy.ended",
    "demand": "demand.lapse court.apply performance.complete", "court-application": "court.apply performance.complete",
    "court-acceptance": "court.accept court.refuse", "court-ruling": "court.grant court.refuse court.doubt",
    "court-ruling-heard": "court.grant court.refuse", "court-review": "court.review",
    "transfer-decision": "crime.approve crime.refuse crime.approve-later crime.refuse-later",
    "police-transfer": "crime.deliver crime.deliver-later", "goods-handover": "goods.hand-over",
    "police-decision": "police.accept police.decline police.accept-later police.decline-later",
    "police-review": "crime.review crime.resume crime.procurate crime.review-later crime.leave-later",
    "discipline-transfer": "discipline.transfer", "spot-report": "spot.report"}


def running(moves, limit):
    """The stages in which a limit can be running, by stages alone; what closes the case is left out."""
    keeping = [one for one in moves if not {limit, ALL} & set(one.ends)]
    opening = [stage for one in moves if limit in one.opens for stage in ((one.to,) if one.to else one.stages)]
    return set().union(*(reached(keeping, stage) for stage in opening)), keeping


@pytest.mark.parametrize("begun", BEGUN)
def test_no_path_loses_a_limit(begun):
    moves = the_law().on(begun)
    for move in moves:
        for limit in move.opens:
            keeping = [one for one in moves if not {limit, "all"} & set(one.ends)]
            for stage in (move.to,) if move.to else move.stages:
                assert not reached(keeping, stage) & finals(), (move.action, limit)
                assert any({limit, "all"} & set(one.ends) for one in moves if reached(moves, stage) & set(one.stages))


@pytest.mark.parametrize("begun", BEGUN)
def test_as_long_as_a_limit_runs_some_way_leads_to_the_move_that_meets_it(begun):
    moves = the_law().on(begun)
    for limit in {one for move in moves for one in move.opens}:
        meeting = {stage for one in moves if limit in one.ends for stage in one.stages}
        stages, keeping = running(moves, limit)
        assert [stage for stage in stages if not meeting & reached(keeping, stage)] == [], limit


@pytest.mark.parametrize("begun", BEGUN)
def test_a_time_that_somebody_lets_pass_ends_by_itself_wherever_the_case_stands(begun):
    moves = the_law().on(begun)
    lapsing = {limit: [one for one in moves if one.who is Who.SYSTEM and limit in one.ends]
               for limit in ("statement", "hearing-request", "payment", "reconsideration", "litigation",
                             "litigation-after-reconsideration", "demand", "public-notice")}
    for limit, ends in lapsing.items():
        assert running(moves, limit)[0] - {stage for one in ends for stage in one.stages} == set(), limit


@pytest.mark.parametrize("begun", BEGUN)
def test_closing_waits_for_what_the_office_still_owes(begun):
    moves = the_law().on(begun)
    for limit in {one for move in moves for one in move.opens}:
        stages, _ = running(moves, limit)
        cutting = [one for one in moves if ALL in one.ends and stages & set(one.stages)]
        assert not cutting or limit in WAITED_FOR or limit in POINTLESS, limit
        if limit in WAITED_FOR:
            assert [one.action for one in cutting if WAITED_FOR[limit] not in one.needs_on(begun)] == [], limit


def test_a_limit_is_met_by_whoever_does_what_it_wants():
    assert set(MET) == {one for way in (*MOVES, *the_law().record.values()) for one in way.opens} - {"closing"}
    for limit, actions in MET.items():
        assert [one for one in actions.split() if limit not in the_law().move[one].ends] == [], limit


def test_a_limit_that_no_move_opens_runs_from_before_the_case_or_is_asked_by_a_guard():
    opened_by_some = {one for way in (*MOVES, *the_law().record.values()) for one in way.opens}
    assert set(load().limits) - opened_by_some == {"verification", "stop-notice", "limitation", "limitation-grave",
                                                   "reconsideration-untold"}


@settings(max_examples=40, derandomize=True, deadline=None)
@given(some.data())
def test_a_walk_of_lawful_moves_ends_with_no_limit_running(data):
    begun = data.draw(some.sampled_from(BEGUN))
    stage, running, decided = START, set[str](), False
    for _ in range(60):
        facts = replace(data.draw(some.sampled_from(VARIANTS)), begun=begun)
        offers = [one for one in lawful(MOVES, stage, facts, TODAY) if one.open and not one.move.reopens]
        if not offers:
            assert stage in finals()
            break
        move = data.draw(some.sampled_from(offers)).move
        stage = step(MOVES, stage, move.action, facts, TODAY)
        running = set() if "all" in move.ends else running - set(move.ends)
        running |= set(move.opens)
        if move.action == "payment.correct-performed":
            running.add("payment")  # its time runs on as it did before (casework.case.correcting)
        decided = decided or move.action in PENALTIES
        assert stage is not Stage.PERFORMING or decided or move.action == "spot.decide" or "payment" in running
    if stage in finals():
        assert not running


def test_a_move_opens_what_the_law_of_the_day_wants_of_this_case():
    law, limits = the_law(), load().limits
    served, decided = law.move["decision.serve"], law.move["decision.penalty"]
    plain = replace(GOOD, social_impact=False)
    assert opened(limits, served.opens, plain, TODAY) == ("payment", "reconsideration", "litigation")
    assert opened(limits, served.opens, replace(GOOD, ore_to_hand_over=True), TODAY)[-1] == "confiscation-handover"
    assert opened(limits, decided.opens, plain, date(2021, 7, 14)) == ("service", "publication")
    assert opened(limits, decided.opens, plain, date(2021, 7, 15)) == ("service",)
    assert opened(limits, decided.opens, replace(plain, social_impact=True), date(2021, 7, 15)) == ("service", "publication")
    notice = law.move["notice.serve"]
    assert opened(limits, notice.opens, replace(GOOD, hearing_due=False), TODAY) == ("statement",)
    assert opened(limits, notice.opens, GOOD, TODAY) == ("statement", "hearing-request")
