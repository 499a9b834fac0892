"""Databases and houses for all tests: every test that takes `house` runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from casework.desk import House
from foundation.clock import SetClock
from foundation.sealing import Keys, Seal
from regulation.book import Rulebook
from regulation.loading import load
from tests.databases import PostgresDatabases, SqliteDatabases
from tests.scenes import begins
from tests.trial.kills import KILLS, told


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_databases() -> Iterator[PostgresDatabases]:
    # Not where pytest keeps its folders: another run closes them, and the server, which runs under a name of its own, stops.
    with TemporaryDirectory(prefix="kuangjian-pg-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        databases = PostgresDatabases(Path(folder) / "data")
        yield databases
        databases.stop()


A_SEAL = Seal(Keys.made())


@cache
def the_rulebook() -> Rulebook:
    return load()


@pytest.fixture
def rulebook() -> Rulebook:
    return the_rulebook()


# `make test` asks SQLite, and PostgreSQL where PostgreSQL is the point; `make trial` asks every question of both.
SQLITE_FIRST = ("sqlite", pytest.param("postgresql", marks=pytest.mark.trial))


@pytest.fixture(params=SQLITE_FIRST)
def house(request: pytest.FixtureRequest) -> Iterator[House]:
    """An empty migrated house whose clock stands at 08:00 on Monday 2024-03-04."""
    databases = request.getfixturevalue(f"{'sqlite' if request.param == 'sqlite' else 'postgres'}_databases")
    engine = databases.fresh()
    begins(engine)
    yield House(engine, the_rulebook(), SetClock.at(date(2024, 3, 4)), "http://kj.example.cn", seal=A_SEAL)
    databases.give_back(engine)


@pytest.fixture
def postgres_house(postgres_databases: PostgresDatabases) -> Iterator[House]:
    """A house on PostgreSQL, where concurrency is the point."""
    engine = postgres_databases.fresh()
    yield House(engine, the_rulebook(), SetClock.at(date(2024, 3, 4)), "http://kj.example.cn", seal=A_SEAL)
    postgres_databases.give_back(engine)


@pytest.fixture
def sqlite_house(sqlite_databases: SqliteDatabases) -> Iterator[House]:
    """A house on SQLite, where the file is the point."""
    engine = sqlite_databases.fresh()
    begins(engine)
    yield House(engine, the_rulebook(), SetClock.at(date(2024, 3, 4)), "http://kj.example.cn", seal=A_SEAL)
    sqlite_databases.give_back(engine)


# What takes a second and more to make, and the trials that take minutes; tests that share it run in one process.
DEAR = ("postgres_databases", "province", "built", "undisturbed")
# Two living installations that are killed at the same moment would each take twice as long.
LONG = tuple(f"tests/trial/test_{name}.py" for name in ("killed_live", "killed_rehearsal", "cases_killed", "clues_killed"))
# Then those that mostly wait for processes: at the end they would leave a core idle.
EARLY = (*LONG, *(f"tests/trial/test_{name}.py" for name in ("mailbox", "up", "informant", "keyboard", "pages")))


# Whole files of a kind: where none of it is asked for they are not even read, for they import much.
KINDS = {"trial": ("tests/trial/test_",),
         "engine": ("tests/flows/test_engine.py", "tests/deployments/test_lost_runs.py", "tests/deployments/test_warm.py")}


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out files that hold nothing but what is not asked for."""
    file, asked = str(collection_path.relative_to(config.rootpath)), str(config.option.markexpr)
    left_out = any(f"not {kind}" in asked and file.startswith(files) for kind, files in KINDS.items())
    return True if left_out else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep together the tests that share what is dear, so that two processes do not make it twice; the longest come first."""
    for item in items:
        file = item.location[0]
        shared = "kills" if file.startswith(LONG) else file if file.startswith("tests/trial/") else next(
            (one for one in DEAR if one in getattr(item, "fixturenames", ())), None)
        if shared is not None and item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(shared))
    items.sort(key=lambda item: next((n for n, file in enumerate(EARLY) if item.location[0].startswith(file)), len(EARLY)))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Keep contents out of the names of tests: they hold the time at which they were packed, and up to 20 MB."""
    return argname if isinstance(val, bytes) or (isinstance(val, str) and len(val) > 100) else None


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tell the process that waits for this one how many it has killed."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["kills"] = dict(KILLS)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Count what one of the processes has killed."""
    KILLS.update(getattr(node, "workeroutput", {}).get("kills", {}))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many processes the trials have killed."""
    if KILLS:
        terminalreporter.section("kills")
        terminalreporter.write_line(told())
