"""Every history of a case up to its decision, walked to the end: none reaches a penalty past what the law wants before it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from regulation.case_facts import CaseFacts
from regulation.procedure import lawful
from regulation.stages import Stage
from tests.regulation.cases import BEGUN, the_law

EARLY, LATE, TODAY, AFTER = date(2025, 8, 1), date(2025, 8, 2), date(2025, 8, 20), date(2025, 8, 21)
PENALTIES = {"decision.penalty", "decision.lighter"}
BEFORE = {Stage.INVESTIGATING, Stage.REVIEWING, Stage.PROPOSED, Stage.LEGAL_REVIEW, Stage.DELIBERATING, Stage.NOTIFIED,
          Stage.HEARING, Stage.WEIGHED}
UNTOLD: dict[str, Any] = dict.fromkeys(("notice_served_on", "hearing_notice_served_on", "hearing_until", "hearing_asked_on",
                                        "hearing_held_on", "weighed_on")) | {"statement_ended": False}
NOTED: dict[str, dict[str, Any]] = {  # what a move leaves in the file
    "review.pass": {"review_passed_on": LATE}, "hearing.hold": {"hearing_held_on": LATE},
    "legal.pass": {"legal_review_passed_on": LATE}, "legal.pass-weighed": {"legal_review_passed_on": LATE},
    "deliberation.conclude": {"deliberated_on": LATE}, "deliberation.conclude-weighed": {"deliberated_on": LATE},
    "notice.serve": {"notice_served_on": LATE}, "notice.renew": UNTOLD, "statement.record": {"statement_ended": True},
    "hearing.ask": {"hearing_asked_on": LATE}, "hearing.drop": {"hearing_dropped": True},
    "statement.weigh": {"weighed_on": LATE}}
STAYING = {*NOTED, "notice.serve-public"}
MOVES = {stage: [one for one in the_law().move.values() if stage in one.stages
                 and (one.to in BEFORE or one.action in PENALTIES | STAYING)] for stage in BEFORE}
PLAIN = CaseFacts(day=TODAY, begun=BEGUN[-1], certified=2, evidence=1, within_limitation=True, made_out=True, assessed=True,
                  hearing_due=False, reason_given=True, service_proved=True, report_complete=True, ground_of_lightness=True,
                  hearing_told_on=EARLY, hearing_day=LATE, notice_until=EARLY)
DUE = replace(PLAIN, major=True, hearing_due=True)


def after(facts: CaseFacts, action: str) -> CaseFacts:
    """The file after a move; what was agreed before the last report or hearing is early."""
    found = facts.but(**NOTED.get(action.replace("serve-public", "serve"), {}))
    if action in ("notice.serve", "notice.serve-public") and facts.hearing_due:
        found = found.but(hearing_notice_served_on=LATE, hearing_until=TODAY)
    if action in ("review.pass", "hearing.hold"):
        found = found.but(**{name: EARLY for name in ("legal_review_passed_on", "deliberated_on") if getattr(found, name)})
    return found


def histories(begun: date, first: CaseFacts) -> Iterator[tuple[CaseFacts, str]]:
    """Every file in which a penalty can be decided, with the move."""
    start = (Stage.INVESTIGATING, replace(first, begun=begun))
    seen, todo = {start}, [start]
    while todo:
        stage, facts = todo.pop()
        for offer in lawful(MOVES[stage], stage, facts, facts.day):
            if offer.open and offer.move.action in PENALTIES:
                yield facts, offer.move.action
            following = [(offer.move.to or stage, after(facts, offer.move.action)),  # a day may pass before the next move
                         (offer.move.to or stage, after(facts, offer.move.action).but(day=AFTER))] if offer.open else []
            new = [one for one in following if one[0] in BEFORE and one not in seen]
            seen.update(new)
            todo += new


@pytest.mark.parametrize("begun", [BEGUN[0], BEGUN[-1]])
def test_no_history_of_a_heavy_case_leads_to_a_penalty_past_what_the_law_wants(begun):
    found = list(histories(begun, DUE))
    assert {action for _, action in found} == PENALTIES
    for one, _ in found:
        assert one.review_passed_on and one.notice_served_on and one.hearing_notice_served_on and one.weighed_on
        assert one.statement_ended or one.day > (one.statement_until or date.max)
        assert one.hearing_dropped or one.hearing_held_on if one.hearing_asked_on else one.day == AFTER
        assert one.legal_review_passed_on == one.deliberated_on == LATE


@pytest.mark.parametrize("begun", [BEGUN[0], BEGUN[-1]])
def test_a_plain_case_is_decided_without_hearing_legal_review_and_deliberation_but_not_without_notice(begun):
    found = [one for one, _ in histories(begun, PLAIN)]
    assert any(not one.legal_review_passed_on and not one.deliberated_on for one in found)
    assert all(one.review_passed_on and one.notice_served_on and one.statement_ended and one.weighed_on for one in found)


@pytest.mark.parametrize("spoilt", [{"certified": 1}, {"evidence": 0}, {"crime_suspected": True}, {"within_limitation": False},
                                    {"assessed": False}, {"hearing_due": None}, {"recusal_open": True}])
def test_no_history_of_a_spoilt_case_leads_to_a_penalty(spoilt):
    assert list(histories(BEGUN[-1], replace(DUE, **spoilt))) == []


def test_beside_penalties_only_a_reviewing_organ_or_a_court_says_what_is_paid() -> None:
    asking = {action: effect for action, effect in the_law().effect.items() if any(one.name == "fine" for one in effect.fields)}
    assert asking.keys() == PENALTIES | {"notice.issue", "spot.decide", "decision.change"}
    form = {one.name: one for one in asking["decision.change"].fields}
    assert form["by"].choices == ("复议机关", "人民法院")
    assert all(form[name].required for name in ("by", "body", "number", "annulled_on", "served_on"))
