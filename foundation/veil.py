"""A veil over tables: whoever reads through it finds in them only what he may know of, whatever is asked.

It lies beneath every query, so that no page, list, count, search or export can forget it. What is written is not veiled.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

VEIL = "kuangjian_veil"
READS = re.compile(r"\s*(SELECT|WITH(?P<recursive>\s+RECURSIVE)?)\b", re.IGNORECASE)
# What locks rows shows none, and a lock is taken on tables alone.
WRITES = re.compile(r"\b(INSERT\s+INTO|UPDATE|DELETE\s+FROM)\b", re.IGNORECASE)


@dataclass(frozen=True, repr=False)
class Veil:
    """By table, the query that stands for it, where `{0}` is the table itself; none of them names another of the tables.

    `whole` are tables beside which everything is read as it is: a chain can only be checked whole.
    """

    tables: Mapping[str, str]
    whole: tuple[str, ...] = ()
    schema: str = "main"

    @cached_property
    def _names(self) -> re.Pattern[str]:
        return re.compile(rf"\b({'|'.join(map(re.escape, (*self.tables, *self.whole)))})\b")

    def over(self, statement: str) -> str:
        """The statement asked through the veil: each table that it names stands there as a query of the same name."""
        begins = READS.match(statement)
        named = set(self._names.findall(statement))
        if begins is None or not named or named & set(self.whole) or WRITES.search(statement):
            return statement
        veiled = ", ".join(f'{name} AS NOT MATERIALIZED ({query.format(f"{self.schema}.{name}")})'
                           for name, query in self.tables.items() if name in named)
        if begins[1].upper() == "SELECT":
            return f"WITH {veiled} {statement}"
        return f"WITH{begins['recursive'] or ''} {veiled}, {statement[begins.end():]}"


def veiled(connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> tuple[str, Any]:
    """Ask what is asked on this connection through its veil, if it has one."""
    veil: Veil | None = connection.get_execution_options().get(VEIL)
    return (statement if veil is None else veil.over(statement)), parameters
