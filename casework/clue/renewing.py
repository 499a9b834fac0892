"""All that is sealed, gone through: which keys it still needs, and sealed anew with the newest, batch by batch."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from casework import journal
from casework.access import OPERATOR
from casework.bulk import run_many
from casework.desk import Desk, House, open_desk
from foundation.errors import BrokenError, NotFoundError

BATCH = 500
FILE_BATCH = 20
GROWS = 1_000  # bytes that a new seal may be longer


@dataclass(frozen=True)
class Column:
    """A sealed column of a table, and its key; `text` where it is kept as letters."""

    table: str
    key: str
    name: str
    text: bool = False
    only: str = "1 = 1"


COLUMNS = (
    Column("clue_seal", "clue_id", "content"), Column("clue_message", "id", "sealed"),
    Column("clue_file", "id", "sealed_name"), Column("reporter_letter", "id", "sealed_to"),
    # What was answered to whoever sent a clue; everything else kept there is JSON.
    Column("answered", "key_digest", "answer", text=True, only="answer LIKE 'gAAAA%'"),
)
FILES = ("SELECT k.id AS key, k.sha256 FROM clue_file f JOIN kept_file k ON k.id = f.sealed_id WHERE k.id > :after"
         " ORDER BY k.id LIMIT :most")


@dataclass
class Seals:
    """Seals gone through: how many values and files, by the place of the key that opens each; those that none opens."""

    by_key: Counter[int] = field(default_factory=Counter)
    values: int = 0
    files: int = 0
    renewed: int = 0
    broken: list[str] = field(default_factory=list)  # where, never what

    def count(self, place: int | None, where: str) -> None:
        """Count one."""
        if place is None:
            self.broken.append(where)
        else:
            self.by_key[place] += 1


def check_seals(house: House) -> Seals:
    """Open every seal; whether each can be opened, and with which key."""
    found = Seals()
    for column in COLUMNS:
        for rows in _batches(house, _query(column), "" if column.text else 0, BATCH):
            found.values += len(rows)
            for row in rows:
                found.count(house.seal.key_of(_bytes(row.sealed)), f"{column.table} {_told(row.key)}")
    for rows in _batches(house, FILES, 0, FILE_BATCH):
        found.files += len(rows)
        for row in rows:
            content = _content(house, row.sha256)
            found.count(None if content is None else house.seal.key_of(content), f"kept_file {row.key}")
    return found


def renew_seals(house: House, *, told: Callable[[Seals], None] = lambda _: None) -> Seals:
    """Seal everything anew that is not sealed with the newest key; killed, it goes on from there when called again."""
    done = Seals()
    for column in COLUMNS:
        for rows in _batches(house, _query(column), "" if column.text else 0, BATCH):
            _renew_values(house, column, rows, done)
            told(done)
    for rows in _batches(house, FILES, 0, FILE_BATCH):
        _renew_files(house, rows, done)
        told(done)
    with open_desk(house, OPERATOR) as desk:
        desk.permit("seal.keep")
        journal.note(desk, "seal.rotated", "seal", 0, values=done.values, files=done.files, renewed=done.renewed)
    return done


def _query(column: Column) -> str:
    return (f"SELECT {column.key} AS key, {column.name} AS sealed FROM {column.table} WHERE {column.key} > :after"
            f" AND {column.name} IS NOT NULL AND {column.only} ORDER BY {column.key} LIMIT :most")


def _batches(house: House, query: str, after: Any, most: int) -> Iterator[list[Any]]:
    while True:
        with open_desk(house, OPERATOR, reads=True) as desk:
            desk.permit("seal.keep")
            rows = desk.rows(query, after=after, most=most)
        if not rows:
            return
        yield rows
        after = rows[-1].key


def _renew_values(house: House, column: Column, rows: list[Any], done: Seals) -> None:
    """Each only if it is still what was read: whoever has written meanwhile has sealed with the newest key."""
    changed = []
    for row in rows:
        new = house.seal.renew(_bytes(row.sealed))
        if new is not None:
            changed.append({"key": row.key, "old": row.sealed, "new": new.decode() if column.text else new})
    with open_desk(house, OPERATOR) as desk:
        run_many(desk, f"UPDATE {column.table} SET {column.name} = :new WHERE {column.key} = :key AND {column.name} = :old",
                 changed)
    done.values += len(rows)
    done.renewed += len(changed)


def _renew_files(house: House, rows: list[Any], done: Seals) -> None:
    for row in rows:
        content = _content(house, row.sha256)
        new = None if content is None else house.seal.renew(content)
        done.files += 1
        if new is None:
            continue
        stored = house.files.put(BytesIO(new), most=len(new) + GROWS)
        with open_desk(house, OPERATOR) as desk:
            _renamed(desk, row.key, stored.sha256, stored.size)
        house.files.forget(row.sha256)  # once the row names the new one: killed between, only an old copy is left over
        done.renewed += 1


def _renamed(desk: Desk, number: int, sha256: str, size: int) -> None:
    desk.run("UPDATE kept_file SET sha256 = :sha256, size = :size WHERE id = :id", sha256=sha256, size=size, id=number)


def _content(house: House, sha256: str) -> bytes | None:
    """A sealed file; one that is gone or spoilt is told by the check, and stops no rotation."""
    try:
        with house.files.open(sha256) as content:
            return content.read()
    except (NotFoundError, BrokenError):
        return None


def _bytes(sealed: Any) -> bytes:
    return sealed.encode() if isinstance(sealed, str) else bytes(sealed)


def _told(key: Any) -> str:
    return str(key)[:12]
