"""Whatever table tells of a case is hidden with it; a new one must be named among those."""

from sqlmodel import SQLModel

import models  # noqa: F401  fills the metadata
from casework.case.hidden import BELOW, TABLES


def test_every_table_about_a_case_or_its_parts_is_hidden_with_it() -> None:
    about = {"enforcement_case", *BELOW} | {table for table in TABLES if table.startswith("case_")}
    told = {table.name for table in SQLModel.metadata.tables.values()
            for key in table.foreign_keys if key.column.table.name in about}
    assert told - set(TABLES) - set(BELOW) == set()
