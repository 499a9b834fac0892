"""Two officers at once on PostgreSQL: one is served, the other told; the journal's chain skips nobody (design: trustworthy)."""

import threading
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest

from casework import journal
from casework.access import OPERATOR
from casework.act import counting
from casework.act.acts import NewAct, bring
from casework.act.batches import record_each
from casework.act.forms import kind_of
from casework.act.given import Ready
from casework.act.owed import owing
from casework.act.reviews import accept, give_back
from casework.act.submissions import hand_in
from casework.desk import Desk, House
from casework.duty.ending import waive
from casework.duty.opening import open_duties
from casework.record.officers import actor_of
from foundation.errors import ConflictError
from tests.casework.builders import Province
from tests.casework.together import Aside, at_a_desk, at_once, meanwhile
from tests.casework.town import at, duty_id, duty_of, filled, go_to, patrol, settle_in


def handed_in(house: House) -> tuple[Province, int, int]:
    town = settle_in(house, date(2024, 5, 1))
    go_to(house, date(2024, 6, 3))
    with at(house) as desk:
        open_duties(desk)
    duty = duty_id(house, "work_summary_half", "2024", town.city)
    with at(house) as desk:
        return town, duty, hand_in(desk, duty, filled(house, "work_summary_half")).submission_id


def counts(house: House) -> list[int]:
    with at(house) as desk:
        return [int(desk.scalar(f"SELECT count(*) FROM {what}")) for what in (
            "act", "act_credit", "journal WHERE action = 'duty.accepted'", "journal WHERE action = 'duty.discharged'")]


def conflicts(asides: list[Aside]) -> int:
    """How many were told that another was quicker; whoever was not has done what was asked."""
    assert all(one.error is None or isinstance(one.error, ConflictError) for one in asides)
    return sum(one.error is not None for one in asides)


def test_of_two_officers_who_accept_one_report_at_once_one_is_told(postgres_house: House) -> None:
    town, duty, submission = handed_in(postgres_house)
    with at(postgres_house) as desk:
        officers = [actor_of(desk, town.officer(town.province, role)) for role in ("head", "handler")]
    asides = at_once(*[at_a_desk(postgres_house, lambda desk: accept(desk, submission), actor) for actor in officers])
    assert conflicts(asides) == 1
    assert (duty_of(postgres_house, duty).status, duty_of(postgres_house, duty).done) == ("discharged", 1)
    assert counts(postgres_house) == [1, 1, 1, 1]


def test_whoever_comes_while_another_accepts_is_told_and_changes_nothing(postgres_house: House) -> None:
    town, duty, submission = handed_in(postgres_house)
    second = duty_id(postgres_house, "two_rates_half", "2024", town.city)
    third = duty_id(postgres_house, "situation_report", "2024Q2", town.city)
    with at(postgres_house) as desk:
        later = [hand_in(desk, one, filled(postgres_house, rule)).submission_id
                 for one, rule in ((second, "two_rates_half"), (third, "situation_report"))]
    others: list[tuple[int, int, Callable[[Desk], Any]]] = [
        (duty, submission, lambda desk: accept(desk, submission)),
        (second, later[0], lambda desk: give_back(desk, later[0], reasons="缺附件")),
        (third, later[1], lambda desk: waive(desk, third, reason="辖区无矿山", approver="王厅长"))]
    for one, report, other in others:
        with pytest.raises(ConflictError, match=r"somebody else meanwhile"):
            meanwhile(postgres_house, partial(accept, submission_id=report), at_a_desk(postgres_house, other, OPERATOR))
        assert (duty_of(postgres_house, one).status, duty_of(postgres_house, one).done) == ("discharged", 1)
    assert counts(postgres_house) == [3, 3, 3, 3]


def test_a_report_handed_in_twice_at_once_is_one_submission(postgres_house: House) -> None:
    town, _, _ = handed_in(postgres_house)
    duty = duty_id(postgres_house, "two_rates_half", "2024", town.city)
    fields = filled(postgres_house, "two_rates_half")
    asides = at_once(*[at_a_desk(postgres_house, lambda desk: hand_in(desk, duty, fields), OPERATOR)] * 2)
    assert conflicts(asides) == 1
    with at(postgres_house) as desk:
        assert desk.scalar("SELECT count(*) FROM submission WHERE duty_id = :id", id=duty) == 1


