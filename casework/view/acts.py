"""履职记录: the acts of all offices and holders that the reader may see, as a list."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.access import reading_paths
from casework.act.seen import ABOUT, FROM
from casework.desk import Desk
from casework.view.listing import ALL, SIZE, Asked, Filter, Part, Table, a_day, containing, part
from foundation.errors import RefusedError

BELOW = ("EXISTS (SELECT 1 FROM party b WHERE (b.name LIKE :office ESCAPE '!' OR b.code LIKE :office ESCAPE '!')"
         " AND p.path LIKE b.path || '%')")
SUBJECT = " OR ".join(f"{one} LIKE :subject ESCAPE '!'" for one in ("m.name", "m.code", "r.name", "r.licence_no", "o.name"))
ACTS = Table(
    "SELECT a.id, a.done_on, a.kind, p.name AS party, a.subject_kind, a.state,"
    " (SELECT count(*) FROM act_credit c WHERE c.act_id = a.id) AS counted_for,"
    f" {ABOUT} AS about, coalesce(w.name, a.recorded_by) AS recorded_by, a.fields{FROM}",
    sorts={"number": "a.id", "done": "a.done_on", "kind": "a.kind", "party": "p.name", "state": "a.state"},
    order="-done", key="a.id",
    filters={"kind": Filter("a.kind = :kind"), "office": Filter(BELOW, containing),
             "since": Filter("a.done_on >= :since", a_day), "until": Filter("a.done_on <= :until", a_day),
             "subject": Filter(f"({SUBJECT})", containing), "state": Filter("a.state = :state")},
    types={"done_on": Date()})


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
    if reading_paths(desk.actor, "act.read") == ():
        raise RefusedError(f"{desk.actor.name} may not read acts.", way_out="See `kuangjian access`.")
    where, values = _scope(desk, path)
    found = part(desk, replace(ACTS, select=f"{ACTS.select} WHERE {where}"), asked, size=size, **values)
    return replace(found, rows=[_line(row) for row in found.rows])


def acts_of(desk: Desk, duty_id: int) -> list[ActLine]:
    """The acts that count for a duty that the actor was allowed to see, in the order in which they were done."""
    rows = desk.rows(f"{ACTS.select} WHERE a.id IN (SELECT x.act_id FROM act_credit x WHERE x.duty_id = :duty)"
                     " ORDER BY a.done_on, a.id", types=dict(ACTS.types), duty=duty_id)
    return [_line(row) for row in rows]


def _scope(desk: Desk, path: str | None) -> tuple[str, dict[str, Any]]:
    paths = reading_paths(desk.actor, "act.read")
    parts, values = ["1 = 1"], dict[str, Any]()
    for name, scopes in (("below", [path] if path else None), ("own", paths)):
        if scopes is not None:
            parts.append("(" + (" OR ".join(
                f"p.path LIKE :{name}{n} OR (p.level = 'holder' AND t.path LIKE :{name}{n})" for n in range(len(scopes)))
                or "1 = 0") + ")")
            values |= {f"{name}{n}": f"{one}%" for n, one in enumerate(scopes)}
    return " AND ".join(parts), values


def _line(row: Any) -> ActLine:
    return ActLine(**{**row._asdict(), "fields": json.loads(row.fields)})
