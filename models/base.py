"""What every table shares: names of constraints, closed lists, instants."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field, SQLModel

from foundation.database import Instant

# Set before the first table: without names Alembic cannot drop a constraint again.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """A constraint: the column holds one of a closed list."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def instant(*, nullable: bool = False, index: bool = False) -> Any:
    """A column for an aware instant."""
    return Field(default=None, sa_column=Column(Instant(), nullable=nullable, index=index))
