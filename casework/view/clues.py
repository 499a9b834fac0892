"""The register of clues as its readers see it: what lies in their reach and is not about them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date

from casework.access import permit_somewhere
from casework.clue.clues import LIES_AT
from casework.clue.unseen import seen
from casework.desk import Desk
from casework.reach import Reach
from casework.record.days import a_day
from casework.view.asked_office import refuse_disorder, refuse_no_office
from casework.view.listing import ALL, SIZE, Asked, Choice, Filter, Part, Table, containing, part
from casework.view.own_work import own_offices

WEEK = timedelta(days=7)
# The next day on which something about the clue is owed.
DUE = ("(SELECT min(k.due) FROM duty d JOIN reckoning k ON k.id = d.reckoning_id"
       " WHERE d.subject_kind = 'clue' AND d.subject_id = c.id AND d.status = 'open')")
SELECT = ("SELECT c.number, c.received_on, c.channel, c.offence, c.stage,"
          " CASE WHEN c.office_id IS NULL THEN NULL ELSE p.name END AS office, c.ongoing, c.outcome, c.disposal, c.ended_on,"
          f" {DUE} AS due FROM clue c JOIN party p ON p.id = {LIES_AT}")
# What is to be done with a clue next, and what runs out.
WANTS = {"retry": "c.stage = 'set_aside'", "assign": "c.stage IN ('unrouted', 'disputed')", "register": "c.stage = 'routed'",
         "verify": "c.stage IN ('registered', 'verifying')", "decide": "c.stage = 'verified'",
         "soon": f"{DUE} BETWEEN :today AND :soon", "late": f"{DUE} < :today"}
CLUES = Table(
    SELECT, sorts={"number": "c.id", "received": "c.received_on", "office": "p.name", "stage": "c.stage"}, order="-number",
    key="c.id",
    filters={"wants": Choice(among=WANTS), "whose": Choice(among={"own": "1 = 1"}),  # depends on who looks: see below
             "stage": Filter("c.stage = :stage"), "channel": Filter("c.channel = :channel"),
             "offence": Filter("c.offence = :offence"), "outcome": Filter("c.outcome = :outcome"),
             "open": Filter("c.ended_on IS NULL AND :open <> ''"), "ongoing": Filter("c.ongoing AND :ongoing <> ''"),
             "office": Filter("(p.name LIKE :office ESCAPE '!' OR p.code LIKE :office ESCAPE '!')", containing),
             "said": Filter("(c.text LIKE :said ESCAPE '!' OR c.accused LIKE :said ESCAPE '!'"
                            " OR c.place LIKE :said ESCAPE '!' OR c.number LIKE :said ESCAPE '!')", containing),
             "since": Filter("c.received_on >= :since", a_day), "until": Filter("c.received_on <= :until", a_day)},
    types={"received_on": Date(), "ended_on": Date(), "due": Date()})
COUNTED = ", ".join(f"sum(CASE WHEN {where.replace(DUE, 'c.due')} THEN 1 ELSE 0 END) AS {name}"
                    for name, where in WANTS.items())
COUNTS = (f"SELECT {COUNTED} FROM (SELECT c.stage, {DUE} AS due FROM clue c JOIN party p ON p.id = {LIES_AT}"
          " WHERE c.ended_on IS NULL AND {where}) c")


@dataclass(frozen=True)
class ClueLine:
    """A clue in the register; `due` is the next day on which something about it is owed."""

    number: str
    received_on: date
    channel: str
    offence: str
    stage: str
    office: str | None
    ongoing: bool
    outcome: str | None
    disposal: str | None
    ended_on: date | None
    due: date | None


def clues_listed(desk: Desk, asked: Asked = ALL, size: int = SIZE) -> Part:
    """A page of the clues that the actor may see."""
    permit_somewhere(desk.actor, "clue.read")
    refuse_disorder(asked)
    where, values = shown_to(desk, asked)
    found = part(desk, replace(CLUES, select=f"{SELECT} WHERE {where}"), asked, size=size, **values)
    if not found.rows:
        refuse_no_office(desk, asked, "clue.read")
    return replace(found, rows=[ClueLine(**row._asdict()) for row in found.rows])


def shown_to(desk: Desk, asked: Asked) -> tuple[str, dict[str, Any]]:
    """The condition that a clue `c` at an office `p` is listed to the actor, as far as it depends on who looks and when."""
    reach = Reach(desk.actor)
    where, more = seen(reach)
    if asked.filters.get("whose") == "own":
        where += f" AND p.id IN ({_own(desk)})"
    days = {name: day for name, day in _days(desk).items() if f":{name}" in WANTS.get(asked.filters.get("wants", ""), "")}
    return where, {**reach.values, **more, **days}


def clues_waiting(desk: Desk, *, own: bool = False) -> dict[str, int]:
    """How many open clues wait for what (one of `WANTS`), of all that the actor may see or of his own offices."""
    reach = Reach(desk.actor)
    where, more = seen(reach)
    if own:
        where += f" AND p.id IN ({_own(desk)})"
    row = desk.rows(COUNTS.format(where=where), **reach.values, **more, **_days(desk))[0]
    return {name: int(count) for name, count in row._asdict().items() if count}


def _own(desk: Desk) -> str:
    return ", ".join(str(one) for one in own_offices(desk, "clue.read")) or "0"


def _days(desk: Desk) -> dict[str, Any]:
    return {"today": desk.today, "soon": desk.today + WEEK}
