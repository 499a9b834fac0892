"""Letters in the outbox: claimed as a lease, written once, and what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import bindparam, text

from casework import journal
from casework.desk import Desk
from casework.house import instance_id
from casework.letter.lines import lines_of
from foundation.database import Instant, sql
from foundation.errors import ConflictError, InvalidError, NotFoundError
from models.letter import LETTER_STATES
from notifications.digest import render_digest
from notifications.letter import Digest


@dataclass(frozen=True)
class Written:
    """How many letters were written, and how many were void because all in them was done before they left."""

    written: int
    void: int


def claim(desk: Desk, *, batch: int) -> list[int]:
    """Lease letters that wait for their turn, or whose lease ran out with the process that held it; their ids."""
    desk.permit("letter.deliver")
    desk.lock("post")
    lease = desk.now + timedelta(minutes=desk.rulebook.figures["letter_lease_minutes"].on(desk.today))
    rows = desk.rows(
        "UPDATE letter SET state = 'sending', lease_until = :lease, attempts = attempts + 1 WHERE id IN ("
        " SELECT id FROM letter WHERE (state = 'queued' AND next_try_at <= :now)"
        " OR (state = 'sending' AND lease_until <= :now) ORDER BY next_try_at, id LIMIT :batch) RETURNING id",
        lease=lease, now=desk.now, batch=batch)
    return sorted(row.id for row in rows)


def write(desk: Desk, ids: Sequence[int]) -> Written:
    """Fix the text of those letters that have none yet; what goes out again later is the very same text."""
    desk.permit("letter.deliver")
    rows = _unwritten(desk, ids)
    if not rows:
        return Written(0, 0)
    lines = lines_of(desk, [row.id for row in rows])
    void = [row.id for row in rows if not lines.get(row.id)]
    full = [row for row in rows if lines.get(row.id)]
    limit = desk.rulebook.figures["digest_lines"].on(desk.today)
    name = f"{instance_id(desk)}@{urlsplit(desk.house.base_url).hostname or 'kuangjian.invalid'}"
    filled = [_filled(desk, row, lines[row.id], limit, name) for row in full]
    if filled:
        desk.session.execute(text(
            "UPDATE letter SET subject = :subject, text = :text, html = :html, ics = :ics, message_id = :message,"
            " to_name = :to_name, to_address = :to_address, written_at = :now WHERE id = :id"
        ).bindparams(bindparam("now", type_=Instant())), filled)
    if void:
        _void(desk, void)
    return Written(len(filled), len(void))


def _unwritten(desk: Desk, ids: Sequence[int]) -> list[Any]:
    if not ids:
        return []
    clause = sql(
        "SELECT l.id, l.day, o.name, o.email, o.demo, p.name AS office, s.name AS absent FROM letter l"
        " JOIN officer o ON o.id = l.recipient_id JOIN party p ON p.id = l.office_id"
        " LEFT JOIN officer s ON s.id = l.stands_in_for_id WHERE l.id IN :ids AND l.written_at IS NULL ORDER BY l.id",
    ).bindparams(bindparam("ids", expanding=True))
    return list(desk.session.execute(clause, {"ids": list(ids)}))


def _filled(desk: Desk, row: Any, lines: list[Any], limit: int, name: str) -> dict[str, Any]:
    digest = Digest(recipient_name=row.name, office=row.office, day=desk.today, lines=tuple(lines[:limit]),
                    more=max(len(lines) - limit, 0), on_behalf_of=row.absent, demo=bool(row.demo))
    rendered = render_digest(digest)
    return {"id": row.id, "subject": rendered.subject, "text": rendered.text, "html": rendered.html, "ics": rendered.ics,
            "message": f"<letter.{row.id}.{name}>", "to_name": row.name, "to_address": row.email,
            "now": desk.now}


def _void(desk: Desk, ids: Sequence[int]) -> None:
    desk.session.execute(
        text("UPDATE letter SET state = 'void', error = '信中事项在发出前均已办结', lease_until = NULL WHERE id IN :ids")
        .bindparams(bindparam("ids", expanding=True)), {"ids": list(ids)})


def keep(desk: Desk, ids: Sequence[int]) -> int:
    """Keep written letters to be read here: no mail host is configured."""
    desk.permit("letter.deliver")
    result: Any = desk.session.execute(
        text("UPDATE letter SET state = 'kept', lease_until = NULL WHERE state = 'sending' AND id IN :ids")
        .bindparams(bindparam("ids", expanding=True)), {"ids": list(ids)})
    return int(result.rowcount)


@dataclass(frozen=True)
class Letter:
    """A letter as it is read or sent."""

    id: int
    message_id: str | None
    to_name: str | None
    to_address: str | None
    subject: str | None
    text: str | None
    html: str | None
    ics: str | None
    written_at: datetime | None
    state: str
    attempts: int
    error: str | None
    office: str


LETTER = ("SELECT l.id, l.message_id, l.to_name, l.to_address, l.subject, l.text, l.html, l.ics, l.written_at, l.state,"
          " l.attempts, l.error, p.name AS office FROM letter l JOIN party p ON p.id = l.office_id")


def leased(desk: Desk, ids: Sequence[int]) -> list[Letter]:
    """The letters of a lease that are to leave."""
    if not ids:
        return []
    clause = sql(f"{LETTER} WHERE l.state = 'sending' AND l.id IN :ids ORDER BY l.id", {"written_at": Instant()})
    rows = desk.session.execute(clause.bindparams(bindparam("ids", expanding=True)), {"ids": list(ids)})
    return [Letter(**row._asdict()) for row in rows]


def listed(desk: Desk, *, state: str | None = None, limit: int = 50) -> list[Letter]:
    """The newest letters the actor may see."""
    desk.permit("letter.read")
    if state is not None and state not in LETTER_STATES:
        raise InvalidError(f"No letter is ever {state}.", way_out=f"The states are {', '.join(LETTER_STATES)}.")
    where = "WHERE l.state = :state" if state else ""
    values = {"state": state} if state else {}
    rows = desk.rows(f"{LETTER} {where} ORDER BY l.id DESC LIMIT :limit", types={"written_at": Instant()}, limit=limit,
                     **values)
    return [Letter(**row._asdict()) for row in rows]


def read(desk: Desk, letter_id: int) -> Letter:
    """One letter in full."""
    desk.permit("letter.read")
    rows = desk.rows(f"{LETTER} WHERE l.id = :id", types={"written_at": Instant()}, id=letter_id)
    if not rows:
        raise NotFoundError(f"There is no letter {letter_id}.", way_out="`kuangjian letters` lists them.")
    return Letter(**rows[0]._asdict())


def resend(desk: Desk, letter_id: int) -> Letter:
    """Put a letter back into the outbox: the same text under the same Message-ID, to the address now on record."""
    letter = read(desk, letter_id)
    desk.permit("letter.resend")
    if letter.state in ("queued", "sending"):
        raise ConflictError(f"Letter {letter_id} is on its way already.", way_out="Wait for the post round.")
    if letter.state == "void":
        raise ConflictError(f"Letter {letter_id} is void: all in it was done.", way_out="There is nothing to send.")
    desk.run("UPDATE letter SET state = 'queued', attempts = 0, next_try_at = :now, error = NULL, lease_until = NULL,"
             " to_address = (SELECT email FROM officer WHERE id = letter.recipient_id) WHERE id = :id",
             now=desk.now, id=letter_id)
    journal.note(desk, "letter.resent", "letter", letter_id)
    return read(desk, letter_id)
