"""An act counts for the right duty of the right period, up to the number owed, never by a tick-box (三（一）, 一（二）)."""

from datetime import date

import pytest

from casework.act.acts import NewAct, correct, record, withdraw
from casework.desk import House
from casework.duty.opening import open_duties
from foundation.errors import ConflictError, InvalidError, NotFoundError
from tests.casework.town import at, duty_id, duty_of, filled, go_to, patrol, patrol_fields, settle_in, watch_through


def opened(house: House, since: date, today: date) -> object:
    town = settle_in(house, since)
    go_to(house, today)
    with at(house) as desk:
        open_duties(desk)
    return town


def test_two_patrols_discharge_the_week_in_which_they_were_done(house: House) -> None:
    town = settle_in(house, date(2024, 3, 4))
    go_to(house, date(2024, 3, 12))
    with at(house) as desk:
        open_duties(desk)
    week10, week11 = duty_id(house, "township_patrol", "2024-W10"), duty_id(house, "township_patrol", "2024-W11")
    assert patrol(house, town.township, date(2024, 3, 10)).counted_for == (week10,)
    assert patrol(house, town.township, date(2024, 3, 11)).counted_for == (week11,)
    assert (duty_of(house, week10).done, duty_of(house, week10).status) == (1, "open")
    patrol(house, town.township, date(2024, 3, 4))
    assert (duty_of(house, week10).done, duty_of(house, week10).status) == (2, "discharged")
    assert duty_of(house, week10).ended_on == date(2024, 3, 10)
    assert duty_of(house, week11).done == 1


def test_a_third_patrol_is_recorded_but_counts_for_nothing(house: House) -> None:
    town = opened(house, date(2024, 3, 4), date(2024, 3, 8))
    for day in (4, 5):
        patrol(house, town.township, date(2024, 3, day))
    assert patrol(house, town.township, date(2024, 3, 6)).counted_for == ()
    assert duty_of(house, duty_id(house, "township_patrol", "2024-W10")).done == 2


def test_withdrawing_reopens_what_was_discharged(house: House) -> None:
    town = opened(house, date(2024, 3, 4), date(2024, 3, 8))
    first = patrol(house, town.township, date(2024, 3, 4))
    patrol(house, town.township, date(2024, 3, 5))
    duty = duty_id(house, "township_patrol", "2024-W10")
    with at(house) as desk:
        assert withdraw(desk, first.act_id, reason="录错所") == (duty,)
    now = duty_of(house, duty)
    assert (now.status, now.done, now.ended_on) == ("open", 1, None)


def test_what_is_reopened_after_its_day_to_lapse_lapses_and_the_journal_says_both(house: House) -> None:
    town = settle_in(house, date(2024, 3, 4))
    go_to(house, date(2024, 3, 8))
    with at(house) as desk:
        open_duties(desk)
    acts = [patrol(house, town.township, date(2024, 3, day)).act_id for day in (4, 5)]
    duty = duty_id(house, "township_patrol", "2024-W10")
    go_to(house, date(2024, 3, 12))
    with at(house) as desk:
        withdraw(desk, acts[0], reason="录错所")
        rows = desk.rows("SELECT action, detail FROM journal WHERE entity = 'duty' AND entity_id = :id ORDER BY id", id=duty)
    assert (duty_of(house, duty).status, duty_of(house, duty).ended_on) == ("lapsed", date(2024, 3, 12))
    assert [tuple(row) for row in rows[-2:]] == [
        ("duty.reopened", '{"because":"act 1 withdrawn","done":1,"period":"2024-W10","rule":"township_patrol"}'),
        ("duty.lapsed",
         '{"done":1,"period":"2024-W10","reason":"履职记录撤回，期限已届满，不能补办","rule":"township_patrol"}')]


def test_a_spare_act_takes_the_place_of_a_withdrawn_one(house: House) -> None:
    town = opened(house, date(2024, 3, 4), date(2024, 3, 8))
    first = patrol(house, town.township, date(2024, 3, 4))
    for day in (5, 6):
        patrol(house, town.township, date(2024, 3, day))
    with at(house) as desk:
        withdraw(desk, first.act_id, reason="录错所")
    now = duty_of(house, duty_id(house, "township_patrol", "2024-W10"))
    assert (now.status, now.done, now.ended_on) == ("discharged", 2, date(2024, 3, 6))


