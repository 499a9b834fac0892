"""Our own books of runs: begun, finished, died, missed; they hold whatever Prefect's database remembers."""

from datetime import UTC, date, datetime, timedelta

import pytest

from casework import runs, triggers
from casework.access import OPERATOR, SYSTEM, Actor
from casework.letter import work
from casework.runs import Died, Expected
from foundation.clock import SetClock
from foundation.database import Instant
from foundation.errors import RefusedError
from tests.casework.town import at, go_to, settle_in

EIGHT = datetime(2024, 3, 4, 0, 0, tzinfo=UTC)  # 08:00 in the province, where `house` stands
HALF_PAST_SEVEN = EIGHT - timedelta(minutes=30)
WATCH = Expected("duty_watch", "义务监督", HALF_PAST_SEVEN)


def later(house, **step):
    assert isinstance(house.clock, SetClock)
    house.clock.advance(**step)


def booked(house):
    with at(house, SYSTEM) as desk:
        rows = desk.rows("SELECT flow, state, summary, started_at, ended_at FROM run ORDER BY id",
                         types={"started_at": Instant(), "ended_at": Instant()})
    return [tuple(row) for row in rows]


def a_run(house, flow="duty_watch", state="done", *, minutes=1):
    number = runs.begin(house, flow, "a-run")
    later(house, minutes=minutes)
    runs.finish(house, number, state=state)
    return number


def dead(house):
    with at(house, SYSTEM) as desk:
        return runs.running(desk)


def missed(house, *expected):
    with at(house, SYSTEM) as desk:
        return runs.missed(desk, expected)


def open_items(house):
    with at(house, OPERATOR) as desk:
        return [(item.office, item.kind, item.text) for item in work.open_items(desk)]


def test_a_run_is_booked_from_its_beginning_to_its_end(house):
    number = runs.begin(house, "duty_watch", "a-run")
    assert booked(house) == [("duty_watch", "running", "", EIGHT, None)]
    later(house, minutes=2)
    runs.finish(house, number, state="done", summary="提醒事项3")
    assert booked(house) == [("duty_watch", "done", "提醒事项3", EIGHT, EIGHT + timedelta(minutes=2))]


def test_a_run_is_given_up_after_the_rulebooks_sixty_minutes_and_not_before(house):
    number = runs.begin(house, "duty_watch", "a-run")
    later(house, minutes=59, seconds=59)
    assert dead(house) == []
    later(house, seconds=1)
    assert dead(house) == [Died(number, "duty_watch", "a-run", EIGHT)]


def test_a_run_that_ended_is_never_given_up(house):
    a_run(house, state="failed")
    later(house, days=1)
    assert dead(house) == []


def test_runs_that_died_are_buried_with_one_line_in_the_journal(house):
    numbers = [runs.begin(house, flow, None) for flow in ("post_round", "duty_watch", "post_round")]
    later(house, minutes=61)
    with at(house, SYSTEM) as desk:
        runs.bury(desk, runs.running(desk))
    assert [row[1] for row in booked(house)] == ["died", "died", "died"]
    assert dead(house) == []
    with at(house, OPERATOR) as desk:
        assert [tuple(row) for row in desk.rows("SELECT action, actor, detail FROM journal")] == [
            ("run.died", "system", f'{{"flows":["duty_watch","post_round"],"runs":[{numbers[0]},{numbers[1]},{numbers[2]}]}}')]


def test_where_nothing_died_nothing_is_journalled(house):
    with at(house, SYSTEM) as desk:
        runs.bury(desk, runs.running(desk))
        assert desk.scalar("SELECT count(*) FROM journal") == 0


def test_a_run_that_ended_while_its_burial_was_prepared_keeps_its_end(house):
    number = runs.begin(house, "duty_watch", None)
    later(house, minutes=61)
    found = dead(house)
    runs.finish(house, number, state="done", summary="很慢")
    with at(house, SYSTEM) as desk:
        runs.bury(desk, found)
    assert [row[1:3] for row in booked(house)] == [("done", "很慢")]


