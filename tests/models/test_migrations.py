"""Migrations run up from empty and down again on both databases, and a database of a newer version is left alone."""

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

import models  # noqa: F401  fills the metadata
from foundation.database import open_engine
from foundation.errors import ConflictError
from models.schema import check, downgrade, head, upgrade


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.trial)])
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


def test_letters_and_what_points_at_them_stay_when_their_table_is_built_anew(empty: Engine) -> None:
    upgrade(empty, "0006")
    letter = "INSERT INTO letter (recipient_id, office_id, day, state, attempts, {}) VALUES (1, 1, '2024-03-04', 'sent', 1, {})"
    with empty.begin() as connection:
        for statement in (
                "INSERT INTO party (id, code, name, level, path, mineral_rich, demo)"
                " VALUES (1, '220000', '吉林省', 'province', '/1/', false, false)",
                "INSERT INTO officer (id, name, email_fails, demo) VALUES (1, '张三', false, false)",
                letter.format("id", 7),
                "INSERT INTO work_item (office_id, kind, text, letter_id, created_at) VALUES (1, 'x', 'x', 7, '2024-03-04')"):
            connection.execute(text(statement))
    upgrade(empty)
    with empty.begin() as connection:
        connection.execute(text(letter.format("kind", "'account_reset'")))
        assert connection.execute(text("SELECT kind FROM letter ORDER BY kind")).scalars().all() == ["account_reset", "digest"]
        assert connection.execute(text("SELECT letter_id FROM work_item")).scalar() == 7
    with pytest.raises(IntegrityError), empty.begin() as connection:
        connection.execute(text(letter.format("kind", "'digest'")))
    with pytest.raises(IntegrityError), empty.begin() as connection:  # keys of other tables are looked at again
        connection.execute(text("INSERT INTO letter_line (letter_id, duty_id, no, audience, party_id, named)"
                                " VALUES (99, 1, 1, 'debtor', 1, false)"))
    downgrade(empty, "0006")
    with empty.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM letter")).scalar() == 1
