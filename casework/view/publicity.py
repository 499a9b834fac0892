"""What the public reads of cases, and typical cases as officers see them."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.access import allowed, permit_somewhere
from casework.case.unseen import seen
from casework.desk import Desk
from casework.reach import Reach
from casework.view.asked_office import refuse_no_organ
from casework.view.listing import ALL, SIZE, Asked, Choice, Filter, Part, Table, containing, part

DECISIONS = Table(
    "SELECT d.office, d.number, d.party, d.cause, d.sanction, d.law, d.decided_on, d.published_on FROM published_decision d"
    " WHERE d.withdrawn_on IS NULL", sorts={"day": "d.published_on"}, order="-day", key="d.id",
    filters={"office": Filter("d.office LIKE :office ESCAPE '!'", containing),
             "word": Filter("(d.cause LIKE :word ESCAPE '!' OR d.number LIKE :word ESCAPE '!')", containing)},
    types={"decided_on": Date(), "published_on": Date()})
TYPICAL = Table(
    "SELECT t.title, t.facts, t.handling, t.lesson, t.published_on, p.name AS office FROM typical_case t JOIN party p"
    " ON p.id = t.office_id WHERE t.state = 'published'", sorts={"day": "t.published_on"}, order="-day", key="t.id",
    filters={"office": Filter("p.name LIKE :office ESCAPE '!'", containing)}, types={"published_on": Date()})
CHOSEN = Table(
    "SELECT t.id, t.title, t.facts, t.handling, t.lesson, t.state, t.version, t.proposed_by, t.reason, t.published_on,"
    " t.withdrawn_on, c.number, p.name AS office, p.path FROM typical_case t JOIN enforcement_case c ON c.id = t.case_id"
    " JOIN party p ON p.id = t.office_id WHERE", sorts={"number": "t.id"}, order="-number", key="t.id",
    filters={"state": Choice(among={one: f"t.state = '{one}'" for one in ("proposed", "published", "refused", "withdrawn")}),
             "case": Filter("c.number LIKE :case ESCAPE '!'", containing)},
    types={"published_on": Date(), "withdrawn_on": Date()})


@dataclass(frozen=True)
class Chosen:
    """A typical case as officers see it, with what the reader may do."""

    id: int
    title: str
    facts: str
    handling: str
    lesson: str
    state: str
    version: int
    reason: str | None
    published_on: date | None
    withdrawn_on: date | None
    number: str
    office: str
    may_decide: bool
    may_take_down: bool


def decisions_public(desk: Desk, asked: Asked = ALL) -> Part:
    """A page of the decisions that are up, for everybody."""
    return _public(desk, DECISIONS, asked)


def typical_public(desk: Desk, asked: Asked = ALL) -> Part:
    """A page of the typical cases that are up, for everybody."""
    return _public(desk, TYPICAL, asked, size=20)


def _public(desk: Desk, table: Table, asked: Asked, size: int = SIZE) -> Part:
    found = part(desk, table, asked, size=size)
    if not found.rows:
        refuse_no_organ(desk, asked)
    return found


def typical_chosen(desk: Desk, asked: Asked = ALL) -> Part:
    """A page of the typical cases of offices in the actor's reach, in every state."""
    permit_somewhere(desk.actor, "typical.propose")
    reach = Reach(desk.actor)
    where, more = seen(reach)
    where = f"{where} AND {reach.of('typical.propose', 'p')}"
    found = part(desk, replace(CHOSEN, select=f"{CHOSEN.select} {where}"), asked, **reach.values, **more)
    return replace(found, rows=[_chosen(desk, row._asdict()) for row in found.rows])


def _chosen(desk: Desk, row: dict[str, Any]) -> Chosen:
    path, by = row.pop("path"), row.pop("proposed_by")
    may = allowed(desk.actor, "typical.approve", path)
    return Chosen(**row, may_decide=may and row["state"] == "proposed" and by != desk.actor.label,
                  may_take_down=may and row["state"] == "published")
