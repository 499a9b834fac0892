"""Letters in the outbox: claimed as a lease, written once, kept where there is no mail host."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import bindparam, text

from casework.desk import Desk
from casework.house import instance_id
from casework.letter import account_letters, case_letters, clue_letters
from casework.letter.letters import INSTANTS, LETTER, Letter
from casework.letter.lines import lines_of
from casework.letter.outcomes import record
from foundation.clock import day_of
from foundation.database import Instant, sql
from models.letter import CASES, CLUES, DIGEST
from notifications.digest import render_digest
from notifications.letter import Digest, Line, Rendered
from notifications.terms import Outcome

# Whoever had today's digest gets no other today: what is not written yet waits for the next chase, which takes its lines
# into the letter of that day. A letter about an account was asked for, and waits for nothing.
OF_TODAY = """(l.kind <> 'digest' OR l.written_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM letter n
    WHERE n.recipient_id = l.recipient_id AND n.id <> l.id AND n.day = :today AND n.kind = 'digest'
    AND n.written_at IS NOT NULL))"""
OF_A_REST_DAY = "l.kind <> 'digest'"


@dataclass(frozen=True)
class Written:
    """How many letters were written, how many were void as there was nothing to say any more, how many could not be written.

    `in_full` is what letters about accounts say with their links, by number: it is kept nowhere but here.
    """

    written: int
    void: int
    failed: int = 0
    in_full: Mapping[int, Rendered] = field(default_factory=dict)


def resting(desk: Desk) -> bool:
    """Whether no digest leaves now: today is a rest day, or what is claimed now might leave on one."""
    return not all(desk.calendar.is_working(day) for day in (desk.today, day_of(_lease(desk))))


def claim(desk: Desk, *, batch: int) -> list[int]:
    """Lease letters that wait for their turn, or whose lease ran out with the process that held it; their ids.

    On a rest day only letters about accounts: what else was begun before goes on, as it is, on the next working day.
    """
    desk.permit("letter.deliver")
    desk.lock("post")
    rest = resting(desk)
    values: dict[str, Any] = {} if rest else {"today": desk.today}
    rows = desk.rows(
        "UPDATE letter SET state = 'sending', lease_until = :lease, attempts = attempts + 1 WHERE id IN ("
        " SELECT l.id FROM letter l WHERE ((l.state = 'queued' AND l.next_try_at <= :now)"
        " OR (l.state = 'sending' AND l.lease_until <= :now))"
        f" AND {OF_A_REST_DAY if rest else OF_TODAY} ORDER BY l.next_try_at, l.id LIMIT :batch) RETURNING id",
        lease=_lease(desk), now=desk.now, batch=batch, **values)
    return sorted(row.id for row in rows)


def renew(desk: Desk, ids: Sequence[int]) -> None:
    """Prolong the lease of letters that still wait in a round that is slow."""
    desk.permit("letter.deliver")
    if ids:
        desk.session.execute(
            sql("UPDATE letter SET lease_until = :lease WHERE state = 'sending' AND id IN :ids", lease=_lease(desk))
            .bindparams(bindparam("ids", expanding=True)), {"ids": list(ids)})


def _lease(desk: Desk) -> Any:
    return desk.now + timedelta(minutes=desk.rulebook.figures["letter_lease_minutes"].on(desk.today))


def write(desk: Desk, ids: Sequence[int], *, links: bool = False) -> Written:
    """Fix the text of those letters that have none yet; what goes out again later is the very same text.

    Letters about accounts are written anew for every attempt; with one-time links only if `links` says that they leave.
    """
    desk.permit("letter.deliver")
    desk.lock("post")  # the chase adds lines to what is not written yet
    found = _unwritten(desk, ids)
    digests = _write_digests(desk, [row for row in found if row.kind == DIGEST])
    for kind, letters in ((CLUES, clue_letters), (CASES, case_letters)):
        some = [row.id for row in found if row.kind == kind]
        told, settled = letters.write(desk, some, name=_name(desk)) if some else (0, 0)
        digests = replace(digests, written=digests.written + told, void=digests.void + settled)
    others = [row.id for row in found if row.kind not in (DIGEST, CLUES, CASES)]
    if not others:
        return digests
    full, void = account_letters.write(desk, others, name=_name(desk), links=links)
    return replace(digests, written=digests.written + len(full), void=digests.void + len(void), in_full=full)


def _name(desk: Desk) -> str:
    """What this installation's Message-IDs end in."""
    return f"{instance_id(desk)}@{urlsplit(desk.house.base_url).hostname or 'kuangjian.invalid'}"


