"""Duties as a list: all that the reader may see, by state, rule, period, debtor and the days on which they fall due."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Date

from casework.access import reading_paths
from casework.desk import Desk
from casework.view.listing import ALL, SIZE, Asked, Choice, Filter, Part, Table, a_day, containing, part
from casework.view.today import LINE, line_of
from foundation.errors import RefusedError
from models.duty import STATUSES

# What a word for the state means; `running` is what is still to be done.
STATES = {"running": "d.status IN ('open', 'suspended', 'handed_in')", "late": "d.status = 'open' AND k.due < :today",
          **{status: f"d.status = '{status}'" for status in STATUSES}}
DUTIES = Table(
    f"{LINE} LEFT JOIN party c ON c.id = d.creditor_id",
    sorts={"due": "k.due", "rule": "d.rule", "debtor": "p.name", "period": "d.period", "status": "d.status"},
    order="due", key="d.id",
    filters={"state": Choice(among=STATES), "rule": Filter("d.rule = :rule"), "period": Filter("d.period = :period"),
             "debtor": Filter("(p.name LIKE :debtor ESCAPE '!' OR p.code LIKE :debtor ESCAPE '!')", containing),
             "since": Filter("k.due >= :since", a_day), "until": Filter("k.due <= :until", a_day)},
    types={"due": Date()})


def duties_listed(desk: Desk, asked: Asked = ALL, *, size: int = SIZE) -> Part:
    """A part of the duties that the actor may read, as lines: of offices and holders below him, and what holders owe there."""
    paths = reading_paths(desk.actor, "duty.read")
    if paths == ():
        raise RefusedError(f"{desk.actor.name} may not read duties.", way_out="See `kuangjian access`.")
    values: dict[str, Any] = {f"own{n}": f"{path}%" for n, path in enumerate(paths or ())}
    where = " OR ".join(f"p.path LIKE :{own} OR (p.level = 'holder' AND c.path LIKE :{own})" for own in values) or "1 = 1"
    if asked.filters.get("state") == "late":
        values["today"] = desk.today
    found = part(desk, replace(DUTIES, select=f"{DUTIES.select} WHERE ({where})"), asked, size=size, **values)
    return replace(found, rows=[line_of(desk, row) for row in found.rows])
