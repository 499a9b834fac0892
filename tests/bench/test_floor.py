"""The floors of the benchmarks write what the casework writes, or their times would mean nothing."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bench import works
from bench.comparing import UnequalError, refuse_unequal
from bench.floor_chase import floor_chase
from bench.floor_open import floor_open
from bench.measuring import Task
from bench.nation import build
from bench.scale import NIGHT, NIGHT_BEFORE, NIGHTS_SINCE, OPENED_ON, YEAR_BEGINS, Scale
from casework.desk import House, open_desk
from casework.duty.ending import lapse
from casework.watch import keep_watch
from foundation.clock import SetClock
from tests.conftest import SQLITE_FIRST, the_rulebook

TINY = Scale(counties=6, townships=12, mines=60)
Two = tuple[House, House]


@pytest.fixture(params=SQLITE_FIRST)
def two(request: pytest.FixtureRequest) -> Iterator[Two]:
    """Two empty houses: one for the work, one for its floor."""
    databases = request.getfixturevalue(f"{'sqlite' if request.param == 'sqlite' else 'postgres'}_databases")
    engines: list[Engine] = [databases.fresh(), databases.fresh()]
    yield tuple(House(engine, the_rulebook(), SetClock.at(OPENED_ON)) for engine in engines)  # type: ignore[misc]
    for engine in engines:
        databases.give_back(engine)


def address(house: House) -> str:
    return house.engine.url.render_as_string(hide_password=False)


def done(house: House, task: Task) -> int:
    return task(house)()


def equal(two: Two, work: Task, floor: Task) -> int:
    rows = done(two[0], work), done(two[1], floor)
    assert rows[0] == rows[1] > 0
    return refuse_unequal(address(two[0]), address(two[1]))


def go_to(two: Two, day: object) -> None:
    for house in two:
        house.clock.instant = SetClock.at(day).instant  # type: ignore[attr-defined,arg-type]


def chased_before(two: Two, prepare: Callable[[House], object]) -> None:
    go_to(two, NIGHT_BEFORE)
    for house in two:
        build(house, TINY, NIGHTS_SINCE)
        prepare(house)
        with open_desk(house) as desk:
            desk.run("UPDATE letter SET state = 'kept', written_at = :now", now=desk.now)


def test_opening_a_year(two: Two) -> None:
    for house in two:
        build(house, TINY, YEAR_BEGINS)
    assert equal(two, works.opened, floor_open) > 1500
    assert done(two[0], works.opened) == 0


@pytest.mark.parametrize("days", [0, 14], ids=["night_after_night", "after_a_fortnight_of_downtime"])
def test_a_nights_chase(two: Two, days: int) -> None:
    chased_before(two, keep_watch)
    go_to(two, NIGHT + timedelta(days=days))
    for house in two:
        with open_desk(house) as desk:
            lapse(desk)
    assert equal(two, works.chased, floor_chase) > 1000
    with open_desk(two[0]) as desk:
        states = {row.state for row in desk.rows("SELECT state FROM rung WHERE chased_on = :today", today=desk.today)}
    assert states == {"sent", "undeliverable"} | ({"passed_over"} if days else set())
    assert done(two[0], works.chased) == 0


def test_a_floor_that_leaves_something_out_is_refused(two: Two) -> None:
    for house in two:
        build(house, TINY, YEAR_BEGINS)
    done(two[0], works.opened)
    with pytest.raises(UnequalError, match=r"reckoning: .* rows by the work, 0 by the floor"):
        refuse_unequal(address(two[0]), address(two[1]))
