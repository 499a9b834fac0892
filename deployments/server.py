"""`python -m deployments.server`: the Prefect server, as `prefect` starts it, whose writers on SQLite wait in turn.

Prefect begins most transactions deferred. One that reads first and writes later fails with "database is locked" as soon as
another wrote in between, which happens whenever a few runs report at the same moment. The failure leaves a cursor behind;
collected while its connection waits for its turn, it stops the loop of the server, and with it whoever holds the lock, for the
minute after which SQLite gives up waiting. Whoever takes the lock at the beginning does not fail (docs/decisions/0025).
"""

from contextlib import AbstractAsyncContextManager

from prefect.server.database.configurations import AioSqliteConfiguration
from sqlalchemy.ext.asyncio import AsyncSession, AsyncSessionTransaction

from deployments.keeping.privately import privately

_begin = AioSqliteConfiguration.begin_transaction


def _in_turn(configuration: AioSqliteConfiguration, session: AsyncSession,
             with_for_update: bool = False) -> AbstractAsyncContextManager[AsyncSessionTransaction]:
    del with_for_update  # asked for or not
    return _begin(configuration, session, with_for_update=True)


def write_in_turn() -> None:
    """Have each transaction of this process's Prefect server on SQLite take the write lock at its beginning."""
    AioSqliteConfiguration.begin_transaction = _in_turn  # type: ignore[method-assign, assignment]


if __name__ == "__main__":
    from prefect.cli import app
    privately()
    write_in_turn()
    app()
