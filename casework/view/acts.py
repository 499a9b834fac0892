"""履职记录: the acts of all offices and holders that the reader may see, as a list."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.access import reading_paths
from casework.act.seen import ABOUT, FROM, of_clues
from casework.desk import Desk
from casework.reach import Reach
from casework.record.days import a_day
from casework.view.asked_office import refuse_disorder, refuse_no_office
from casework.view.listing import ALL, SIZE, Asked, Filter, Part, Table, containing, part
from foundation.errors import RefusedError

# Below the offices, or of the holders, that are called so; those high up come first and hold the others.
BELOW = ("a.party_id IN (SELECT y.id FROM (SELECT b.path FROM party b WHERE b.name LIKE :office ESCAPE '!'"
         " OR b.code LIKE :office ESCAPE '!' ORDER BY length(b.path), b.id LIMIT 50) n"
         " JOIN party y ON y.path LIKE n.path || '%')")
SUBJECT = " OR ".join(
    f"(a.subject_kind IN ({kinds}) AND a.subject_id IN (SELECT id FROM {table} WHERE {name} LIKE :subject ESCAPE '!'"
    f" OR {code} LIKE :subject ESCAPE '!'))" for kinds, table, name, code in (
        ("'mine'", "mine", "name", "code"), ("'mining_right', 'exploration_right'", "mineral_right", "name", "licence_no"),
        ("'officer', 'inspector'", "officer", "name", "name"), ("'clue'", "clue", "number", "number")))
ACTS = Table(
    "SELECT a.id, a.done_on, a.kind, p.name AS party, a.subject_kind, a.state,"
    " (SELECT count(*) FROM act_credit c WHERE c.act_id = a.id) AS counted_for,"
    f" {ABOUT} AS about, coalesce(w.name, a.recorded_by) AS recorded_by, a.fields{FROM}",
    core="SELECT a.id FROM act a",
    sorts={"number": "a.id", "done": "a.done_on", "kind": "a.kind", "state": "a.state",
           "party": "(SELECT b.name FROM party b WHERE b.id = a.party_id)"},
    order="-done", key="a.id",
    filters={"kind": Filter("a.kind = :kind"), "office": Filter(BELOW, containing),
             "since": Filter("a.done_on >= :since", a_day), "until": Filter("a.done_on <= :until", a_day),
             "subject": Filter(f"({SUBJECT})", containing), "state": Filter("a.state = :state")},
    types={"done_on": Date()})
# At the party, and what holders did where they mine, wherever they are registered.
OFFICES = "(SELECT id FROM party WHERE path LIKE :{own})"
REACH = f"""a.id IN (
SELECT x.id FROM act x WHERE x.party_id IN {OFFICES} UNION
SELECT x.id FROM mine m JOIN act x ON x.subject_kind <> 'self' AND x.subject_kind = 'mine' AND x.subject_id = m.id
JOIN party h ON h.id = x.party_id AND h.level = 'holder' WHERE m.county_id IN {OFFICES} UNION
SELECT x.id FROM mineral_right r JOIN act x ON x.subject_kind <> 'self' AND x.subject_kind = r.kind || '_right'
AND x.subject_id = r.id JOIN party h ON h.id = x.party_id AND h.level = 'holder' WHERE r.county_id IN {OFFICES})"""


@dataclass(frozen=True)
class ActLine:
    """An act in a list, with how many duties it counted for."""

    id: int
    done_on: date
    kind: str
    party: str
    subject_kind: str
    state: str
    counted_for: int
    about: str | None
    recorded_by: str
    fields: Mapping[str, Any]


def acts_listed(desk: Desk, asked: Asked = ALL, *, path: str | None = None, size: int = SIZE) -> Part:
    """A part of the acts that the actor may read, also of holders that mine there; below an office, if one is named."""
    core, values = _core(desk, path)
    refuse_disorder(asked)
    found = part(desk, replace(ACTS, core=core), asked, None, size=size, **values)
    if not found.rows:
        refuse_no_office(desk, asked, "act.read", holders=True)
    return replace(found, rows=[_line(row) for row in found.rows])


def acts_counted(desk: Desk, *, path: str | None = None) -> int:
    """How many acts the actor may read, below an office, if one is named."""
    core, values = _core(desk, path)
    return int(desk.scalar(f"SELECT count(*) FROM ({core}) found", **values))


def _core(desk: Desk, path: str | None) -> tuple[str, dict[str, Any]]:
    """The query of the acts within the actor's reach, and its values."""
    paths = reading_paths(desk.actor, "act.read")
    if paths == ():
        raise RefusedError(f"{desk.actor.name} may not read acts.", way_out="See `kuangjian access`.")
    where, values = ["1 = 1"], dict[str, Any]()
    for name, scopes in (("below", [path] if path else None), ("own", paths)):
        # Whoever reads from the root reads everything.
        if scopes is not None and not any(one.count("/") == 2 for one in scopes):
            where.append("(" + " OR ".join(REACH.format(own=f"{name}{n}") for n in range(len(scopes))) + ")")
            values |= {f"{name}{n}": f"{one}%" for n, one in enumerate(scopes)}
    read = reading_paths(desk.actor, "clue.read")
    if read is not None and set(read) != set(paths or ()):
        reach = Reach(desk.actor)
        where.append(f"(a.subject_kind <> 'clue' OR a.party_id IN"
                     f" (SELECT p.id FROM party p WHERE {reach.of('clue.read', 'p')}))")
        values |= reach.values
    return f"{ACTS.core} WHERE {' AND '.join(where)}", values


def acts_of(desk: Desk, duty_id: int) -> list[ActLine]:
    """The acts that count for a duty that the actor was allowed to see, in the order in which they were done."""
    reach = Reach(desk.actor)
    rows = desk.rows(f"{ACTS.select} WHERE a.id IN (SELECT x.act_id FROM act_credit x WHERE x.duty_id = :duty) AND"
                     f" {of_clues(reach)} ORDER BY a.done_on, a.id", types=dict(ACTS.types), duty=duty_id, **reach.values)
    return [_line(row) for row in rows]


def _line(row: Any) -> ActLine:
    return ActLine(**{**row._asdict(), "fields": json.loads(row.fields)})
