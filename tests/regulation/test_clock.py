"""What stops the time for deciding, until when, and that the rulebook leaves nothing that would stop it for ever."""

import pytest

from regulation.clock import begins_anew, lasts, with_cause, without_cause
from tests.regulation.mistakes import complaints, put


@pytest.mark.parametrize(("before", "cause", "then"), [
    ("", "hearing", "hearing"),
    ("appraisal", "hearing", "appraisal,hearing"),
    ("appraisal", "appraisal", "appraisal"),
])
def test_a_cause_stands_once(before: str, cause: str, then: str) -> None:
    assert with_cause(before, cause) == then


@pytest.mark.parametrize(("before", "then"), [
    ("", ""), ("hearing", "hearing"), ("appraisal", ""), ("appraisal,police", "police"),
])
def test_a_cause_that_ends_leaves_the_others(before: str, then: str) -> None:
    assert without_cause(before, "appraisal") == then


@pytest.mark.parametrize(("cause", "out", "more"), [("appraisal", 1, False), ("appraisal", 2, True), ("hearing", 2, False)])
def test_an_opinion_ends_no_other_appraisal_that_is_out(cause: str, out: int, more: bool) -> None:
    assert lasts(cause, out) is more


@pytest.mark.parametrize(("opens", "ends", "anew"), [
    (("decision",), (), True), ((), ("decision",), True), ((), ("all",), True), (("statement",), ("hearing",), False),
])
def test_what_ends_or_opens_the_time_for_deciding_begins_it_anew(opens: tuple[str, ...], ends: tuple[str, ...],
                                                                 anew: bool) -> None:
    assert begins_anew(opens, ends) is anew


@pytest.mark.parametrize(("action", "told"), [
    ("crime.report", "investigation.suspend · stops: force-majeure still stops the clock at investigating"),
    ("hearing.drop", "hearing.ask · stops: hearing still stops the clock at notified"),
    ("crime.resume", "crime.deliver · stops: police still stops the clock at crime_approved"),
])
def test_a_move_after_which_a_cause_would_stop_the_clock_for_ever_is_named(action: str, told: str) -> None:
    assert [one for one in complaints(put("effect", action, restarts=None)) if told in one] != []
