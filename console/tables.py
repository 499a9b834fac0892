"""Long lists on pages: what was asked for stands in the address, and so does every link to another part."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import Request

from casework.view.listing import Asked, Part, Table
from foundation.errors import InvalidError

LONGEST = 200  # characters of a filter


def asked(request: Request, table: Table) -> Asked:
    """Which part of a list the address asks for; what is not understood is left out."""
    given = request.query_params
    page = given.get("page", "1")
    filters = {name: given.get(name, "").strip()[:LONGEST] for name in table.filters}
    return Asked(given.get("sort", ""), int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1, filters)


def refuse_strange(request: Request, table: Table) -> None:
    """Refuse what the list cannot be asked for; whoever wrote the address would take the answer for another."""
    known = {*table.filters, "sort", "page"}
    if strange := sorted(request.query_params.keys() - known):
        raise InvalidError(f"There is no parameter {strange[0]} here.", way_out=f"There are: {', '.join(sorted(known))}.")


def looked_up(wanted: Asked, look: Callable[[Asked], Part]) -> tuple[Part, InvalidError | None]:
    """A part of a list, or an empty one with why it cannot be asked for so."""
    try:
        return look(wanted), None
    except InvalidError as wrong:
        return Part([], wanted, more=False), wrong


@dataclass(frozen=True)
class Shown:
    """A part of a list as a template shows it, with the addresses of its other parts."""

    part: Part
    path: str
    kept: Mapping[str, str]  # what else the address says and every link keeps
    whole: str = ""  # the address without any filter, where that is not the path alone

    def filter(self, name: str) -> str:
        """What a filter was set to."""
        return self.part.asked.filters.get(name, "")

    @property
    def narrowed(self) -> bool:
        """Whether anything was filtered."""
        return bool(self.part.asked.filters)

    def order(self, name: str) -> str:
        """`ascending` or `descending` for the column that it is sorted by, nothing for all others."""
        if self.part.asked.sort.removeprefix("-") != name:
            return ""
        return "descending" if self.part.asked.sort.startswith("-") else "ascending"

    def sorted_by(self, name: str) -> str:
        """The address that sorts by a column, the other way round if it is sorted by that already."""
        return self._to(f"-{name}" if self.order(name) == "ascending" else name, 1)

    @property
    def back(self) -> str:
        """The address of the page before, or nothing."""
        page = self.part.asked.page
        return self._to(self.part.asked.sort, page - 1) if page > 1 else ""

    @property
    def onward(self) -> str:
        """The address of the page after, or nothing."""
        return self._to(self.part.asked.sort, self.part.asked.page + 1) if self.part.more else ""

    def exported(self, path: str) -> str:
        """The address of the whole list, narrowed and sorted as it is, in another form."""
        return f"{path}?{urlencode({**self.kept, **self.part.asked.filters, 'sort': self.part.asked.sort})}"

    def _to(self, sort: str, page: int) -> str:
        said = {**self.kept, **self.part.asked.filters, "sort": sort, **({"page": str(page)} if page > 1 else {})}
        return f"{self.path}?{urlencode(said)}"


def shown(request: Request, part: Part, **kept: str) -> Shown:
    """A part of a list for a template."""
    return Shown(part, request.url.path, kept)
