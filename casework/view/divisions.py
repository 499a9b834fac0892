"""Divisions as whoever has no account names them: found by what he types, or step by step from the province down."""

from collections.abc import Sequence
from dataclasses import dataclass

from casework.desk import Desk
from casework.in_force import standing

OFFICES = ("SELECT p.code, p.name, q.code AS above, p.level FROM party p LEFT JOIN party q ON q.id = p.parent_id"
           f" WHERE p.level <> 'holder' AND {standing('p')}")
AREAS = "SELECT a.code, a.name, q.code AS above, 'area' AS level FROM area a JOIN party q ON q.id = a.office_id"
MOST = 20  # that are offered where several are meant


@dataclass(frozen=True)
class Division:
    """A division: an office's, or an area for which one answers; `whole` names it with those above it, but the province."""

    code: str
    name: str
    above: str | None
    level: str
    whole: str


@dataclass(frozen=True)
class Tree:
    """All divisions by code, in the order of their codes."""

    found: dict[str, Division]

    def below(self, code: str) -> list[Division]:
        """Those right below one."""
        return [one for one in self.found.values() if one.above == code]

    @property
    def top(self) -> str:
        """The province's code."""
        return next((one.code for one in self.found.values() if one.level == "province"), "")

    def steps(self, code: str) -> list[Division]:
        """The way from below the province down to a division, itself the last; nothing for none."""
        way: list[Division] = []
        at = self.found.get(code)
        while at is not None and at.level != "province":
            way.insert(0, at)
            at = self.found.get(at.above or "")
        return way

    def meant(self, typed: str) -> list[Division]:
        """Those that what was typed can mean: its code or whole name, else its own name, else what holds the words."""
        words = "".join(typed.split())
        if not words:
            return []
        if words in self.found:
            return [self.found[words]]
        if self.top and words == self.found[self.top].name:
            return [self.found[self.top]]
        short = words.removeprefix(self.found[self.top].name) if self.top else words
        for fits in (lambda one: one.whole == short, lambda one: one.name == short, lambda one: short in one.whole):
            if short and (some := [one for one in self.found.values() if fits(one)]):
                return _lowest(some, short)[:MOST]
        return []


def _lowest(some: Sequence[Division], words: str) -> list[Division]:
    """Without those that only hold the words because one above them does."""
    own = [one for one in some if words in one.name]
    return own or list(some)


def divisions(desk: Desk) -> Tree:
    """The province's tree."""
    rows = desk.rows(f"{OFFICES} UNION ALL {AREAS} ORDER BY 1", today=desk.today)
    names = {row.code: (row.name, row.above, row.level) for row in rows}

    def whole(code: str | None) -> str:
        name, above, level = names.get(code or "", ("", None, "province"))
        return "" if level == "province" else whole(above) + name
    return Tree({row.code: Division(row.code, row.name, row.above, row.level, whole(row.code) or row.name) for row in rows})


def offices_meant(tree: Tree, typed: str) -> list[Division]:
    """The offices that what was typed can mean; the province's too."""
    return [one for one in tree.meant(typed) if one.level != "area"]
