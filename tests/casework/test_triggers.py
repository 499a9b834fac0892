"""Triggers are claimed as leases and done once; a stage's bells are numbered, and the number makes the key."""

from datetime import UTC, datetime

import pytest

from casework import triggers
from casework.access import OPERATOR, SYSTEM, Actor
from casework.triggers import Bell
from foundation.clock import SetClock
from foundation.errors import RefusedError
from tests.casework.town import at


def pull(house, *stages):
    with at(house, SYSTEM) as desk:
        for stage in stages:
            triggers.pull(desk, stage, "duty", 7)


def claim(house, stage, by, minutes=30):
    with at(house, SYSTEM) as desk:
        return triggers.claim(desk, stage, by, minutes=minutes)


def done(house, stage, by):
    with at(house, SYSTEM) as desk:
        return triggers.done(desk, stage, by)


def waiting(house):
    with at(house, SYSTEM) as desk:
        return triggers.waiting(desk)


def later(house, **step):
    assert isinstance(house.clock, SetClock)
    house.clock.advance(**step)


def test_a_trigger_says_which_stage_has_work_and_what_about(house):
    pull(house, "post_round")
    with at(house, SYSTEM) as desk:
        assert [tuple(row) for row in desk.rows("SELECT stage, entity, entity_id, claimed_by, done_at FROM trigger_row")] == [
            ("post_round", "duty", 7, None, None)]


def test_a_stage_waits_once_however_many_triggers_it_has(house):
    assert waiting(house) == []
    pull(house, "post_round", "duty_watch", "duty_watch")
    assert waiting(house) == ["duty_watch", "post_round"]


def test_one_run_claims_all_that_waits_for_its_stage_and_nothing_else(house):
    pull(house, "duty_watch", "duty_watch", "post_round")
    assert claim(house, "duty_watch", "run-1") == 2
    assert waiting(house) == ["post_round"]


def test_what_one_run_holds_no_other_run_can_claim(house):
    pull(house, "duty_watch")
    assert (claim(house, "duty_watch", "run-1"), claim(house, "duty_watch", "run-2")) == (1, 0)


def test_a_lease_brings_the_rows_of_a_dead_run_back_at_its_last_minute_and_not_before(house):
    pull(house, "duty_watch")
    claim(house, "duty_watch", "run-1", minutes=30)
    later(house, minutes=29, seconds=59)
    assert (waiting(house), claim(house, "duty_watch", "run-2")) == ([], 0)
    later(house, seconds=1)
    assert waiting(house) == ["duty_watch"]
    assert claim(house, "duty_watch", "run-2") == 1


def test_a_run_that_lost_its_lease_can_no_longer_mark_the_rows_as_done(house):
    pull(house, "duty_watch")
    claim(house, "duty_watch", "run-1")
    later(house, minutes=30)
    claim(house, "duty_watch", "run-2")
    assert done(house, "duty_watch", "run-1") == 0
    assert done(house, "duty_watch", "run-2") == 1


def test_what_is_done_never_waits_again(house):
    pull(house, "duty_watch", "duty_watch")
    claim(house, "duty_watch", "run-1")
    assert done(house, "duty_watch", "run-1") == 2
    later(house, days=1)
    assert waiting(house) == []
    assert (claim(house, "duty_watch", "run-2"), done(house, "duty_watch", "run-1")) == (0, 0)


def test_a_trigger_pulled_during_a_run_is_left_for_the_next_one(house):
    pull(house, "duty_watch")
    claim(house, "duty_watch", "run-1")
    pull(house, "duty_watch")
    assert done(house, "duty_watch", "run-1") == 1
    assert waiting(house) == ["duty_watch"]


def test_bells_are_numbered_stage_by_stage_and_the_number_is_in_the_key(house):
    with at(house, SYSTEM) as desk:
        assert triggers.bell(desk, "duty_watch") == Bell("duty_watch", 0, None)
        keys = [triggers.raise_bell(desk, stage).key for stage in ("duty_watch", "duty_watch", "post_round")]
    assert keys == ["duty_watch:bell:1", "duty_watch:bell:2", "post_round:bell:1"]


def test_a_bell_remembers_the_run_it_started_until_it_is_raised_again(house):
    with at(house, SYSTEM) as desk:
        triggers.raise_bell(desk, "duty_watch")
        triggers.rung(desk, "duty_watch", "a-run")
    with at(house, SYSTEM) as desk:
        assert triggers.bell(desk, "duty_watch") == Bell("duty_watch", 1, "a-run")
        assert triggers.raise_bell(desk, "duty_watch") == Bell("duty_watch", 2, None)


def test_the_lease_ends_at_an_exact_instant(house):
    pull(house, "duty_watch")
    claim(house, "duty_watch", "run-1", minutes=45)
    with at(house, SYSTEM) as desk:
        until = desk.scalar("SELECT claimed_until FROM trigger_row")
    as_stored = datetime.fromisoformat(until) if isinstance(until, str) else until
    assert as_stored.replace(tzinfo=as_stored.tzinfo or UTC) == datetime(2024, 3, 4, 0, 45, tzinfo=UTC)


@pytest.mark.parametrize("actor", [SYSTEM, OPERATOR])
def test_the_system_and_the_operator_may_ring(sqlite_house, actor):
    with at(sqlite_house, actor) as desk:
        assert triggers.waiting(desk) == []


def test_an_officer_may_not_ring(sqlite_house):
    for ring in (triggers.waiting, lambda desk: triggers.bell(desk, "duty_watch"),
                 lambda desk: triggers.claim(desk, "duty_watch", "me", minutes=1)):
        with at(sqlite_house, Actor("张三", 1)) as desk, pytest.raises(RefusedError, match=r"张三 may not ring for a stage"):
            ring(desk)
