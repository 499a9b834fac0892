"""The register of clues as its readers see it: what lies in their reach and is not about them."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Date

from casework.access import permit_somewhere
from casework.clue.clues import LIES_AT
from casework.clue.unseen import seen
from casework.desk import Desk
from casework.reach import Reach
from casework.record.days import a_day
from casework.view.listing import ALL, SIZE, Asked, Filter, Part, Table, containing, part

SELECT = ("SELECT c.number, c.received_on, c.channel, c.offence, c.stage,"
          " CASE WHEN c.office_id IS NULL THEN NULL ELSE p.name END"
          f" AS office, c.ongoing, c.outcome, c.disposal FROM clue c JOIN party p ON p.id = {LIES_AT}")
CLUES = Table(
    SELECT, sorts={"number": "c.id", "received": "c.received_on", "office": "p.name"}, order="-number", key="c.id",
    filters={"stage": Filter("c.stage = :stage"), "channel": Filter("c.channel = :channel"),
             "offence": Filter("c.offence = :offence"), "outcome": Filter("c.outcome = :outcome"),
             "open": Filter("c.ended_on IS NULL AND :open <> ''"), "ongoing": Filter("c.ongoing AND :ongoing <> ''"),
             "office": Filter("(p.name LIKE :office ESCAPE '!' OR p.code LIKE :office ESCAPE '!')", containing),
             "said": Filter("(c.text LIKE :said ESCAPE '!' OR c.accused LIKE :said ESCAPE '!'"
                            " OR c.number LIKE :said ESCAPE '!')", containing),
             "since": Filter("c.received_on >= :since", a_day), "until": Filter("c.received_on <= :until", a_day)},
    types={"received_on": Date()})


@dataclass(frozen=True)
class ClueLine:
    """A clue in the register."""

    number: str
    received_on: date
    channel: str
    offence: str
    stage: str
    office: str | None
    ongoing: bool
    outcome: str | None
    disposal: str | None


def clues_listed(desk: Desk, asked: Asked = ALL, size: int = SIZE) -> Part:
    """A page of the clues that the actor may see."""
    permit_somewhere(desk.actor, "clue.read")
    reach = Reach(desk.actor)
    where, more = seen(reach)
    found = part(desk, replace(CLUES, select=f"{SELECT} WHERE {where}"), asked, size=size, **reach.values, **more)
    return replace(found, rows=[ClueLine(**row._asdict()) for row in found.rows])
