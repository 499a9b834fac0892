"""What moves ask and make of the facts: whole, without a slip, and no way round what the law wants before a penalty."""

from dataclasses import fields, replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from regulation.case_facts import CaseFacts
from regulation.effects import FRESH, after, claimed, form_of, start_of, starts_of
from regulation.guards.deciding import deliberation_due, legal_review_due
from regulation.loading import load
from regulation.procedure import lawful
from regulation.stages import Stage
from tests.regulation.mistakes import complaints, put

LAW = load().procedure
MOVES = tuple(LAW.move.values())
# What is asked of limits, officers, evidence and money, never of a form.
ASKED = {"day", "begun", "moved_to", "certified", "evidence", "stored_undecided", "sealed_undecided", "spot_most",
         "hearing_until", "hearing_told_by",
         "notice_until", "payment_until", "remedies_until", "demand_until", "court_until", "fine", "received_by_transfer",
         "heavier_after_defence", "ore_to_hand_over", "version_older",
         "recusal_left", "recused", "notice_before", "hearing_notice_before",
         "police_reviewed", "office_below", "appraisals_out"}
NEEDED = {"review.pass", "notice.issue", "statement.weigh"}
SERVED = {"notice.serve", "notice.serve-public"}
BACK = {"review.return", "legal.return", "deliberation.return", "crime.resume", "decision.redo", "correction.reopen"}
ONWARDS = ("report.submit", "review.", "legal.", "deliberation.", "notice.", "statement.", "recusal.decide",
           "decision.penalty", "decision.lighter")
ASIDE = ("crime.", "order.", "discipline.", "recusal.ask", "version.")
DAY = date(2025, 3, 3)


@pytest.mark.parametrize(("action", "wrong", "told"), [
    ("notice.serve", {"action": "notice.sing"}, "there is no move or record of this name"),
    ("notice.serve", {"marks": ["notice_sung_on"]}, "there is no fact notice_sung_on"),
    ("notice.serve", {"field": [{"name": "a", "title": "甲", "title_en": "A", "type": "date", "opens": "payment"}]},
     "field a: opens payment, which the move does not open"),
    ("notice.serve", {"starts": "sung_on"}, "sung_on is neither a field nor a fact"),
    ("hearing.ask", {"restarts": "hearing"}, "one move does not stop the time for deciding and start it again"),
    ("team.name", {"field": [{"name": "a", "title": "甲", "title_en": "A", "type": "song"}]}, "type song is unknown"),
    ("team.name", {"field": [{"name": "a", "title": "甲", "title_en": "A", "type": "choice"}]}, "choices go with type choice"),
    ("team.name", {"field": [{"name": "a", "title": "甲", "title_en": "A", "type": "text", "fact": "b"}]},
     "there is no fact b"),
    ("team.name", {"field": [{"name": "a", "title": "甲", "title_en": "A", "type": "text", "denies": True}]},
     "denies goes with a fact"),
    ("team.name", {"field": 2 * [{"name": "a", "title": "甲", "title_en": "A", "type": "text"}]}, "field a: stands twice"),
])
def test_a_slip_in_the_effects_is_named(action: str, wrong: dict[str, Any], told: str) -> None:
    found = complaints(lambda files: change(files, action, wrong))
    assert [one for one in found if told in one and "rulebook" not in one] != [], found


def change(files: Any, action: str, wrong: dict[str, Any]) -> None:
    entry = next(one for document in files.values() for one in document.get("effect", ()) if one["action"] == action)
    entry.update(wrong)


@pytest.mark.parametrize(("action", "wrong", "told"), [
    ("hearing.fix", {"action": "hearing.ask"}, "there is a move of this name"),
    ("hearing.fix", {"opens": ["song"]}, "there is no limit song"),
    ("hearing.fix", {"needs": ["song"]}, "there is no guard song"),
])
def test_a_slip_in_a_record_is_named(action: str, wrong: dict[str, Any], told: str) -> None:
    assert [one for one in complaints(put("record", action, **wrong)) if told in one] != []


def test_every_fact_that_no_record_tells_can_be_set_by_some_move() -> None:
    settable = {field.fact for effect in LAW.effect.values() for field in effect.fields} | {"reason_given"} | {
        name for effect in LAW.effect.values() for name in (*effect.marks, *effect.affirms, *effect.denies)}
    assert {one.name for one in fields(CaseFacts)} - ASKED - settable == set()


def test_a_form_asks_for_the_reason_once_and_requires_it_where_the_law_wants_the_move_founded() -> None:
    plain, founded = (form_of(LAW.effect["filing.unit"], founded=one) for one in (False, True))
    assert [(one.name, one.required) for one in plain] == [("opinion", True), ("reason", False)]
    assert [(one.name, one.required) for one in founded] == [("opinion", True), ("reason", True)]


def test_what_was_said_for_one_move_alone_is_forgotten_by_the_next() -> None:
    form = form_of(None, founded=True)
    said = claimed(CaseFacts(), form, {"reason": "当事人已搬走"})
    assert said.reason_given and not claimed(said, form, {}).reason_given


def test_limits_start_on_the_day_that_the_form_names_and_else_on_the_moves_own() -> None:
    effect = LAW.effect["notice.serve"]
    assert start_of(effect, CaseFacts(), {"served_on": "2025-03-01"}, DAY) == date(2025, 3, 1)
    assert start_of(LAW.effect["remedy.lapse"], CaseFacts(remedies_until=date(2025, 2, 28)), {}, DAY) == date(2025, 2, 28)
    assert start_of(LAW.effect["filing.approve"], CaseFacts(), {}, DAY) == DAY


