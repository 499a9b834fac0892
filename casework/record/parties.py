"""Finding an office or a holder by its code, its name, or the name people use for short."""

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import takewhile
from typing import Any

from casework.access import allowed, reading_paths
from casework.bulk import chunks, rows_among
from casework.desk import Desk
from casework.in_force import standing
from foundation.errors import NotFoundError

COLUMNS = "id, code, name, level, parent_id, path"
LONGEST = 200  # characters of a name; SQLite compares no longer patterns than 50,000
STANDING = standing("party")
LOOKS = ("office.read", "duty.read", "act.read")  # whoever may do one of these somewhere knows the office


@dataclass(frozen=True)
class PartyRef:
    """An office or holder as others refer to it."""

    id: int
    code: str
    name: str
    level: str
    parent_id: int | None
    path: str


def find_party(desk: Desk, code_or_name: str, action: str | None = None) -> PartyRef:
    """The party of this code or name (延边州 finds 延边朝鲜族自治州); the error names the near ones.

    With an action only what the actor may look at, or do this at, is there at all.
    """
    wanted = code_or_name.strip()[:LONGEST]

    def among(condition: str, like: str = wanted) -> list[Any]:
        values: dict[str, Any] = {"today": desk.today} if ":today" in condition else {}
        return _within(desk, desk.rows(f"SELECT {COLUMNS} FROM party WHERE {condition} ORDER BY code", wanted=like, **values),
                       action)
    found = (among("code = :wanted") or among(f"name = :wanted AND {STANDING}") or among("name = :wanted")
             or among(f"name LIKE :wanted ESCAPE '!' AND level <> 'holder' AND {STANDING}", _short(wanted)))
    if len(found) == 1:
        return PartyRef(**found[0]._asdict())
    if found:
        raise NotFoundError(f"{wanted} is the name of {len(found)} parties.",
                            way_out=f"Say which by its code: {_listed(desk, found[:20])}.")
    raise NotFoundError(f"No office or holder is called {wanted or '(nothing)'}.",
                        way_out=_near(desk, wanted, action))


def hold(desk: Desk, parties: Collection[int], *, to_change: bool = False) -> None:
    """Wait for whoever ends or moves one of these parties, and let nobody do so until this desk's work is done."""
    if desk.postgres:  # SQLite has one writer at a time
        how = "NO KEY UPDATE" if to_change else "SHARE"
        rows_among(desk, f"SELECT id FROM party WHERE id IN :ids ORDER BY id FOR {how}", {"ids": parties})


def hold_named(desk: Desk, codes: Collection[str]) -> None:
    """The same for the parties of these codes, of which some may not be there."""
    if desk.postgres:
        for piece in chunks(sorted(codes)):
            rows_among(desk, "SELECT id FROM party WHERE code IN :codes ORDER BY id FOR SHARE", {"codes": piece})


def _within(desk: Desk, rows: list[Any], action: str | None) -> list[Any]:
    if action is None:
        return rows
    return [row for row in rows if any(allowed(desk.actor, one, row.path) for one in (*LOOKS, action))]


def _below(desk: Desk, action: str | None) -> tuple[str, dict[str, Any]]:
    """Where the actor may look, as a condition: holders are too many to be read and left out."""
    paths: set[str] = set()
    for one in (*LOOKS, action) if action is not None else ():
        some = reading_paths(desk.actor, one)
        if some is None:
            return "1 = 1", {}
        paths |= set(some)
    values = {f"own{n}": f"{path}%" for n, path in enumerate(sorted(paths))}
    return " OR ".join(f"path LIKE :{name}" for name in values) or ("1 = 1" if action is None else "1 = 0"), values


def _short(wanted: str) -> str:
    # A name for short keeps the first and the last character and leaves some out between.
    escaped = ["!" + c if c in "!%_" else c for c in wanted]
    return "%".join(escaped) if len(wanted) > 2 else wanted


def _listed(desk: Desk, found: list[Any]) -> str:
    above = {row.id: row.name for row in desk.rows(
        "SELECT DISTINCT a.id, a.name FROM party a JOIN party p ON p.parent_id = a.id")}
    return ", ".join(f"{row.code} ({above.get(row.parent_id, '')}{row.name})" for row in found)


def _near(desk: Desk, wanted: str, action: str | None) -> str:
    # Holders may be a hundred thousand: only those that share the beginning are compared.
    below, values = _below(desk, action)
    rows = _within(desk, desk.rows(
        f"SELECT code, name, path FROM party WHERE level <> 'holder' AND ({below}) UNION ALL"
        " SELECT code, name, path FROM (SELECT code, name, path FROM party WHERE level = 'holder'"
        f" AND ({below}) AND (name LIKE :start OR code LIKE :start) LIMIT 500) near",
        start=f"{wanted[:2]}%", **values), action)
    if wanted.isdigit():
        near = _near_codes({row.code: row.name for row in rows}, wanted)
    else:
        names = {row.name: row.code for row in rows}
        near = [f"{names[name]} {name}" for name in get_close_matches(wanted, names, n=5, cutoff=0.5)]
    if not near:
        return "Give its division code, such as 220200, or its name."
    return f"Did you mean {', '.join(near)}?"


def _near_codes(names: dict[str, str], wanted: str) -> list[str]:
    def rank(code: str) -> tuple[int, int, str]:
        # A code narrows from left to right: what it shares from the beginning is what was meant.
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(code, wanted, strict=False)))
        return (abs(len(code) - len(wanted)), -shared, code)
    return [f"{code} {names[code]}" for code in sorted(names, key=rank)[:5] if code[:2] == wanted[:2]]
