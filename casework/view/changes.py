"""What happened to a duty since somebody looked at it."""

from casework.desk import Desk
from foundation.clock import SHANGHAI
from foundation.database import Instant
from foundation.errors import ConflictError


def refuse_changed(desk: Desk, duty_id: int, seen: int) -> None:
    """Refuse what was decided on a page that is out of date, and tell what has changed; `seen` is its last entry's number."""
    rows = desk.rows("SELECT j.at, j.action, coalesce(o.name, j.actor) AS actor FROM journal j LEFT JOIN officer o"
                     " ON j.actor = 'officer:' || o.id WHERE j.entity = 'duty' AND j.entity_id = :id AND j.id > :seen"
                     " ORDER BY j.id", types={"at": Instant()}, id=duty_id, seen=seen)
    if rows:
        raise ConflictError(f"Duty {duty_id} was changed meanwhile:", way_out="Look at it again, and decide anew.",
                            problems=tuple(f"{row.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M} {row.actor}: {row.action}"
                                           for row in rows))