def _write_digests(desk: Desk, rows: list[Any]) -> Written:
    if not rows:
        return Written(0, 0)
    lines = lines_of(desk, [row.id for row in rows])
    void = [row.id for row in rows if not lines.get(row.id)]
    filled, failed = _fill(desk, [row for row in rows if lines.get(row.id)], lines)
    if filled:
        desk.session.execute(text(
            "UPDATE letter SET subject = :subject, text = :text, html = :html, ics = :ics, message_id = :message,"
            " to_name = :to_name, to_address = :to_address, written_at = :now WHERE id = :id"
        ).bindparams(bindparam("now", type_=Instant())), [values for values, _ in filled])
        desk.session.execute(text("UPDATE letter_line SET named = :yes WHERE letter_id = :letter AND duty_id = :duty"),
                             [{"yes": True, "letter": values["id"], "duty": line.duty_id}
                              for values, shown in filled for line in shown])
    if void:
        _void(desk, void)
    return Written(len(filled), len(void), failed)


def _fill(desk: Desk, rows: list[Any], lines: dict[int, list[Line]]) -> tuple[list[tuple[dict[str, Any], list[Line]]], int]:
    """The letters written, with the lines shown; one that cannot be written is booked as such and stops no other."""
    limit = desk.rulebook.figures["digest_lines"].on(desk.today)
    name = _name(desk)
    filled, failed = [], 0
    for row in rows:
        try:
            filled.append((_filled(desk, row, lines[row.id], limit, name), lines[row.id][:limit]))
        except Exception as error:
            failed += 1
            record(desk, row.id, Outcome("later", f"信件未能写成：{type(error).__name__}: {error}"[:300]))
    return filled, failed


def _unwritten(desk: Desk, ids: Sequence[int]) -> list[Any]:
    if not ids:
        return []
    clause = sql(
        "SELECT l.id, l.kind, l.day, o.name, o.email, o.demo, p.name AS office FROM letter l"
        " JOIN officer o ON o.id = l.recipient_id JOIN party p ON p.id = l.office_id"
        " WHERE l.id IN :ids AND l.state = 'sending' AND (l.written_at IS NULL OR l.kind <> 'digest') ORDER BY l.id",
    ).bindparams(bindparam("ids", expanding=True))
    return list(desk.session.execute(clause, {"ids": list(ids)}))


def _filled(desk: Desk, row: Any, lines: list[Line], limit: int, name: str) -> dict[str, Any]:
    shown = lines[:limit]
    absent = {line.on_behalf_of for line in shown}
    alone = absent.pop() if len(absent) == 1 else None  # one man in everything: said once, at the foot
    if alone is not None:
        shown = [replace(line, on_behalf_of=None) for line in shown]
    rendered = render_digest(Digest(
        recipient_name=row.name, office=row.office, day=desk.today, lines=tuple(shown), more=max(len(lines) - limit, 0),
        on_behalf_of=alone, demo=bool(row.demo)))
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


def leased(desk: Desk, ids: Sequence[int]) -> list[Letter]:
    """The letters of a lease that are to leave."""
    desk.permit("letter.deliver")
    if not ids:
        return []
    clause = sql(f"{LETTER} WHERE l.state = 'sending' AND l.id IN :ids ORDER BY l.id", INSTANTS)
    rows = desk.session.execute(clause.bindparams(bindparam("ids", expanding=True)), {"ids": list(ids)})
    return [Letter(**row._asdict()) for row in rows]
