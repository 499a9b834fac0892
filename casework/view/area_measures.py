"""Measures of the province against areas, for officials of the area and above."""

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.access import allowed, permit_somewhere
from casework.bulk import rows_among
from casework.case.unseen import seen
from casework.desk import Desk
from casework.journal import officer_in
from casework.reach import Reach
from casework.view.asked_office import refuse_no_office
from casework.view.listing import ALL, Asked, Choice, Filter, Part, Table, containing, part

MEASURES = Table(
    "SELECT m.id, m.kind, m.state, m.version, m.grounds, m.proposed_on, m.proposed_by AS proposer_label,"
    " coalesce(f.name, m.proposed_by) AS proposer, m.decided_on, m.refused_on, coalesce(d.name, m.decided_by) AS decider,"
    " m.number, m.reason, m.lifted_on, m.lift_reason, p.name AS area, p.code AS area_code FROM area_measure m"
    f" JOIN party p ON p.id = m.area_id LEFT JOIN officer f ON f.id = {officer_in('m.proposed_by')} LEFT JOIN officer d"
    f" ON d.id = {officer_in('m.decided_by')} WHERE",
    sorts={"number": "m.id"}, order="-number", key="m.id",
    filters={"kind": Choice(among={"circular": "m.kind = 'circular'", "suspension": "m.kind = 'suspension'"}),
             "state": Choice(among={one: f"m.state = '{one}'" for one in ("proposed", "decided", "refused", "lifted")}),
             "area": Filter("(p.name LIKE :area ESCAPE '!' OR p.code LIKE :area ESCAPE '!')", containing)},
    types={name: Date() for name in ("proposed_on", "decided_on", "refused_on", "lifted_on")})
NUMBERS = ("SELECT c.number FROM enforcement_case c JOIN party p ON p.id = c.office_id WHERE c.number IN :numbers")


@dataclass(frozen=True)
class MeasureLine:
    """A measure in the list, with its grounds and what the reader may do."""

    id: int
    kind: str
    state: str
    version: int
    grounds: tuple[dict[str, Any], ...]
    proposed_on: date
    proposer: str
    decided_on: date | None
    refused_on: date | None
    decider: str | None
    number: str | None
    reason: str | None
    lifted_on: date | None
    lift_reason: str | None
    area: str
    area_code: str
    may_decide: bool
    may_lift: bool


def measures_listed(desk: Desk, asked: Asked = ALL) -> Part:
    """A page of the measures against areas in the actor's reach, the latest first."""
    permit_somewhere(desk.actor, "measure.read")
    reach = Reach(desk.actor)
    where = reach.of("measure.read", "p")
    found = part(desk, replace(MEASURES, select=f"{MEASURES.select} {where}"), asked, **reach.values)
    if not found.rows:
        refuse_no_office(desk, asked, "measure.read", name="area")
    told = [(row._asdict(), json.loads(row.grounds)) for row in found.rows]
    visible = _seen(desk, {case["number"] for _, cases in told for case in cases})
    return replace(found, rows=[_line(desk, row, [case for case in cases if case["number"] in visible]) for row, cases in told])


def _seen(desk: Desk, numbers: set[str]) -> set[str]:
    """Of the cases named as grounds those that the actor may see; what was proposed by hand names none."""
    reach = Reach(desk.actor)
    where, more = seen(reach)
    rows = rows_among(desk, f"{NUMBERS} AND {where}", {"numbers": numbers}, **reach.values, **more) if numbers else []
    return {"", *(row.number for row in rows)}


def _line(desk: Desk, row: dict[str, Any], cases: list[dict[str, Any]]) -> MeasureLine:
    may, proposer = allowed(desk.actor, "measure.decide"), row.pop("proposer_label")
    return MeasureLine(**{**row, "grounds": tuple(cases)},
                       may_decide=may and row["state"] == "proposed" and proposer != desk.actor.label,
                       may_lift=may and row["state"] == "decided")
