"""Alembic's entry: runs the migrations on the connection or address it is given."""

from alembic import context
from sqlmodel import SQLModel

import models  # noqa: F401  fills the metadata
from foundation.database import open_engine


def _run(connection) -> None:  # type: ignore[no-untyped-def]
    context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True,
                      compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    url = context.config.get_main_option("sqlalchemy.url") or "sqlite:///var/kuangjian.db"
    with open_engine(url).connect() as opened:
        _run(opened)
        opened.commit()
