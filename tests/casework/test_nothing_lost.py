"""No reminder is lost between projection, chase and post, and none goes out twice (design: trustworthy)."""

from datetime import date
from functools import partial

from sqlalchemy import Date

from casework.act.acts import NewAct, record
from casework.act.reviews import accept, give_back
from casework.act.submissions import hand_in
from casework.desk import Desk, House
from casework.duty import moving
from casework.duty.chasing import chase
from casework.duty.projecting import project
from casework.letter import letters, outbox
from casework.letter.outcomes import record as book
from casework.record.absences import set_absence
from foundation.clock import SetClock
from notifications.terms import Outcome
from regulation.terms import Unit
from tests.casework.builders import a_mine, a_party, a_right, an_officer
from tests.casework.together import at_a_desk, meanwhile
from tests.casework.town import at, duty_id, filled, go_to, rungs_of, settle_in, watch_on


def write_all(house: House) -> dict[int, str]:
    """Claim and write what waits: text by recipient."""
    with at(house) as desk:
        ids = outbox.claim(desk, batch=500)
        outbox.write(desk, ids)
        rows = desk.rows("SELECT recipient_id, text FROM letter WHERE state = 'sending' AND day = :today", today=desk.today)
    return {row.recipient_id: row.text for row in rows}


def test_a_projection_silences_nothing_that_waits_for_the_chase(house: House) -> None:
    town = settle_in(house, date(2024, 5, 1))
    watch_on(house, date(2024, 6, 20))
    duty = duty_id(house, "work_summary_half", "2024", town.city)
    go_to(house, date(2024, 8, 30))  # every rung lies behind
    with at(house) as desk:
        desk.run("UPDATE reckoning SET explanation = '旧版文字'")
        project(desk)
        chase(desk)
    assert [(no, state) for no, state, _ in rungs_of(house, duty)][-1] == (8, "sent")


def test_what_comes_back_while_the_chase_runs_is_chased_the_next_day(postgres_house: House) -> None:
    house = postgres_house
    town = settle_in(house, date(2024, 5, 1))
    watch_on(house, date(2024, 6, 20))
    duty = duty_id(house, "work_summary_half", "2024", town.city)
    with at(house) as desk:
        submission = hand_in(desk, duty, filled(house, "work_summary_half")).submission_id
    go_to(house, date(2024, 8, 12))
    meanwhile(house, lambda desk: give_back(desk, submission, reasons="缺附件"), at_a_desk(house, chase))
    with at(house) as desk:
        assert desk.rows("SELECT chase_on FROM duty WHERE id = :id", types={"chase_on": Date()}, id=duty)[0].chase_on
    watch_on(house, date(2024, 8, 13))
    assert rungs_of(house, duty)[-1][:2] == (8, "sent")


def test_an_extension_granted_while_the_chase_runs_is_reminded_of(postgres_house: House) -> None:
    house = postgres_house
    town = settle_in(house, date(2024, 5, 1))
    watch_on(house, date(2024, 6, 20))
    duty = duty_id(house, "work_summary_half", "2024", town.city)
    go_to(house, date(2024, 6, 21))

    def extend(desk: Desk) -> None:
        moving.extend(desk, duty, n=30, unit=Unit.DAY, reason="汛情", approver="王厅长")

    meanwhile(house, extend, at_a_desk(house, chase))
    watch_on(house, date(2024, 7, 24))
    assert any(chased == date(2024, 7, 24) for _, _, chased in rungs_of(house, duty))


def test_letters_that_never_left_are_told_in_the_next_one_without_what_was_done(house: House) -> None:
    town = settle_in(house, date(2024, 5, 1))
    watch_on(house, date(2024, 6, 28))  # the machine dies before the post
    clerk = town.officer(town.city)
    done = duty_id(house, "two_rates_half", "2024", town.city)
    go_to(house, date(2024, 7, 1))
    with at(house) as desk:
        accept(desk, hand_in(desk, done, filled(house, "two_rates_half")).submission_id)
        chase(desk)
        states = [(row.day, row.state) for row in desk.rows(
            "SELECT day, state FROM letter WHERE recipient_id = :id AND day >= :since ORDER BY id", types={"day": Date()},
            id=clerk, since=date(2024, 6, 28))]
    assert states == [(date(2024, 7, 1), "queued")]
    text = write_all(house)[clerk]
    assert "工作总结" in text and "两率" not in text


