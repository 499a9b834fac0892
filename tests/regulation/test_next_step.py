"""Who acts next in a case, at the edges of the time that others have."""

from dataclasses import replace
from datetime import date

import pytest

from regulation.case_facts import CaseFacts
from regulation.next_step import next_of, reviews_on
from regulation.stages import Stage, Who
from tests.regulation.cases import the_law

DAY = date(2025, 8, 11)
SERVED = CaseFacts(day=DAY, notice_served_on=date(2025, 8, 4), statement_until=DAY)


@pytest.mark.parametrize(("stage", "who"), [
    (Stage.FOUND, Who.HANDLER), (Stage.FILING_UNIT, Who.UNIT), (Stage.FILING_REVIEW, Who.REVIEW),
    (Stage.FILING_LEADER, Who.LEADER), (Stage.DESIGNATING, Who.SUPERIOR), (Stage.LEGAL_REVIEW, Who.LEGAL),
    (Stage.DELIBERATING, Who.HEADS), (Stage.PERFORMING, Who.PARTY), (Stage.AT_COURT, Who.COURT),
    (Stage.WITH_POLICE, Who.POLICE), (Stage.PERFORMED, Who.HANDLER), (Stage.REFUSED, None), (Stage.PASSED_ON, None),
    (Stage.ARCHIVED, None)])
def test_the_stage_says_who(stage: Stage, who: Who | None) -> None:
    assert next_of(stage, CaseFacts(day=DAY)) is who


def test_every_stage_but_the_ends_waits_for_somebody() -> None:
    nobody = {stage for stage in Stage if next_of(stage, CaseFacts(day=DAY)) is None}
    assert nobody == {Stage.REFUSED, Stage.PASSED_ON, Stage.ARCHIVED}


def test_a_notice_is_served_then_the_party_has_its_time_to_the_last_day_then_it_is_weighed() -> None:
    assert next_of(Stage.NOTIFIED, CaseFacts(day=DAY)) is Who.HANDLER
    assert next_of(Stage.NOTIFIED, SERVED) is Who.PARTY
    assert next_of(Stage.NOTIFIED, replace(SERVED, day=date(2025, 8, 12))) is Who.REVIEW
    assert next_of(Stage.NOTIFIED, replace(SERVED, statement_ended=True)) is Who.REVIEW


def test_a_hearing_that_can_still_be_asked_for_keeps_it_with_the_party() -> None:
    offered = replace(SERVED, statement_ended=True, hearing_notice_served_on=date(2025, 8, 4), hearing_until=DAY)
    assert next_of(Stage.NOTIFIED, offered) is Who.PARTY
    assert next_of(Stage.NOTIFIED, replace(offered, day=date(2025, 8, 12))) is Who.REVIEW


def test_a_hearing_notice_that_is_due_and_not_served_keeps_it_with_the_handler() -> None:
    waiting = replace(SERVED, statement_ended=True, hearing_due=True)
    assert next_of(Stage.NOTIFIED, waiting) is Who.HANDLER
    assert next_of(Stage.NOTIFIED, replace(waiting, hearing_notice_served_on=DAY, hearing_until=DAY)) is Who.PARTY


def test_where_no_time_to_ask_for_a_hearing_was_opened_none_is_waited_for() -> None:
    announced = replace(SERVED, statement_ended=True, hearing_due=False, hearing_notice_served_on=date(2025, 8, 4))
    assert next_of(Stage.NOTIFIED, announced) is Who.REVIEW


def test_after_the_demand_the_leader_acts_once_the_remedies_are_over_too() -> None:
    demanded = CaseFacts(day=DAY, demand_until=date(2025, 8, 10), remedies_until=DAY)
    assert next_of(Stage.DEMANDED, demanded) is Who.PARTY
    assert next_of(Stage.DEMANDED, replace(demanded, day=date(2025, 8, 12))) is Who.LEADER
    assert next_of(Stage.DEMANDED, replace(demanded, remedies_until=date(2025, 8, 10), demand_until=DAY)) is Who.PARTY


def test_what_is_proposed_for_closing_waits_for_the_leader() -> None:
    assert next_of(Stage.PERFORMED, CaseFacts(day=DAY, closing_proposed_on=DAY)) is Who.LEADER
    assert next_of(Stage.CLOSED, CaseFacts(day=DAY, closing_proposed_on=DAY)) is Who.HANDLER


@pytest.mark.parametrize("stage", [Stage.PROPOSED, Stage.WEIGHED])
def test_what_is_due_is_said_and_reviewed_by_the_handlers_doing_before_the_leader_acts(stage: Stage) -> None:
    said = CaseFacts(day=DAY, assessed=True)
    assert next_of(stage, CaseFacts(day=DAY)) is Who.HANDLER
    assert next_of(stage, said) is Who.LEADER
    assert next_of(stage, replace(said, major=True)) is Who.HANDLER
    assert next_of(stage, replace(said, major=True, legal_review_passed_on=DAY)) is Who.LEADER
    heard = replace(said, major=True, legal_review_passed_on=DAY, hearing_held_on=date(2025, 8, 12))
    assert next_of(stage, heard) is Who.HANDLER


@pytest.mark.parametrize(("day", "who"), [
    (date(2012, 5, 2), Who.LEADER), (date(2017, 12, 31), Who.LEADER), (date(2018, 1, 1), Who.HANDLER)])
@pytest.mark.parametrize("stage", [Stage.PROPOSED, Stage.WEIGHED])
def test_no_case_waits_for_a_legal_review_before_the_law_knew_one(stage: Stage, day: date, who: Who) -> None:
    reviews = reviews_on(the_law(), day)
    assert reviews is (who is Who.HANDLER)
    assert next_of(stage, CaseFacts(day=day, assessed=True, major=True), reviews=reviews) is who
    assert next_of(stage, CaseFacts(day=day), reviews=reviews) is Who.HANDLER  # what the case is, is still to be said
    assert next_of(stage, CaseFacts(day=day, assessed=True), reviews=reviews) is Who.LEADER
