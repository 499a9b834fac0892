"""Two watches at once on PostgreSQL: what happens, happens once, is noted once and counted by one (design: trustworthy)."""

from collections import Counter
from datetime import date

import pytest

from casework.access import OPERATOR
from casework.act.acts import NewAct, record
from casework.desk import Desk, House
from casework.duty import moving
from casework.duty.chasing import Chased, chase
from casework.duty.ending import close_gone, lapse
from casework.duty.opening import open_duties
from casework.letter import letters, outbox
from casework.watch import keep_watch
from tests.casework.builders import Province
from tests.casework.together import at_a_desk, at_once, meanwhile
from tests.casework.town import at, duty_id, duty_of, filled, go_to, patrol, rungs_of, settle_in, watch_on

FRIDAY, TUESDAY = date(2024, 3, 8), date(2024, 3, 12)  # the township's week is reminded of, and lapses


def noted(house: House, action: str) -> Counter[int]:
    """Lines of the journal by the thing they are about."""
    with at(house) as desk:
        return Counter(row.entity_id for row in desk.rows("SELECT entity_id FROM journal WHERE action = :what", what=action))


def week_open(house: House, today: date) -> tuple[Province, int]:
    town = settle_in(house, date(2024, 3, 4))
    go_to(house, today)
    with at(house) as desk:
        open_duties(desk)
    return town, duty_id(house, "township_patrol", "2024-W10")


def test_of_two_chases_at_once_one_writes_everything_and_the_other_nothing(postgres_house: House) -> None:
    week_open(postgres_house, FRIDAY)
    found = [one.done() for one in at_once(*[at_a_desk(postgres_house, chase)] * 2)]
    assert Chased() in found
    (wrote,) = [one for one in found if one != Chased()]
    with at(postgres_house) as desk:
        counts = [desk.scalar(f"SELECT count(*) FROM {what}") for what in (
            "rung WHERE state = 'sent'", "rung WHERE state = 'passed_over'", "letter", "trigger_row",
            "journal WHERE action = 'duty.chased'")]
    assert counts == [wrote.reminded, wrote.passed_over, wrote.letters, 1, 1]


def test_two_watches_at_once_open_each_duty_once_and_count_it_once(postgres_house: House) -> None:
    settle_in(postgres_house, date(2024, 3, 4))
    go_to(postgres_house, FRIDAY)
    found = [one.done() for one in at_once(*[lambda: keep_watch(postgres_house)] * 2)]
    with at(postgres_house) as desk:
        duties, letters_written = (desk.scalar(f"SELECT count(*) FROM {table}") for table in ("duty", "letter"))
    assert sorted(report.opened for report in found) == [0, duties]
    assert sorted(report.letters for report in found) == [0, letters_written]


def test_what_two_watches_end_at_once_is_noted_once_and_counted_by_one(postgres_house: House) -> None:
    town, duty = week_open(postgres_house, TUESDAY)
    with at(postgres_house) as desk:
        desk.run("UPDATE party SET valid_to = :last WHERE id = :id", last=FRIDAY, id=town.holder)
    found = {}
    for step, action in ((lapse, "duty.lapsed"), (close_gone, "duty.closed")):
        counts = meanwhile(postgres_house, step, at_a_desk(postgres_house, step))
        lines = noted(postgres_house, action)
        found[action] = (counts, set(lines.values()), counts[0] == len(lines) > 0)
    assert noted(postgres_house, "duty.lapsed")[duty] == 1
    assert {action: (second, each, all_) for action, ((_, second), each, all_) in found.items()} == {
        "duty.lapsed": (0, {1}, True), "duty.closed": (0, {1}, True)}


def test_what_is_done_while_the_watch_lets_lapse_is_not_noted_as_lapsed(postgres_house: House) -> None:
    town, duty = week_open(postgres_house, TUESDAY)
    patrol(postgres_house, town.township, date(2024, 3, 5))

    act = NewAct("patrol", town.township, date(2024, 3, 6), fields=filled(postgres_house, "patrol"))
    _, lapsed = meanwhile(postgres_house, lambda desk: record(desk, act), at_a_desk(postgres_house, lapse))
    assert duty_of(postgres_house, duty).status == "discharged"
    assert (noted(postgres_house, "duty.lapsed")[duty], lapsed) == (0, 0)


@pytest.mark.parametrize("chase_first", [True, False])
def test_what_is_done_while_the_chase_runs_is_done_and_stands_in_no_letter(postgres_house: House, chase_first: bool) -> None:
    town, duty = week_open(postgres_house, FRIDAY)
    patrol(postgres_house, town.township, date(2024, 3, 5))
    act = NewAct("patrol", town.township, date(2024, 3, 6), fields=filled(postgres_house, "patrol"))
    if chase_first:
        chased, _ = meanwhile(postgres_house, chase, at_a_desk(postgres_house, lambda desk: record(desk, act), OPERATOR))
    else:
        _, chased = meanwhile(postgres_house, lambda desk: record(desk, act), at_a_desk(postgres_house, chase))
    assert chased.reminded > 0
    with at(postgres_house) as desk:
        assert desk.rows("SELECT status, done, chase_on FROM duty WHERE id = :id", id=duty) == [("discharged", 2, None)]
        outbox.write(desk, outbox.claim(desk, batch=200))
        texts = [letter.text or "" for letter in letters.listed(desk)]
        state = desk.scalar("SELECT state FROM letter WHERE recipient_id = :id", id=town.officer(town.township))
    assert (state, [text for text in texts if "每周巡查" in text]) == ("void", [])


def test_what_comes_up_while_the_days_letter_is_being_written_is_not_lost(postgres_house: House) -> None:
    town = settle_in(postgres_house, date(2024, 5, 1))
    watch_on(postgres_house, date(2024, 5, 30))
    duty = duty_id(postgres_house, "work_summary_half", "2024", town.city)
    with at(postgres_house) as desk:
        moving.suspend(desk, duty, reason="机构改革")
    watch_on(postgres_house, date(2024, 5, 31))  # the city is reminded of its other duties
    with at(postgres_house) as desk:
        ids = outbox.claim(desk, batch=200)

    def resume_and_chase(desk: Desk) -> None:
        moving.resume(desk, duty)
        chase(desk)

    meanwhile(postgres_house, lambda desk: outbox.write(desk, ids), at_a_desk(postgres_house, resume_and_chase, OPERATOR))
    assert duty_of(postgres_house, duty).status == "open"
    with at(postgres_house) as desk:
        text = desk.scalar("SELECT text FROM letter WHERE recipient_id = :id", id=town.officer(town.city))
    # Either the letter has it, or the rung waits for the next day's.
    assert rungs_of(postgres_house, duty) == [] or "工作总结" in text