def test_a_host_that_is_down_fixes_no_text(house: House) -> None:
    town = settle_in(house, date(2024, 5, 1))
    watch_on(house, date(2024, 5, 31))
    write_all(house)
    with at(house) as desk:
        letter = int(desk.scalar("SELECT id FROM letter WHERE recipient_id = :id", id=town.officer(town.city)))
        assert book(desk, letter, Outcome("unreachable", "连接被拒绝"), attempt=1) == "queued"
        assert desk.scalar("SELECT text FROM letter WHERE id = :id", id=letter) is None


def test_a_slow_round_does_not_overwrite_what_another_booked(house: House) -> None:
    town = settle_in(house, date(2024, 5, 1))
    watch_on(house, date(2024, 5, 31))
    write_all(house)
    with at(house) as desk:
        letter = int(desk.scalar("SELECT id FROM letter WHERE recipient_id = :id", id=town.officer(town.city)))
        desk.run("UPDATE letter SET attempts = 2 WHERE id = :id", id=letter)  # its lease ran out, another round took it
        assert book(desk, letter, Outcome("refused", "550", address=True), attempt=1) == "sending"
        assert book(desk, letter, Outcome("sent", "250"), attempt=2) == "sent"
        assert book(desk, letter, Outcome("later", "421"), attempt=1) == "sent"


def test_a_date_that_did_not_move_reminds_nobody_twice(house: House) -> None:
    town = settle_in(house, date(2024, 5, 1))
    watch_on(house, date(2024, 6, 21))
    duty = duty_id(house, "work_summary_half", "2024", town.city)
    before = rungs_of(house, duty)
    with at(house) as desk:
        moving.suspend(desk, duty, reason="误操作")
        moving.resume(desk, duty)
        chase(desk)
    assert rungs_of(house, duty) == before


def test_an_act_counts_for_no_period_that_has_not_begun(house: House) -> None:
    town = settle_in(house, date(2024, 1, 1))
    watch_on(house, date(2024, 12, 20))
    with at(house) as desk:
        first = record(desk, NewAct("joint_action", town.county, date(2024, 9, 3), period="2024H2",
                                    fields=filled(house, "joint_action")))
        again = record(desk, NewAct("joint_action", town.county, date(2024, 12, 20), fields=filled(house, "joint_action")))
    assert first.counted_for == (duty_id(house, "joint_action", "2024H2"),)
    assert duty_id(house, "joint_action", "2025H1") not in again.counted_for


def test_a_holder_that_mines_elsewhere_is_escalated_to_those_it_owes(house: House) -> None:
    town = settle_in(house, date(2024, 5, 1))
    with at(house) as desk:
        yanbian = a_party(desk, "222400", "延边朝鲜族自治州", "city", town.province)
        antu = a_party(desk, "222426", "安图县", "county", yanbian)
        officers = [an_officer(desk, office) for office in (antu, yanbian)]
        right = a_right(desk, licence_no="C2200002009012110000009", holder_id=town.holder, issuer_id=town.province,
                        county_id=antu)
        mine = a_mine(desk, code="JL0009", right_id=right, holder_id=town.holder, county_id=antu)
    for day in (date(2024, 6, 28), date(2024, 7, 9), date(2024, 7, 19)):
        watch_on(house, day)
    with at(house) as desk:
        told = {(row.audience, row.recipient_id) for row in desk.rows(
            "SELECT l.audience, x.recipient_id FROM letter_line l JOIN letter x ON x.id = l.letter_id JOIN duty d"
            " ON d.id = l.duty_id WHERE d.rule = 'mining_maps_surface' AND d.subject_id = :mine AND l.audience <> 'debtor'",
            mine=mine)}
    assert told == {("superior", officers[0]), ("superior2", officers[1])}


def test_who_stands_in_for_another_office_is_told_in_which_capacity(house: House) -> None:
    town = settle_in(house, date(2024, 5, 1))
    clerk, deputy = town.officer(town.county), town.officer(town.city, "deputy")
    with at(house) as desk:
        for officer in (town.officer(town.city), deputy, town.officer(town.city, "head")):
            set_absence(desk, officer, first=date(2024, 6, 1), last=date(2024, 7, 31), substitute_id=clerk)
    watch_on(house, date(2024, 7, 1))
    text = write_all(house)[clerk]
    assert text.startswith("永吉县 ") and "身份：代" in text and "（吉林市）" in text
    assert text.count("/duties/") == len({part.split("?")[0] for part in text.split("/duties/")[1:]})


