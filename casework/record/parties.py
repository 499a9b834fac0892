"""Finding an office or a holder by its code, its name, or the name people use for short."""

from dataclasses import dataclass
from difflib import get_close_matches
from itertools import takewhile
from typing import Any

from casework.desk import Desk
from foundation.errors import NotFoundError

COLUMNS = "id, code, name, level, parent_id, path"
LONGEST = 200  # characters of a name; SQLite compares no longer patterns than 50,000
STANDING = "(valid_from IS NULL OR valid_from <= :today) AND (valid_to IS NULL OR valid_to >= :today)"


@dataclass(frozen=True)
class PartyRef:
    """An office or holder as others refer to it."""

    id: int
    code: str
    name: str
    level: str
    parent_id: int | None
    path: str


def find_party(desk: Desk, code_or_name: str) -> PartyRef:
    """The party of this code or name (延边州 finds 延边朝鲜族自治州); the error names the near ones."""
    wanted = code_or_name.strip()[:LONGEST]
    found = (desk.rows(f"SELECT {COLUMNS} FROM party WHERE code = :wanted", wanted=wanted)
             or _standing(desk, "name = :wanted", wanted)
             or desk.rows(f"SELECT {COLUMNS} FROM party WHERE name = :wanted", wanted=wanted)
             or _standing(desk, "name LIKE :wanted ESCAPE '!' AND level <> 'holder'", _short(wanted)))
    if len(found) == 1:
        return PartyRef(**found[0]._asdict())
    if found:
        raise NotFoundError(f"{wanted} is the name of {len(found)} parties.",
                            way_out=f"Say which by its code: {_listed(desk, found[:20])}.")
    raise NotFoundError(f"No office or holder is called {wanted or '(nothing)'}.",
                        way_out=_near(desk, wanted))


def _standing(desk: Desk, condition: str, wanted: str) -> list[Any]:
    return desk.rows(f"SELECT {COLUMNS} FROM party WHERE {condition} AND {STANDING} ORDER BY code",
                     wanted=wanted, today=desk.today)


def _short(wanted: str) -> str:
    # A name for short keeps the first and the last character and leaves some out between.
    escaped = ["!" + c if c in "!%_" else c for c in wanted]
    return "%".join(escaped) if len(wanted) > 2 else wanted


def _listed(desk: Desk, found: list[Any]) -> str:
    above = {row.id: row.name for row in desk.rows(
        "SELECT DISTINCT a.id, a.name FROM party a JOIN party p ON p.parent_id = a.id")}
    return ", ".join(f"{row.code} ({above.get(row.parent_id, '')}{row.name})" for row in found)


def _near(desk: Desk, wanted: str) -> str:
    # Holders may be a hundred thousand: only those that share the beginning are compared.
    rows = desk.rows(
        "SELECT code, name FROM party WHERE level <> 'holder' UNION ALL"
        " SELECT code, name FROM (SELECT code, name FROM party WHERE level = 'holder'"
        " AND (name LIKE :start OR code LIKE :start) LIMIT 500) near",
        start=f"{wanted[:2]}%")
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
