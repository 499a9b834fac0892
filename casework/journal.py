"""The journal: what happened, appended in the same transaction; its seals; its export, checked offline."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from casework.desk import Desk
from foundation.database import Instant, sql
from foundation.errors import InvalidError

GENESIS = "0" * 64
ADD = ("INSERT INTO journal (at, actor, action, office_id, entity, entity_id, detail)"
       " VALUES (:at, :actor, :action, :office, :entity, :entity_id, :detail)")
FIELDS = ("id", "at", "actor", "action", "office_id", "entity", "entity_id", "detail")
CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def officer_in(column: str) -> str:
    """SQL of the number of the officer whom a column names as `Actor.label` does; NULL for the system and programs."""
    digits = f"substr({column}, 9)"
    return (f"CASE WHEN {column} LIKE 'officer:_%' AND length({column}) < 18 AND ltrim({digits}, '0123456789') = ''"
            f" THEN CAST({digits} AS INTEGER) END")


def canonical(detail: dict[str, Any]) -> str:
    """JSON with one spelling, so that its hash is stable."""
    return CANONICAL.encode(detail)


def note(desk: Desk, action: str, entity: str, entity_id: int, *, office_id: int | None = None, **detail: Any) -> None:
    """Append an entry; it stands if the desk's work stands."""
    desk.run(
        ADD, at=desk.now, actor=desk.actor.label, action=action, office=office_id, entity=entity, entity_id=entity_id,
        detail=canonical(detail),
    )


@dataclass(frozen=True)
class Entry:
    """A line for the journal, to be appended with others of its kind."""

    entity_id: int
    office_id: int | None
    detail: dict[str, Any]


def note_each(desk: Desk, action: str, entity: str, entries: Sequence[Entry]) -> None:
    """Append many entries of one action in one go."""
    note_lines(desk, [Line(action, entity, one) for one in entries])


@dataclass(frozen=True)
class Line:
    """An entry with its action and what it is about, to be appended with others of any kind."""

    action: str
    entity: str
    entry: Entry


def note_lines(desk: Desk, lines: Sequence[Line]) -> None:
    """Append many entries in their order in one go."""
    desk.append(
        ADD,
        [{"at": desk.now, "actor": desk.actor.label, "action": line.action, "office": line.entry.office_id,
          "entity": line.entity, "entity_id": line.entry.entity_id, "detail": canonical(line.entry.detail)} for line in lines])


def seal(desk: Desk, *, limit: int = 20_000) -> int:
    """Chain entries that no running transaction can still precede; the number sealed."""
    desk.permit("journal.seal")
    desk.lock("seal")
    # An id is taken at insert and seen at commit: only what every running transaction started after is settled.
    settled = ("AND j.tx < CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint)"
               if desk.postgres else "")
    entries = desk.rows(
        f"SELECT {', '.join('j.' + f for f in FIELDS)} FROM journal j"
        f" LEFT JOIN journal_seal s ON s.entry_id = j.id WHERE s.id IS NULL {settled} ORDER BY j.id LIMIT :limit",
        types={"at": Instant()}, limit=limit,
    )
    previous = desk.scalar("SELECT hash FROM journal_seal ORDER BY id DESC LIMIT 1") or GENESIS
    rows = []
    for entry in entries:
        digest = link(previous, entry._asdict())
        rows.append({"entry_id": entry.id, "previous": previous, "hash": digest})
        previous = digest
    if rows:
        from sqlalchemy import text
        desk.session.execute(
            text("INSERT INTO journal_seal (entry_id, previous, hash) VALUES (:entry_id, :previous, :hash)"), rows)
    return len(rows)


def link(previous: str, entry: dict[str, Any]) -> str:
    """The hash of an entry chained to the one before."""
    body = canonical({name: _plain(entry[name]) for name in FIELDS})
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def export(desk: Desk) -> Iterator[str]:
    """Every sealed entry in the order of the chain, one JSON object a line."""
    desk.permit("journal.read")
    rows = desk.session.execute(_chain())
    for row in rows:
        entry = row._asdict()
        yield canonical({name: _plain(value) for name, value in entry.items()})


def _chain() -> Any:
    return sql(
        f"SELECT {', '.join('j.' + f for f in FIELDS)}, s.previous, s.hash FROM journal_seal s"
        " JOIN journal j ON j.id = s.entry_id ORDER BY s.id", {"at": Instant()})


@dataclass(frozen=True)
class Verdict:
    """What verification found: sealed entries, those not sealed yet, and the last hash."""

    sealed: int
    unsealed: int
    last_hash: str


def verify_lines(lines: Iterable[str]) -> Verdict:
    """Check an export offline; an entry changed, left out or put in is named."""
    previous, count = GENESIS, 0
    for number, line in enumerate(lines, 1):
        try:
            entry = json.loads(line)
            ok = entry["previous"] == previous and entry["hash"] == link(previous, entry)
        except (ValueError, KeyError, TypeError) as error:
            raise InvalidError(f"Line {number} is not a journal entry: {error}.",
                               way_out="Export it again with `kuangjian journal export`.") from error
        if not ok:
            raise InvalidError(f"The chain breaks at line {number}, entry {entry['id']}: it, or one before it, was changed.",
                               way_out="Compare with an earlier export; the entry's own hash says which it was.")
        previous, count = entry["hash"], count + 1
    return Verdict(count, 0, previous)


def verify(desk: Desk) -> Verdict:
    """Check the chain in the database."""
    checked = verify_lines(export(desk))
    total = int(desk.scalar("SELECT count(*) FROM journal"))
    return Verdict(checked.sealed, total - checked.sealed, checked.last_hash)