def test_a_round_killed_before_it_wrote_brings_nobody_two_letters_on_one_day(house: House) -> None:
    settle_in(house, date(2024, 5, 1))
    watch_on(house, date(2024, 6, 28))
    with at(house) as desk:
        outbox.claim(desk, batch=500)  # and the round dies
    go_to(house, date(2024, 7, 1))
    with at(house) as desk:
        chase(desk)
    write_all(house)
    with at(house) as desk:
        written = [row.recipient_id for row in desk.rows("SELECT recipient_id FROM letter WHERE written_at IS NOT NULL")]
    assert len(written) == len(set(written)) > 0


def test_on_a_rest_day_no_letter_is_written(house: House) -> None:
    settle_in(house, date(2024, 5, 1))
    watch_on(house, date(2024, 6, 28))
    go_to(house, date(2024, 6, 29))  # a Saturday
    with at(house) as desk:
        assert outbox.claim(desk, batch=500) == []
    go_to(house, date(2024, 7, 1))
    with at(house) as desk:
        assert outbox.claim(desk, batch=500) != []


def test_what_was_begun_before_a_rest_day_goes_on_after_it_as_the_same_letter(house: House) -> None:
    settle_in(house, date(2024, 5, 1))
    watch_on(house, date(2024, 6, 28))
    write_all(house)
    with at(house) as desk:
        first, *others = [row.id for row in desk.rows("SELECT id FROM letter ORDER BY id")]
        book(desk, first, Outcome("later", "451"), attempt=1)  # the others' round dies with their lease
        before = [(letter.id, letter.message_id, letter.text) for letter in map(partial(letters.read, desk), (first, *others))]
    for day in (29, 30):  # Saturday and Sunday
        go_to(house, date(2024, 6, day))
        with at(house) as desk:
            assert outbox.claim(desk, batch=500) == []
    go_to(house, date(2024, 7, 1))
    with at(house) as desk:
        again = outbox.claim(desk, batch=500)
        assert (again, outbox.write(desk, again).written) == ([first, *others], 0)
        assert [(letter.id, letter.message_id, letter.text) for letter in outbox.leased(desk, again)] == before


def test_shortly_before_a_rest_day_nothing_is_begun_that_might_leave_on_it(house: House) -> None:
    settle_in(house, date(2024, 5, 1))
    watch_on(house, date(2024, 6, 28))
    clock = house.clock
    assert isinstance(clock, SetClock)
    for minutes, leaves in ((50, False), (49, True)):  # a claim holds for ten minutes
        go_to(house, date(2024, 6, 28), 23)
        clock.advance(minutes=minutes)
        with at(house) as desk:
            assert bool(outbox.claim(desk, batch=500)) is leaves


def test_a_letter_sent_anew_keeps_its_text_though_the_host_is_down(house: House) -> None:
    town = settle_in(house, date(2024, 5, 1))
    watch_on(house, date(2024, 5, 31))
    write_all(house)
    with at(house) as desk:
        letter = int(desk.scalar("SELECT id FROM letter WHERE recipient_id = :id", id=town.officer(town.city)))
        book(desk, letter, Outcome("sent", "250"), attempt=1)
        before = letters.resend(desk, letter)
        (claimed,) = outbox.claim(desk, batch=1)
        assert book(desk, claimed, Outcome("unreachable", "连接被拒绝"), attempt=2) == "queued"
        after = letters.read(desk, letter)
    assert (after.text, after.message_id) == (before.text, before.message_id) != (None, None)


def test_nothing_is_owed_about_a_right_that_had_ended(house: House) -> None:
    town = settle_in(house, date(2024, 5, 1))
    go_to(house, date(2024, 6, 3))
    with at(house) as desk:
        desk.run("UPDATE mineral_right SET valid_to = :last WHERE id = :id", last=date(2020, 1, 1), id=town.exploration_right)
        fields = {**filled(house, "exploration_started"), "event_day": "2024-06-01"}
        started = record(desk, NewAct("exploration_started", town.holder, date(2024, 6, 3), "exploration_right",
                                      town.exploration_right, fields=fields))
    assert started.opened == ()
