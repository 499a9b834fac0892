"""Letters for those who keep the post: what became of each, and the duties that one tells of."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date

from casework.access import allowed, holds, permit_somewhere
from casework.desk import Desk
from casework.letter.letters import Letter, read, seen
from casework.reach import Reach
from casework.record.days import a_day
from casework.view.lines import DATES, LINE, line_of
from casework.view.listing import ALL, Asked, Filter, Part, Table, containing, part
from foundation.database import Instant

# A letter that came to nothing counts until the work it left about its recipient is settled.
UNDELIVERED = ("l.state IN ('refused', 'bounced', 'dead') AND l.recipient_id IN (SELECT y.recipient_id FROM work_item w"
               " JOIN letter y ON y.id = w.letter_id WHERE w.open_key IS NOT NULL)")
SELECT = ("SELECT l.id, l.day, l.state, l.subject, l.attempts, l.sent_at, l.error, o.name AS recipient,"
          " p.name AS office, CASE WHEN l.state = 'queued' THEN l.next_try_at END AS next_try_at FROM letter l"
          " JOIN party p ON p.id = l.office_id JOIN officer o ON o.id = l.recipient_id")
LETTERS = Table(
    SELECT, sorts={"number": "l.id"}, order="-number", key="l.id",
    filters={"state": Filter("l.state = :state"),
             "undelivered": Filter(f"{UNDELIVERED} AND :undelivered <> ''"),
             "office": Filter("l.office_id IN (SELECT f.id FROM party f WHERE f.name LIKE :office ESCAPE '!')", containing),
             # Found by name first: the letters of a few are soon read, whatever lies between.
             "recipient": Filter("l.recipient_id IN (SELECT r.id FROM officer r WHERE r.name LIKE :recipient ESCAPE '!')",
                                 containing),
             "since": Filter("l.day >= :since", a_day), "until": Filter("l.day <= :until", a_day)},
    types={"day": Date(), "next_try_at": Instant(), "sent_at": Instant()})
LINES = Table(
    LINE.replace("SELECT ", "SELECT x.audience, x.no, x.named, ", 1) + " JOIN letter_line x ON x.duty_id = d.id"
    " WHERE x.letter_id = :letter", sorts={"due": "k.due"}, order="due", key="d.id, x.no, x.audience", types=DATES)
MOVES = {"queued": "retry", **dict.fromkeys(("sent", "kept", "refused", "bounced", "dead"), "resend")}


@dataclass(frozen=True)
class LetterLine:
    """A letter in a list; `next_try_at` where it waits."""

    id: int
    day: date
    state: str
    subject: str | None
    attempts: int
    next_try_at: datetime | None
    sent_at: datetime | None
    error: str | None
    recipient: str
    office: str


@dataclass(frozen=True)
class Told:
    """A duty that a letter tells of: to whom in which capacity, and whether it found room in the text."""

    duty: int
    title: str
    debtor: str
    about: str | None
    period: str
    due: date
    status: str
    audience: str
    rung: int
    named: bool
    reports_on: str | None  # the period, where one reports on it


def letters_at(desk: Desk, asked: Asked = ALL) -> Part:
    """A page of the letters the actor may see, the newest first."""
    permit_somewhere(desk.actor, "letter.read")
    reach = Reach(desk.actor)
    found = part(desk, replace(LETTERS, select=f"{SELECT} WHERE {seen(reach)}"), asked, **reach.values)
    return replace(found, rows=[LetterLine(**row._asdict()) for row in found.rows])


@dataclass(frozen=True)
class LetterStory:
    """A letter in full, a page of the duties it tells of, and what may be done about it: retry, resend, nothing."""

    letter: Letter
    recipient: str  # as he is called now
    next_try_at: datetime | None
    lines: Part
    may: str | None


def letter_at(desk: Desk, letter_id: int, asked: Asked = ALL) -> LetterStory:
    """One letter with all about it; one that the actor may not see is as one that does not exist."""
    letter = read(desk, letter_id)
    row = desk.rows(f"{SELECT.replace('SELECT ', 'SELECT p.path, ', 1)} WHERE l.id = :id", types=dict(LETTERS.types),
                    id=letter_id)[0]
    found = part(desk, LINES, asked, letter=letter_id)
    ripe = row.next_try_at is not None and row.next_try_at <= desk.now  # the next round takes it anyway
    may = MOVES.get(letter.state) if allowed(desk.actor, "letter.resend", row.path) and not ripe else None
    lines = replace(found, rows=[_told(desk, one) for one in found.rows])
    return LetterStory(letter, row.recipient, row.next_try_at, lines, may)


def _told(desk: Desk, row: Any) -> Told:
    line = line_of(desk, row)
    return Told(line.id, line.title, line.debtor, line.about, line.period, line.due, line.status,
                row.audience, row.no, bool(row.named), line.reports_on)


def undelivered(desk: Desk) -> int | None:
    """How many letters of the actor's offices came to nothing and still wait to be seen to; None for who reads no letters."""
    if not holds(desk.actor, "letter.read"):
        return None
    reach = Reach(desk.actor)
    return int(desk.scalar("SELECT count(*) FROM letter l JOIN party p ON p.id = l.office_id"
                           f" WHERE {seen(reach)} AND {UNDELIVERED}", **reach.values))
