"""Letters as they are read: listed, read in full, tried at once, put back into the outbox."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casework import journal
from casework.access import permit_somewhere
from casework.bulk import rows_among
from casework.desk import Desk
from casework.duty.duties import LARGEST
from casework.reach import Reach
from casework.triggers import pull
from foundation.database import Instant
from foundation.errors import ConflictError, InvalidError, NotFoundError
from models.letter import DIGEST, LETTER_STATES


@dataclass(frozen=True)
class Letter:
    """A letter as it is read or sent."""

    id: int
    kind: str  # digest, or what an account letter is about
    message_id: str | None
    to_name: str | None
    to_address: str | None
    subject: str | None
    text: str | None
    html: str | None
    ics: str | None
    written_at: datetime | None
    sent_at: datetime | None
    state: str
    attempts: int
    error: str | None
    office: str


INSTANTS = {"written_at": Instant(), "sent_at": Instant()}
LETTER = ("SELECT l.id, l.kind, l.message_id, l.to_name, l.to_address, l.subject, l.text, l.html, l.ics, l.written_at,"
          " l.sent_at, l.state, l.attempts, l.error, p.name AS office FROM letter l JOIN party p ON p.id = l.office_id")


def seen(reach: Reach) -> str:
    """The condition that a letter `l` of an office `p` is read: by who may so there and at every office it tells about."""
    if reach.everywhere("letter.read"):
        return reach.of("letter.read", "p")
    return (f"{reach.of('letter.read', 'p')} AND NOT EXISTS (SELECT 1 FROM letter_line told JOIN party q"
            f" ON q.id = told.party_id WHERE told.letter_id = l.id AND NOT {reach.of('letter.read', 'q')})")


def readable(desk: Desk, letters: Collection[int]) -> set[int]:
    """Those of these letters that the actor reads."""
    reach = Reach(desk.actor)
    query = f"SELECT l.id FROM letter l JOIN party p ON p.id = l.office_id WHERE l.id IN :letters AND {seen(reach)}"
    return {row.id for row in rows_among(desk, query, {"letters": letters}, **reach.values)} if letters else set()


def listed(desk: Desk, *, state: str | None = None, limit: int = 50) -> list[Letter]:
    """The newest letters the actor may see."""
    where, values = _asked(desk, state)
    rows = desk.rows(f"{LETTER} WHERE {where} ORDER BY l.id DESC LIMIT :limit", types=INSTANTS, limit=limit, **values)
    return [Letter(**row._asdict()) for row in rows]


def counted(desk: Desk, *, state: str | None = None) -> int:
    """How many letters the actor may see."""
    where, values = _asked(desk, state)
    return int(desk.scalar(f"SELECT count(*) FROM letter l JOIN party p ON p.id = l.office_id WHERE {where}", **values))


def _asked(desk: Desk, state: str | None) -> tuple[str, dict[str, Any]]:
    permit_somewhere(desk.actor, "letter.read")
    if state is not None and state not in LETTER_STATES:
        raise InvalidError(f"No letter is ever {state}.", way_out=f"The states are {', '.join(LETTER_STATES)}.")
    reach = Reach(desk.actor)
    where, values = seen(reach), dict(reach.values)
    if state is not None:
        where, values = f"{where} AND l.state = :state", {**values, "state": state}
    return where, values


def read(desk: Desk, letter_id: int) -> Letter:
    """One letter in full; one that the actor may not see is as one that does not exist."""
    permit_at(desk, letter_id, "letter.read")
    return Letter(**desk.rows(f"{LETTER} WHERE l.id = :id", types=INSTANTS, id=letter_id)[0]._asdict())


def permit_at(desk: Desk, letter_id: int, action: str) -> int:
    """Refuse an action about a letter; the office of its recipient."""
    reach = Reach(desk.actor)
    rows = desk.rows(f"SELECT p.id, p.path FROM letter l JOIN party p ON p.id = l.office_id WHERE l.id = :id AND {seen(reach)}",
                     id=letter_id, **reach.values) if 0 < letter_id <= LARGEST else []
    if not rows:
        raise NotFoundError(f"There is no letter {letter_id}.", way_out="`kuangjian letters` lists them.")
    desk.permit(action, rows[0].path)
    return int(rows[0].id)


def resend(desk: Desk, letter_id: int) -> Letter:
    """Put a letter back into the outbox: the same text under the same Message-ID, to the address now on record.

    One about an account is written anew, with a link of its own.
    """
    office = permit_at(desk, letter_id, "letter.resend")
    letter = read(desk, letter_id)
    if letter.state in ("queued", "sending"):
        raise ConflictError(f"Letter {letter_id} is on its way already.",
                            way_out="Wait for the post round of this working day, or of the next.")
    if letter.state == "void":
        why = "all in it was done" if letter.kind == DIGEST else "the account is closed"
        raise ConflictError(f"Letter {letter_id} is void: {why}.", way_out="There is nothing to send.")
    # Not 0: it may have arrived, and its text stays what it was.
    desk.run("UPDATE letter SET state = 'queued', attempts = 1, next_try_at = :now, error = NULL, lease_until = NULL,"
             " to_address = (SELECT email FROM officer WHERE id = letter.recipient_id) WHERE id = :id",
             now=desk.now, id=letter_id)
    return _soon(desk, "letter.resent", letter_id, office)


def retry(desk: Desk, letter_id: int) -> Letter:
    """Have a letter that waits for its next try tried in the next post round."""
    office = permit_at(desk, letter_id, "letter.resend")
    if not desk.run("UPDATE letter SET next_try_at = :now WHERE id = :id AND state = 'queued' AND next_try_at > :now",
                    now=desk.now, id=letter_id):
        raise ConflictError(f"Letter {letter_id} does not wait for another try.",
                            way_out="Look at how it stands; what was sent or given up can be sent anew.")
    return _soon(desk, "letter.retried", letter_id, office)


def _soon(desk: Desk, action: str, letter_id: int, office: int) -> Letter:
    journal.note(desk, action, "letter", letter_id, office_id=office)
    pull(desk, "post_round", "letter", letter_id)
    return read(desk, letter_id)