def test_an_act_never_counts_beyond_the_number_owed_though_another_came_between(postgres_house: House) -> None:
    town, _, _ = handed_in(postgres_house)
    go_to(postgres_house, date(2024, 6, 6))
    patrol(postgres_house, town.township, date(2024, 6, 3))
    week = duty_id(postgres_house, "township_patrol", "2024-W23")
    kind = kind_of(postgres_house.rulebook, "patrol")
    act = Ready(kind, NewAct("patrol", town.township, date(2024, 6, 5)), filled(postgres_house, "patrol"))
    with at(postgres_house) as desk:  # this officer's act has found its duty when the second patrol is recorded elsewhere
        found, seen = owing(desk, [act]), dict[int, int]()
        assert [credit.duty.id for credit in counting.credits_of(desk, 0, act, found, seen)] == [week]
        patrol(postgres_house, town.township, date(2024, 6, 4))
        assert not counting.held(desk, seen)  # so it looks again
        assert bring(desk, act).counted_for == ()
    assert (duty_of(postgres_house, week).done, duty_of(postgres_house, week).times) == (2, 2)


def test_two_batches_at_once_wait_for_each_other_and_count_up_to_the_number_owed(postgres_house: House) -> None:
    town, _, _ = handed_in(postgres_house)
    go_to(postgres_house, date(2024, 6, 6))
    patrols = [NewAct("patrol", town.township, date(2024, 6, day), fields=filled(postgres_house, "patrol")) for day in (3, 4)]
    first, second = meanwhile(postgres_house, lambda desk: record_each(desk, patrols[:1]),
                              at_a_desk(postgres_house, lambda desk: record_each(desk, patrols * 2), OPERATOR))
    week = duty_id(postgres_house, "township_patrol", "2024-W23")
    assert [done.counted_for for done in (*first, *second)] == [(week,), (week,), (), (), ()]
    assert (duty_of(postgres_house, week).done, duty_of(postgres_house, week).version) == (2, 3)


def test_the_journal_sealed_while_others_write_skips_nobody_and_its_chain_holds(postgres_house: House) -> None:
    stop = threading.Event()

    def write(number: int) -> None:
        for turn in range(20):
            at_a_desk(postgres_house, lambda desk, turn=turn: [  # type: ignore[misc]
                journal.note(desk, "written", "writer", number, turn=turn, line=line) for line in range(3)])()

    def seal_on() -> list[int]:
        found = []
        while not stop.is_set():
            found.append(at_a_desk(postgres_house, lambda desk: journal.seal(desk, limit=7))())
        return found

    sealers = [Aside(seal_on) for _ in range(2)]
    for one in at_once(*[lambda number=number: write(number) for number in range(4)]):  # type: ignore[misc]
        one.done()
    stop.set()
    sealed = sum(sum(one.done()) for one in sealers)
    with at(postgres_house) as desk:
        sealed += journal.seal(desk)
    with at(postgres_house) as desk:
        verdict = journal.verify(desk)
        order = [row.entry_id for row in desk.rows("SELECT entry_id FROM journal_seal ORDER BY id")]
    assert (verdict.sealed, verdict.unsealed, sealed, len(set(order))) == (240, 0, 240, 240)


def test_an_entry_of_a_transaction_still_open_is_sealed_when_it_has_ended_and_no_later_one_before_it(
        postgres_house: House) -> None:
    with at(postgres_house) as desk:
        journal.note(desk, "first", "x", 1)
    with at(postgres_house) as slow:
        journal.note(slow, "slow", "x", 2)
        for number in (3, 4):
            at_a_desk(postgres_house, lambda desk, number=number: journal.note(desk, "quick", "x", number))()  # type: ignore[misc]
        assert [at_a_desk(postgres_house, journal.seal)() for _ in range(2)] == [1, 0]
    assert at_a_desk(postgres_house, journal.seal)() == 3
    with at(postgres_house) as desk:
        assert [row.entity_id for row in desk.rows(
            "SELECT j.entity_id FROM journal_seal s JOIN journal j ON j.id = s.entry_id ORDER BY s.id")] == [1, 2, 3, 4]
        assert journal.verify(desk).sealed == 4
