"""On SQLite the Prefect server's writers wait for each other; none fails because another wrote first."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError


async def two_writers(path: Path) -> int:
    """One reads, lets another write, and writes then; what it finds in the end."""
    from prefect.server.database.configurations import AioSqliteConfiguration
    configuration = AioSqliteConfiguration(f"sqlite+aiosqlite:///{path}")
    engine = await configuration.engine()
    async with await configuration.session(engine) as session, configuration.begin_transaction(session):
        await session.execute(text("CREATE TABLE bucket (count INTEGER)"))

    async def write() -> None:
        async with await configuration.session(engine) as session, configuration.begin_transaction(session):
            await session.execute(text("INSERT INTO bucket VALUES (1)"))

    async with await configuration.session(engine) as first:
        async with configuration.begin_transaction(first):
            assert (await first.execute(text("SELECT count(*) FROM bucket"))).scalar() == 0
            other = asyncio.create_task(write())
            await asyncio.wait({other}, timeout=0.3)
            await first.execute(text("INSERT INTO bucket SELECT count(*) + 1 FROM bucket"))
        await other
        return int((await first.execute(text("SELECT sum(count) FROM bucket"))).scalar_one())


@pytest.mark.engine
def test_a_writer_of_the_server_waits_for_whoever_read_before_it(tmp_path, monkeypatch):
    from prefect.server.database.configurations import AioSqliteConfiguration

    from deployments.server import write_in_turn
    monkeypatch.setattr(AioSqliteConfiguration, "begin_transaction", AioSqliteConfiguration.begin_transaction)
    with pytest.raises(OperationalError, match="database is locked"):  # as Prefect has it: or this is needed no longer
        asyncio.run(two_writers(tmp_path / "as-it-comes.db"))
    write_in_turn()
    assert asyncio.run(two_writers(tmp_path / "in-turn.db")) == 2