def test_a_schedule_that_did_not_run_becomes_one_work_item_of_the_province(house):
    settle_in(house, date(2024, 3, 1))
    runs.begin(house, "post_round", None)
    later(house, hours=24)
    due = Expected("duty_watch", "义务监督", HALF_PAST_SEVEN + timedelta(days=1))
    assert missed(house, due) == [due]
    assert missed(house, due) == [due]
    assert open_items(house) == [
        ("吉林省", "run-missed", "定时运行“义务监督”未按时完成（应于2024-03-05 07:30），请检查系统。")]


def test_the_work_item_is_settled_when_the_schedule_has_run_again(house):
    settle_in(house, date(2024, 3, 1))
    go_to(house, date(2024, 3, 1))
    runs.begin(house, "post_round", None)
    go_to(house, date(2024, 3, 4))
    assert missed(house, WATCH) == [WATCH]
    a_run(house)
    assert missed(house, WATCH) == []
    assert open_items(house) == []
    with at(house, OPERATOR) as desk:
        assert [tuple(row) for row in desk.rows("SELECT settled_by, note, open_key FROM work_item")] == [
            ("system", "已恢复运行", None)]


def test_a_schedule_missed_again_is_work_again(house):
    settle_in(house, date(2024, 3, 1))
    a_run(house)
    later(house, days=2)
    assert missed(house, Expected("duty_watch", "义务监督", EIGHT + timedelta(days=1))) != []
    a_run(house)
    assert missed(house, WATCH) == []
    later(house, days=2)
    missed(house, Expected("duty_watch", "义务监督", EIGHT + timedelta(days=3)))
    with at(house, OPERATOR) as desk:
        assert desk.scalar("SELECT count(*) FROM work_item") == 2
    assert len(open_items(house)) == 1


@pytest.mark.parametrize("state", ["failed", "died"])
def test_a_run_that_did_not_come_to_a_good_end_does_not_count(sqlite_house, state):
    house = sqlite_house
    settle_in(house, date(2024, 3, 1))
    go_to(house, date(2024, 3, 4), hour=7)
    a_run(house, state=state, minutes=60)
    assert missed(house, WATCH) == [WATCH]


def test_a_run_at_work_when_the_planned_one_was_due_stands_for_it(sqlite_house):
    house = sqlite_house
    settle_in(house, date(2024, 3, 1))
    go_to(house, date(2024, 3, 4), hour=7)
    a_run(house, minutes=31)
    assert missed(house, WATCH) == []


def test_of_a_new_installation_no_run_is_missed(sqlite_house):
    settle_in(sqlite_house, date(2024, 3, 4))
    assert missed(sqlite_house, WATCH) == []
    runs.begin(sqlite_house, "health_watch", None)
    assert missed(sqlite_house, WATCH) == []


def test_runs_and_served_triggers_are_forgotten_after_ninety_days_but_never_the_last_of_a_kind(house):
    for _ in range(3):
        a_run(house)
    a_run(house, state="failed")
    with at(house, SYSTEM) as desk:
        triggers.pull(desk, "duty_watch")
        triggers.pull(desk, "post_round")
        triggers.claim(desk, "duty_watch", "a-run", minutes=1)
        triggers.done(desk, "duty_watch", "a-run")
    later(house, days=90)
    with at(house, SYSTEM) as desk:
        assert runs.prune(desk) == 2
        later(house, minutes=5)
    with at(house, SYSTEM) as desk:
        assert runs.prune(desk) == 1
        assert [row.stage for row in desk.rows("SELECT stage FROM trigger_row")] == ["post_round"]
    assert [row[1] for row in booked(house)] == ["done", "failed"]


def test_an_officer_keeps_no_books_of_runs(sqlite_house):
    for keep in (runs.running, runs.last_done, runs.prune, lambda desk: runs.bury(desk, []),
                 lambda desk: runs.missed(desk, [])):
        with at(sqlite_house, Actor("张三", 1)) as desk, pytest.raises(RefusedError, match=r"张三 may not keep the books"):
            keep(desk)