def test_a_field_that_opens_a_limit_starts_it_unless_it_was_left_out_or_said_before() -> None:
    effect, opens, day = LAW.effect["notice.serve"], ("statement", "hearing-request"), date(2025, 3, 1)
    told = {"served_on": "2025-03-01", "hearing_notice_on": "2025-03-02"}
    assert starts_of(effect, opens, CaseFacts(), told, day) == {"statement": day, "hearing-request": date(2025, 3, 2)}
    assert starts_of(effect, opens, CaseFacts(), {"served_on": "2025-03-01"}, day) == {"statement": day}
    before = CaseFacts(notice_served_on=day)
    assert starts_of(effect, opens, before, told, day) == {"hearing-request": date(2025, 3, 2)}
    assert starts_of(LAW.effect["hearing.fix"], ("hearing-notice",), CaseFacts(hearing_day=day), told, day) == {
        "hearing-notice": day}
    assert starts_of(None, opens, before, {}, DAY) == {"statement": DAY, "hearing-request": DAY}


def filled(action: str, day: date, chance: Random) -> dict[str, Any]:
    """A form filled in at random, mostly so that it holds."""
    effect = LAW.effect.get(action)
    often = 0.3 if action == "case.assess" else 0.9
    kinds = {"boolean": lambda: chance.random() < often, "date": day.isoformat, "officers": lambda: [1, 2],
             "integer": lambda: 1, "money": lambda: "1.00", "number": lambda: "1"}
    return {one.name: kinds.get(one.type, lambda one=one: one.choices[0] if one.choices else "有")()
            for one in form_of(effect, founded=True) if one.required or chance.random() < 0.7}


def weight(action: str) -> float:
    """How often chance takes a way: mostly towards a decision, seldom out of the case."""
    move = LAW.move.get(action)
    if action.endswith((".return", ".renew")) or "public" in action or "announce" in action:
        return 0.3
    if action.startswith(ONWARDS):
        return 8
    if action.startswith(ASIDE):
        return 0.02
    return 1 if move is None or move.to is Stage.HEARING or action.startswith("hearing.") else 0.05


def walk(seed: int, steps: int = 90) -> list[tuple[str, Stage, CaseFacts]]:
    """Events of a filed case that goes where chance leads it, and the facts on which each was made."""
    chance, stage, day = Random(seed), Stage.INVESTIGATING, DAY
    facts = CaseFacts(day=day, begun=day, within_limitation=True)
    made: list[tuple[str, Stage, CaseFacts]] = []
    for _ in range(steps):
        day += timedelta(days=chance.randrange(3))
        over = day - timedelta(days=1)
        asked = replace(facts, day=day, certified=chance.choice((1, 2, 2, 2)), evidence=chance.choice((0, 1, 1, 1, 1)),
                        statement_until=over, hearing_until=over,
                        notice_until=over, payment_until=over, remedies_until=over, demand_until=over)
        records = [one.action for one in LAW.record.values() if stage in one.stages]
        listed = [one.action for one in MOVES if stage in one.stages]
        if not listed and not records:
            break  # an end
        action = chance.choices([*listed, *records], [weight(one) for one in (*listed, *records)])[0]
        given = filled(action, day, chance)
        claims = claimed(asked, form_of(LAW.effect.get(action), founded=False), given)
        if action not in records:
            offer = next((one for one in lawful([LAW.move[action]], stage, claims, day) if one.open), None)
            if offer is None:
                continue
            stage = offer.move.to or stage
        made.append((action, stage, claims))
        facts = after(claims, LAW.effect.get(action), day)
    return made


@pytest.fixture(scope="module")
def walks() -> list[list[tuple[str, Stage, CaseFacts]]]:
    return [walk(seed) for seed in range(200)]


def test_no_way_leads_to_a_penalty_but_through_review_notice_and_statement_since_the_last_investigation(walks: Any) -> None:
    decided = 0
    for made in walks:
        since: set[str] = set()
        for action, stage, facts in made:
            if action in ("decision.penalty", "decision.lighter"):
                decided += 1
                assert since >= NEEDED and since & SERVED and facts.certified >= 2 and facts.evidence and not facts.recusal_open
                assert facts.hearing_due is False or "hearing.hold" in since or facts.hearing_notice_served_on
                assert not legal_review_due(facts) or since & {"legal.pass", "legal.pass-weighed"}
                assert not deliberation_due(facts) or since & {"deliberation.conclude", "deliberation.conclude-weighed"}
                assert not facts.crime_suspected or facts.crime_settled
            since = set() if stage is Stage.INVESTIGATING and action not in LAW.record else {*since, action}
    assert decided > 12  # else it proves nothing


def test_a_case_that_goes_back_to_investigation_has_forgotten_what_came_after(walks: Any) -> None:
    back = [(after(facts, LAW.effect.get(action), facts.day)) for made in walks for action, stage, facts in made
            if stage is Stage.INVESTIGATING and action in BACK]
    assert len(back) > 12
    told = ("review_passed_on", "notice_served_on", "weighed_on", "legal_review_passed_on", "deliberated_on", "hearing_held_on")
    assert {name for facts in back for name in told if getattr(facts, name) != FRESH[name]} == set()
