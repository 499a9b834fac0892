"""Migrations run up from empty and down again on both databases, and a database of a newer version is left alone."""

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlmodel import SQLModel

import models  # noqa: F401  fills the metadata
from foundation.database import open_engine
from foundation.errors import ConflictError
from models.schema import check, downgrade, head, upgrade


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path) -> Iterator[Engine]:  # type: ignore[no-untyped-def]
    if request.param == "sqlite":
        engine = open_engine(f"sqlite:///{tmp_path / 'empty.db'}")
    else:
        engine = request.getfixturevalue("postgres_databases").empty()
    yield engine
    engine.dispose()


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_up_from_empty_and_down_again(empty: Engine) -> None:
    assert check(empty) == "empty"
    upgrade(empty)
    assert (check(empty), tables(empty)) == ("current", set(SQLModel.metadata.tables))
    downgrade(empty)
    assert tables(empty) == set()
    upgrade(empty)
    assert check(empty) == "current"


def test_the_tables_are_what_the_migrations_make(empty: Engine) -> None:
    upgrade(empty)
    with empty.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []


def test_a_step_at_a_time_is_told_as_older(empty: Engine) -> None:
    upgrade(empty, "0001")
    assert check(empty) == "older"
    upgrade(empty)
    assert check(empty) == "current"


def test_a_database_of_a_newer_version_is_refused_untouched(empty: Engine) -> None:
    upgrade(empty)
    with empty.connect() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.commit()
    for touch in (check, upgrade):
        with pytest.raises(ConflictError, match=f"9999.*versions up to {head()}"):
            touch(empty)


def test_what_has_ended_must_say_when(empty: Engine) -> None:
    upgrade(empty)
    constraints = {one["name"] for one in inspect(empty).get_check_constraints("duty")}
    assert {"ck_duty_ends_once", "ck_duty_counts", "ck_duty_status"} <= constraints
