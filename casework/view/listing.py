"""Long lists: filtered, sorted and cut into pages by the database, within the scope that the query itself holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from casework.bulk import rows_among
from casework.desk import Desk

SIZE = 50  # rows of a page
DEEPEST = 400  # pages; whoever would turn further should filter


def exact(given: str) -> Any:
    """The value as it is."""
    return given


def containing(given: str) -> Any:
    """A pattern for `LIKE :name ESCAPE '!'`: the words anywhere inside."""
    kept = given.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return f"%{kept}%"


@dataclass(frozen=True)
class Filter:
    """A condition over `:name`, and how what was written becomes its value."""

    where: str
    reading: Callable[[str], Any] = exact

    def condition(self, given: str) -> str:  # noqa: ARG002  a choice looks at it
        """The condition, as SQL."""
        return self.where


@dataclass(frozen=True)
class Choice(Filter):
    """A condition for each word that may be chosen; any other word is none of them."""

    where: str = ""
    among: Mapping[str, str] = field(default_factory=dict)

    def condition(self, given: str) -> str:
        """The condition of the chosen word, as SQL."""
        return self.among[given]


@dataclass(frozen=True)
class Table:
    """A list that can be asked for: a query that ends in its WHERE clause, and what it can be sorted and filtered by."""

    select: str
    sorts: Mapping[str, str]  # SQL by the name used in addresses; what may be empty is coalesced
    order: str  # the name it is sorted by unless asked otherwise; `-name` descends
    key: str  # SQL that tells rows apart: pages neither overlap nor leave out
    filters: Mapping[str, Filter] = field(default_factory=dict)
    types: Mapping[str, Any] = field(default_factory=dict)
    core: str = ""  # a query of `key` alone as `id`, ending in its WHERE clause: finds the page before `select` is joined to it


@dataclass(frozen=True)
class Asked:
    """Which part of a list: sorted by what, narrowed by what, which page from 1."""

    sort: str = ""
    page: int = 1
    filters: Mapping[str, str] = field(default_factory=dict)


ALL = Asked()


@dataclass(frozen=True)
class Part:
    """A page of a list; `more` says whether another follows."""

    rows: list[Any]
    asked: Asked
    more: bool


def part(desk: Desk, table: Table, asked: Asked, lists: Mapping[str, Any] | None = None, *, size: int = SIZE,
         **values: Any) -> Part:
    """One page of a list; `lists` are for the conditions `IN :name` of its query."""
    sort = asked.sort if asked.sort.removeprefix("-") in table.sorts else table.order
    narrowed = {name: text for name, text in asked.filters.items() if text and _offered(table.filters.get(name), text)}
    given = {name: table.filters[name].reading(text) for name, text in narrowed.items()
             if not isinstance(table.filters[name], Choice)}
    page = min(max(asked.page, 1), DEEPEST)
    found = rows_among(desk, _query(table, sort, narrowed, size, page), lists or {}, types=dict(table.types), **given, **values)
    return Part(found[:size], Asked(sort, page, narrowed), len(found) > size and page < DEEPEST)


def _offered(one: Filter | None, text: str) -> bool:
    return one is not None and (not isinstance(one, Choice) or text in one.among)


def _query(table: Table, sort: str, narrowed: Mapping[str, str], size: int, page: int) -> str:
    where = "".join(f" AND {table.filters[name].condition(text)}" for name, text in narrowed.items())
    way = "DESC" if sort.startswith("-") else "ASC"
    order = f"ORDER BY {table.sorts[sort.removeprefix('-')]} {way}, {table.key} {way}"
    page_of = f" LIMIT {size + 1} OFFSET {size * (page - 1)}"
    if not table.core:
        return f"{table.select}{where} {order}{page_of}"
    return f"{table.select} WHERE {table.key} IN (SELECT page.id FROM ({table.core}{where} {order}{page_of}) page) {order}"
