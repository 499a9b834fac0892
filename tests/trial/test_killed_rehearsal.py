"""A rehearsed year, killed again and again at random moments, ends as the undisturbed one: on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from casework.access import OPERATOR
from casework.desk import open_desk
from deployments.rehearsal.stage import place_of
from foundation.database import open_engine
from models.schema import upgrade
from tests.deployments.playhouse import filled
from tests.trial.kills import strike
from tests.trial.postgres import DurablePostgres
from tests.trial.rehearser import BROKEN, FIRST, house_at, prints, started

pytestmark = pytest.mark.trial
AT_LEAST = 66  # kills on each database: with those of living installations more than three hundred
WAITS = {"sqlite": (0.12, 0.9), "postgresql": (0.2, 1.4)}  # seconds until the next, to begin with
STEADY = (1.2 * AT_LEAST, 1.7 * AT_LEAST)  # kills that are wanted in all, so that a fast machine has them too
SERVER_EVERY = 6  # of the kills on PostgreSQL, one in so many hits the server


@dataclass
class Databases:
    """Two empty databases of a kind, and how the server of the disturbed one is killed, if it has one."""

    kind: str
    undisturbed: str
    disturbed: str
    kill_server: Callable[[], bool] | None = None


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    if request.param == "sqlite":
        yield Databases("sqlite", f"sqlite:///{tmp_path / 'one.db'}", f"sqlite:///{tmp_path / 'two.db'}")
        return
    one, two = DurablePostgres(tmp_path / "pg1"), DurablePostgres(tmp_path / "pg2")
    yield Databases("postgresql", one.url("postgres"), two.url("postgres"), two.kill)
    one.stop()
    two.stop()


def prepared(address: str) -> str:
    engine = open_engine(address)
    upgrade(engine)
    engine.dispose()
    house = house_at(address)
    filled(house, FIRST)
    house.engine.dispose()
    return address


def test_a_killed_year_ends_as_the_undisturbed_one(databases: Databases, tmp_path: Path) -> None:
    one, two = prepared(databases.undisturbed), prepared(databases.disturbed)
    undisturbed = started(one, tmp_path / "one")
    kills = killed_to_the_end(databases, two, tmp_path / "two")
    undisturbed.join()
    assert undisturbed.exitcode == 0
    assert kills >= AT_LEAST, f"only {kills} kills: the year was over too soon"
    assert prints(two) == prints(one)


def killed_to_the_end(databases: Databases, address: str, folder: Path) -> int:
    """Start the rehearsal and kill it, or its server, until it has come to its end; how many kills that took."""
    chance, kills, pace = Random(databases.kind), 0, 1.0
    while True:
        process = started(address, folder)
        process.join(pace * chance.uniform(*WAITS[databases.kind]))
        if process.exitcode == 0:
            return kills
        if databases.kill_server is not None and kills % SERVER_EVERY == SERVER_EVERY - 1:
            kills += databases.kill_server()
            process.join(20)
        if process.exitcode is None and process.pid is not None:
            kills += strike(f"rehearsal on {databases.kind}", process.pid)
            process.join()
            pace *= slower_or_faster(kills, share_over(address))
        process.join()
        assert process.exitcode != BROKEN, "an invariant is broken, see the output above"


def slower_or_faster(kills: int, share: float) -> float:
    """By how much the next wait is to be longer, for so many kills when this share of the year is over."""
    at_the_end = kills / max(share, 0.001)
    return 0.93 if at_the_end < STEADY[0] else 1.05 if at_the_end > STEADY[1] else 1.0


def share_over(address: str) -> float:
    """How much of the year is over."""
    house = house_at(address)
    with open_desk(house, OPERATOR, reads=True) as desk:
        place = place_of(desk)
    house.engine.dispose()
    return 0.0 if place is None else (place.day - FIRST).days / 365