def test_a_correction_needs_a_reason_and_moves_the_count(house: House) -> None:
    town = opened(house, date(2024, 3, 4), date(2024, 3, 12))
    act = patrol(house, town.township, date(2024, 3, 11))
    with at(house) as desk, pytest.raises(InvalidError, match="reason"):
        correct(desk, act.act_id, reason=" ", done_on=date(2024, 3, 10))
    with at(house) as desk:
        again = correct(desk, act.act_id, reason="日期录错", done_on=date(2024, 3, 10))
    assert again.counted_for == (duty_id(house, "township_patrol", "2024-W10"),)
    assert duty_of(house, duty_id(house, "township_patrol", "2024-W11")).done == 0
    with at(house) as desk, pytest.raises(ConflictError, match="corrected"):
        withdraw(desk, act.act_id, reason="又一次")


def test_a_patrol_recorded_late_takes_back_the_lapse(house: House) -> None:
    town = settle_in(house, date(2024, 3, 4))
    watch_through(house, date(2024, 3, 4), date(2024, 3, 12))
    duty = duty_id(house, "township_patrol", "2024-W10")
    assert duty_of(house, duty).status == "lapsed"
    for day in (6, 7):
        patrol(house, town.township, date(2024, 3, day))
    assert (duty_of(house, duty).status, duty_of(house, duty).ended_on) == ("discharged", date(2024, 3, 7))


def test_an_inspection_counts_for_its_mine_and_no_other(house: House) -> None:
    town = opened(house, date(2024, 1, 1), date(2024, 3, 8))
    kind = house.rulebook.duties["mine_inspection"].act
    with at(house) as desk:
        done = record(desk, NewAct(kind, town.city, date(2024, 3, 8), "mine", town.mine, fields=filled(house, kind)))
        other = record(desk, NewAct(kind, town.city, date(2024, 3, 8), "mine", town.mine + 999, fields=filled(house, kind)))
    duty = duty_id(house, "mine_inspection", "2024")
    assert (done.counted_for, other.counted_for) == ((duty,), ())
    assert (duty_of(house, duty).done, duty_of(house, duty).times) == (1, 4)


def test_a_licence_brings_the_plan_to_city_and_county(house: House) -> None:
    town = opened(house, date(2024, 1, 1), date(2024, 3, 8))
    kind = next(kind for kind in house.rulebook.acts.values() if "licence_issued" in kind.events({}))
    with at(house) as desk:
        issued = record(desk, NewAct(kind.kind, town.province, date(2024, 3, 8), "mining_right", town.right,
                                     fields=filled(house, kind.kind)))
    assert "development_plan_forwarding" in issued.opened
    with at(house) as desk:
        withdraw(desk, issued.act_id, reason="未颁发")
    assert duty_of(house, duty_id(house, "development_plan_forwarding", "2024-03-08")).status == "closed"


def test_an_act_of_tomorrow_is_refused(house: House) -> None:
    town = opened(house, date(2024, 3, 4), date(2024, 3, 8))
    with pytest.raises(InvalidError, match="has not come yet"):
        patrol(house, town.township, date(2024, 3, 9))


def test_every_fault_of_a_form_is_named(house: House) -> None:
    town = opened(house, date(2024, 3, 4), date(2024, 3, 8))
    fields = {**patrol_fields(house), "colour": "red"}
    with at(house) as desk, pytest.raises(InvalidError) as caught:
        record(desk, NewAct("patrol", town.township, date(2024, 3, 8), fields=fields, findings=("ghost",)))
    assert len(caught.value.problems) == 2
    assert "colour" in str(caught.value) and "ghost" in str(caught.value)
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM act") == 0


def test_an_unknown_kind_names_the_near_ones(house: House) -> None:
    town = opened(house, date(2024, 3, 4), date(2024, 3, 8))
    with at(house) as desk, pytest.raises(NotFoundError, match="patrol"):
        record(desk, NewAct("patroll", town.township, date(2024, 3, 8)))


def test_a_period_nothing_is_owed_for_is_refused_with_those_that_are_open(house: House) -> None:
    town = opened(house, date(2024, 3, 4), date(2024, 3, 8))
    with at(house) as desk, pytest.raises(InvalidError, match=r"in the period 2012-W99.*2024-W10"):
        record(desk, NewAct("patrol", town.township, date(2024, 3, 8), period="2012-W99", fields=patrol_fields(house)))


def test_an_act_of_before_the_republic_is_a_slip_of_the_pen(house: House) -> None:
    town = opened(house, date(2024, 3, 4), date(2024, 3, 8))
    with pytest.raises(InvalidError, match="1949-09-30 cannot be meant"):
        patrol(house, town.township, date(1949, 9, 30))
    patrol(house, town.township, date(1949, 10, 1))
