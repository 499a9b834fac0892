"""What was told of a duty: the lines of letters, and the next that is to come."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.desk import Desk
from casework.letter.letters import readable
from casework.reach import Reach

# Beyond the limit of lines a letter names no duty; which they are is known once it is written.
LINES = """
SELECT x.id AS letter, x.day, l.no, l.audience, p.name AS office, o.name AS recipient, x.state
FROM letter_line l JOIN letter x ON x.id = l.letter_id JOIN party p ON p.id = l.party_id JOIN officer o ON o.id = x.recipient_id
WHERE l.duty_id = :duty AND (l.named = :yes OR x.state = 'queued') AND {reach} ORDER BY x.day, l.no, l.audience, x.id
"""


@dataclass(frozen=True)
class Reminder:
    """A line of a letter: who was told when, in which capacity; `letter_id` where the reader may read the letter."""

    day: date
    office: str
    recipient: str
    audience: str
    state: str
    letter_id: int | None


def reminders_of(desk: Desk, duty_id: int) -> list[Reminder]:
    """What the offices in the reader's reach were told of a duty, the first first."""
    reach = Reach(desk.actor)
    rows: list[Any] = desk.rows(LINES.format(reach=reach.of("duty.read", "p")), types={"day": Date()}, duty=duty_id, yes=True,
                                **reach.values)
    letters = readable(desk, {row.letter for row in rows})
    return [Reminder(row.day, row.office, row.recipient, row.audience, row.state, row.letter if row.letter in letters else None)
            for row in rows]


def next_reminder(desk: Desk, duty_id: int) -> date | None:
    """The day on which an open duty is reminded of next, unless it is done before; what was missed comes next working day."""
    rows = desk.rows("SELECT chase_on FROM duty WHERE id = :id AND status = 'open'", types={"chase_on": Date()}, id=duty_id)
    day: date | None = rows[0].chase_on if rows else None
    return desk.calendar.on_or_after(desk.today) if day is not None and day <= desk.today else day
