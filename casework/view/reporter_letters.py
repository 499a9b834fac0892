"""Letters to reporters for those who keep the post: which went about which clue and what became of it, never to whom."""

from dataclasses import dataclass, replace
from datetime import datetime

from casework.access import permit_somewhere
from casework.clue.clues import LIES_AT
from casework.clue.unseen import NOT_NAMED
from casework.desk import Desk
from casework.reach import Reach
from casework.view.listing import ALL, Asked, Filter, Part, Table, containing, part
from foundation.database import Instant

SELECT = ("SELECT l.id, c.number, l.kind, l.state, l.attempts, l.written_at, l.sent_at, l.error, p.name AS office,"
          " CASE WHEN l.state = 'queued' THEN l.next_try_at END AS next_try_at FROM reporter_letter l"
          f" JOIN clue c ON c.id = l.clue_id JOIN party p ON p.id = {LIES_AT}")
LETTERS = Table(
    SELECT, sorts={"number": "l.id"}, order="-number", key="l.id",
    filters={"state": Filter("l.state = :state"), "clue": Filter("c.number LIKE :clue ESCAPE '!'", containing)},
    types={"written_at": Instant(), "sent_at": Instant(), "next_try_at": Instant()})


@dataclass(frozen=True)
class ReporterLine:
    """A letter to a reporter in the list."""

    id: int
    number: str
    kind: str
    state: str
    attempts: int
    written_at: datetime
    sent_at: datetime | None
    error: str | None
    office: str
    next_try_at: datetime | None


def reporter_letters(desk: Desk, asked: Asked = ALL) -> Part:
    """A page of the letters about clues of the actor's offices, but of none that is about himself."""
    permit_somewhere(desk.actor, "letter.read")
    reach = Reach(desk.actor)
    where = reach.of("letter.read", "p")
    values = dict(reach.values)
    if desk.actor.officer_id is not None:
        where, values["officer"] = f"{where} AND {NOT_NAMED.format(clue='c.id')}", desk.actor.officer_id
    found = part(desk, replace(LETTERS, select=f"{SELECT} WHERE {where}"), asked, **values)
    return replace(found, rows=[ReporterLine(**row._asdict()) for row in found.rows])
