"""Letters in the outbox: leased, written once, void, kept, sent anew (六（三）)."""

from dataclasses import replace
from datetime import date

import pytest

from casework.act.acts import withdraw
from casework.desk import House, open_desk
from casework.duty import moving
from casework.duty.chasing import chase
from casework.letter import letters, outbox
from casework.letter.outbox import Written
from casework.record.people import change_address
from foundation.clock import SetClock
from foundation.errors import ConflictError, NotFoundError
from regulation.terms import Unit
from tests.casework.builders import Province
from tests.casework.town import at, duty_id, duty_of, patrol, settle_in, watch_on

FRIDAY = date(2024, 6, 7)  # two days before the week ends: the township is reminded of its patrols


def waiting(house: House) -> Province:
    town = settle_in(house, date(2024, 6, 3))
    watch_on(house, FRIDAY)
    return town


def claimed(house: House, batch: int = 200) -> list[int]:
    with open_desk(house) as desk:
        return outbox.claim(desk, batch=batch)


def written(house: House, ids: list[int]) -> Written:
    with open_desk(house) as desk:
        return outbox.write(desk, ids)


def later(house: House, **step: float) -> None:
    assert isinstance(house.clock, SetClock)
    house.clock.advance(**step)


def to(house: House, officer: int) -> letters.Letter:
    with at(house) as desk:
        return letters.read(desk, int(desk.scalar("SELECT id FROM letter WHERE recipient_id = :id", id=officer)))


def test_a_claim_is_a_lease_of_ten_minutes_and_comes_back_when_its_holder_died(house: House) -> None:
    waiting(house)
    first, rest = claimed(house, batch=2), claimed(house)
    assert len(first) == 2 and set(first).isdisjoint(rest) and claimed(house) == []
    later(house, minutes=9, seconds=59)
    assert claimed(house) == []
    later(house, seconds=1)
    assert claimed(house) == sorted(first + rest)
    with at(house) as desk:
        assert [row.attempts for row in desk.rows("SELECT DISTINCT attempts FROM letter WHERE state = 'sending'")] == [2]


def test_a_letter_is_written_once_whatever_changes_before_it_goes_out_again(house: House) -> None:
    town = waiting(house)
    ids = claimed(house)
    assert (written(house, ids), written(house, ids)) == (Written(len(ids), 0), Written(0, 0))
    before = to(house, town.officer(town.city))
    with at(house) as desk:
        desk.run("UPDATE officer SET name = '李四', email = 'li@kj.example.cn'")
        desk.run("UPDATE duty SET status = 'waived', ended_on = :today", today=desk.today)
    later(house, minutes=10)
    assert (claimed(house), written(house, ids)) == (ids, Written(0, 0))
    after = to(house, town.officer(town.city))
    assert after == replace(before, attempts=2)
    assert before.message_id and before.message_id.startswith(f"<letter.{before.id}.")
    assert before.message_id.endswith("@kj.example.cn>")


def test_a_letter_all_of_whose_lines_were_done_is_void_and_never_leaves(house: House) -> None:
    town = waiting(house)
    for day in (4, 5):
        patrol(house, town.township, date(2024, 6, day))
    ids = claimed(house)
    assert written(house, ids) == Written(len(ids) - 1, 1)
    void = to(house, town.officer(town.township))
    assert (void.state, void.text, void.error) == ("void", None, "信中事项在发出前均已办结")
    with open_desk(house) as desk:
        assert [letter.id for letter in outbox.leased(desk, ids)] == [one for one in ids if one != void.id]
        assert outbox.keep(desk, ids) == len(ids) - 1
    with at(house) as desk, pytest.raises(ConflictError, match=r"is void: all in it was done"):
        letters.resend(desk, void.id)


def test_what_comes_up_after_the_days_letter_was_void_is_not_lost(house: House) -> None:
    town = waiting(house)
    acts = [patrol(house, town.township, date(2024, 6, day)).act_id for day in (4, 5)]
    written(house, claimed(house))
    duty = duty_id(house, "township_patrol", "2024-W23")
    with at(house) as desk:
        withdraw(desk, acts[0], reason="录错所")
        moving.extend(desk, duty, n=1, unit=Unit.DAY, reason="汛情", approver="李局长")  # reminded of it today again
        chase(desk)
        second = desk.rows("SELECT state FROM rung WHERE duty_id = :id AND round = 2", id=duty)
    assert duty_of(house, duty).status == "open"
    written(house, claimed(house))
    letter = to(house, town.officer(town.township))
    assert second == [] or (letter.state, "巡查" in (letter.text or "")) == ("sending", True)


def test_sent_anew_it_is_the_same_letter_to_the_address_now_on_record(house: House) -> None:
    town = waiting(house)
    ids = claimed(house)
    clerk = town.officer(town.city)
    with at(house) as desk, pytest.raises(ConflictError, match=r"on its way already"):
        letters.resend(desk, ids[0])
    written(house, ids)
    with open_desk(house) as desk:
        assert outbox.keep(desk, ids) == len(ids)
    before = to(house, clerk)
    with at(house) as desk:
        change_address(desk, clerk, "xin@kj.example.cn")
        again = letters.resend(desk, before.id)
    assert (again.state, again.attempts, again.to_address) == ("queued", 1, "xin@kj.example.cn")
    assert (claimed(house), written(house, [before.id])) == ([before.id], Written(0, 0))
    with open_desk(house) as desk:
        leaving = outbox.leased(desk, ids)
        assert desk.scalar("SELECT count(*) FROM journal WHERE action = 'letter.resent' AND entity_id = :id", id=before.id) == 1
    assert [(one.id, one.message_id, one.text, one.to_address) for one in leaving] == [
        (before.id, before.message_id, before.text, "xin@kj.example.cn")]
    with at(house) as desk, pytest.raises(NotFoundError, match=r"There is no letter 999"):
        letters.resend(desk, 999)
