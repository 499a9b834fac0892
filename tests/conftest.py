"""Databases and houses for all tests: every test that takes `house` runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from casework.desk import House
from foundation.clock import SetClock
from regulation.book import Rulebook
from regulation.loading import load
from tests.databases import PostgresDatabases, SqliteDatabases


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresDatabases]:
    databases = PostgresDatabases(tmp_path_factory.mktemp("pg"))
    yield databases
    databases.stop()


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
    yield House(engine, the_rulebook(), SetClock.at(date(2024, 3, 4)), "http://kj.example.cn")
    databases.give_back(engine)


@pytest.fixture
def postgres_house(postgres_databases: PostgresDatabases) -> Iterator[House]:
    """A house on PostgreSQL, where concurrency is the point."""
    engine = postgres_databases.fresh()
    yield House(engine, the_rulebook(), SetClock.at(date(2024, 3, 4)), "http://kj.example.cn")
    postgres_databases.give_back(engine)


@pytest.fixture
def sqlite_house(sqlite_databases: SqliteDatabases) -> Iterator[House]:
    """A house on SQLite, where the file is the point."""
    engine = sqlite_databases.fresh()
    yield House(engine, the_rulebook(), SetClock.at(date(2024, 3, 4)), "http://kj.example.cn")
    sqlite_databases.give_back(engine)
