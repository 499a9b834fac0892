"""待办: what the system could not do itself, open or settled, at the offices a reader may see."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from casework.access import allowed, permit_somewhere
from casework.desk import Desk
from casework.journal import officer_in
from casework.letter.letters import readable
from casework.reach import Reach
from casework.scope import scope
from casework.view.asked_office import refuse_no_office
from casework.view.listing import ALL, Asked, Filter, Part, Table, containing, part
from foundation.database import Instant

SELECT = ("SELECT w.id, p.name AS office, p.path, w.kind, w.text, w.letter_id, w.created_at, w.settled_at, w.note,"
          " coalesce(o.name, w.settled_by) AS settled_by FROM work_item w JOIN party p ON p.id = w.office_id"
          f" LEFT JOIN officer o ON o.id = {officer_in('w.settled_by')}")
WORK = Table(
    SELECT, sorts={"number": "w.id"}, order="-number", key="w.id",
    filters={"kind": Filter("w.kind = :kind"),
             "office": Filter("(p.name LIKE :office ESCAPE '!' OR p.code LIKE :office ESCAPE '!')", containing)},
    types={"created_at": Instant(), "settled_at": Instant()})


@dataclass(frozen=True)
class WorkLine:
    """A matter: of which office, since when, and how it was settled."""

    id: int
    office: str
    kind: str
    text: str
    letter_id: int | None  # where the reader may read it
    created_at: datetime
    settled_at: datetime | None
    settled_by: str | None
    note: str | None
    may_settle: bool


def work_at(desk: Desk, asked: Asked = ALL, *, settled: bool = False) -> Part:
    """A page of the open matters that the actor may see, or of the settled ones, the newest first."""
    permit_somewhere(desk.actor, "work.read")
    where, values = scope(desk, "work.read", None)
    which = "w.settled_at IS NOT NULL" if settled else "w.settled_at IS NULL"
    reach = Reach(desk.actor)
    opened = f"(w.kind <> 'clue-revealed' OR {reach.of('clue.approve', 'p')})"  # who opened a seal is for those who lead
    found = part(desk, replace(WORK, select=f"{SELECT} WHERE {which} AND {where} AND {opened}"), asked, **values,
                 **reach.values)
    if not found.rows:
        refuse_no_office(desk, asked, "work.read")
    letters = readable(desk, {row.letter_id for row in found.rows if row.letter_id is not None})
    return replace(found, rows=[_line(desk, row._asdict(), letters) for row in found.rows])


def _line(desk: Desk, row: dict[str, Any], letters: set[int]) -> WorkLine:
    path = str(row.pop("path"))
    row["letter_id"] = row["letter_id"] if row["letter_id"] in letters else None
    return WorkLine(**row, may_settle=row["settled_at"] is None and allowed(desk.actor, "work.settle", path))
