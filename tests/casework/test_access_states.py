"""The states in the table of access are those in which casework does it: each action tried in each state."""

from datetime import date

import pytest

from casework.act.acts import correct, record, withdraw
from casework.act.given import NewAct
from casework.act.reviews import accept
from casework.act.submissions import hand_in
from casework.duty import moving
from casework.duty.ending import waive
from casework.duty.opening import open_duties
from casework.duty.steering import MOVES
from casework.grants import STATES
from casework.letter.letters import resend, retry
from foundation.errors import ConflictError
from models.letter import LETTER_STATES
from regulation.terms import Unit
from tests.casework.town import at, duty_id, filled, go_to, patrol_fields, settle_in, watch_on
from tests.scenes import remembered

DAY = date(2024, 3, 4)
REPORT = "inspector_report"
ENDED = ("discharged", "waived", "closed", "lapsed")


@pytest.fixture
@remembered
def town(house):
    made = settle_in(house, date(2024, 3, 1))
    go_to(house, DAY)
    with at(house) as desk:
        open_duties(desk)
    return made


def done(house, do):
    """Whether it was done; undone again, so that the next is tried on the same."""
    try:
        with at(house) as desk:
            do(desk)
            raise InterruptedError
    except InterruptedError:
        return True
    except ConflictError:
        return False


def in_state(house, number, status):
    """The report's duty in a state, with a submission that waits where that is the state."""
    with at(house) as desk:
        desk.run("UPDATE duty SET status = 'open', ended_on = NULL WHERE id = :id", id=number)
        waiting = hand_in(desk, number, filled(house, REPORT)).submission_id
        desk.run("UPDATE duty SET status = :status, ended_on = :ended WHERE id = :id", id=number, status=status,
                 ended=desk.today if status in ENDED else None)
        if status == "suspended":
            desk.run("UPDATE duty SET status = 'open' WHERE id = :id", id=number)
            moving.suspend(desk, number, reason="汛情")
        if status != "handed_in":
            desk.run("UPDATE submission SET state = 'returned', reasons = 'x' WHERE id = :id", id=waiting)
    return waiting


@pytest.mark.parametrize("status", ["open", "handed_in", "suspended", *ENDED])
def test_what_is_done_to_a_duty_is_done_in_the_states_of_the_table(house, town, status):
    number = duty_id(house, REPORT, "2024")
    waiting = in_state(house, number, status)
    ways = {
        "duty.hand_in": [lambda desk: hand_in(desk, number, filled(house, REPORT))],
        "duty.review": [lambda desk: accept(desk, waiting)],
        "duty.suspend": [lambda desk: moving.suspend(desk, number, reason="x"),
                         lambda desk: moving.resume(desk, number, reason="x")],
        "duty.extend": [lambda desk: moving.extend(desk, number, n=3, unit=Unit.DAY, reason="x", approver="局长")],
        "duty.waive": [lambda desk: waive(desk, number, reason="x", approver="局长")],
    }
    assert ways.keys() == {action for action in STATES if action.startswith("duty.")}
    assert {action for action, tries in ways.items() if any(done(house, do) for do in tries)} == {
        action for action in ways if status in STATES[action]}


def test_the_moves_of_the_pages_are_made_in_the_same_states():
    for action in ("duty.suspend", "duty.extend", "duty.waive"):
        assert {one for move in MOVES.values() if move.action == action for one in move.statuses} == set(STATES[action])


@pytest.mark.parametrize("state", ["standing", "corrected", "withdrawn"])
def test_an_act_is_set_aside_in_the_states_of_the_table(house, town, state):
    with at(house) as desk:
        act = record(desk, NewAct("patrol", town.township, DAY, fields=patrol_fields(house))).act_id
        desk.run("UPDATE act SET state = :state, reason = :reason WHERE id = :id", state=state, id=act,
                 reason=None if state == "standing" else "x")
    other = patrol_fields(house) | {"area": "另一处"}
    assert done(house, lambda desk: correct(desk, act, reason="x", fields=other)) == (state in STATES["act.correct"])
    assert done(house, lambda desk: withdraw(desk, act, reason="x")) == (state in STATES["act.withdraw"])


@pytest.mark.parametrize("state", LETTER_STATES)
def test_a_letter_is_sent_again_in_the_states_of_the_table(house, town, state):
    watch_on(house, date(2024, 6, 3))
    with at(house) as desk:
        letter = desk.scalar("SELECT min(id) FROM letter")
        desk.run("UPDATE letter SET state = :state, next_try_at = :later, written_at = :now, text = 'x', message_id = 'm'"
                 " WHERE id = :id", state=state, id=letter, now=desk.now, later=desk.now.replace(year=2030))
    ways = (lambda desk: resend(desk, letter), lambda desk: retry(desk, letter))
    assert any(done(house, do) for do in ways) == (state in STATES["letter.resend"])
