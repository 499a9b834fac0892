"""`python -m models.migrations.up_to_date`: fails when the tables and the migrations differ."""

import sys
import tempfile
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

import models  # noqa: F401  fills the metadata
from foundation.database import open_engine
from models.schema import upgrade


def main() -> int:
    """Migrate an empty database and compare it with the tables; 0 when they agree."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'empty.db'}")
        upgrade(engine)
        with engine.connect() as connection:
            found = compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)
        engine.dispose()
    for difference in found:
        sys.stderr.write(f"not in a migration: {difference}\n")
    sys.stdout.write("migrations are up to date\n" if not found else "")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
