"""Clues from a sheet, as of media or letters: every bad row is told, none is half taken, and the same sheet is taken once."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from casework import journal
from casework.clue.accepting import Accepted, NewClue, Reporter, accept_each
from casework.clue.sheet_rows import COLUMNS, Known, checked, known_to
from casework.desk import Desk
from casework.journal import canonical
from casework.record.faults import Faults
from casework.record.parties import find_party
from files.kinds import kind_of
from foundation.errors import ConflictError, InvalidError
from workbooks.reading import Row, read_rows
from workbooks.writing import write_rows

MOST = 5000  # rows
LARGEST = 20_000_000  # bytes of a sheet that is sent
ANSWER = ("行", "线索编号", "查询码")
CLAIM = ("INSERT INTO clue_sheet (digest, office_id, rows, first_number, last_number, by, at) VALUES"
         " (:digest, :office, :rows, '', '', :by, :now) ON CONFLICT (digest) DO NOTHING")


@dataclass(frozen=True)
class TakenRow:
    """The clue of a row, and its receipt code, which is told here and never again."""

    row: int
    number: str
    receipt: str | None


@dataclass(frozen=True)
class ClueImport:
    """What an import of clues did; `taken` in the order of the rows."""

    rows: int
    first: str
    last: str
    warnings: tuple[str, ...]
    taken: tuple[TakenRow, ...]


def import_clues(desk: Desk, rows: Sequence[Row], office: str) -> ClueImport:
    """Take the clues of a sheet in at an office, all or none; a sheet that was taken before is refused with its numbers."""
    at = find_party(desk, office, "clue.take")
    desk.permit("clue.take", at.path)
    if not 0 < len(rows) <= MOST:
        raise InvalidError(f"A sheet of clues has 1 to {MOST} rows.", way_out="Split it and import the parts.")
    faults = Faults()
    known = known_to(desk, rows)
    news = [_new(row, known, at.id, faults) for row in rows]
    warnings = faults.settle(len(rows))
    digest = _claim(desk, rows, at.id)
    done = accept_each(desk, [new for new in news if new is not None])
    desk.run("UPDATE clue_sheet SET first_number = :first, last_number = :last WHERE digest = :digest",
             first=done[0].number, last=done[-1].number, digest=digest)
    journal.note(desk, "clues.import", "clue", 0, office_id=at.id, rows=len(rows))
    return ClueImport(len(rows), done[0].number, done[-1].number, warnings, _taken(rows, done))


def _new(row: Row, known: Known, office: int, faults: Faults) -> NewClue | None:
    one = checked(row, known, faults)
    if one is None:
        return None
    return NewClue(
        one.channel, row["text"], one.offence, Reporter(*(row[name] for name in ("name", "phone", "email", "address"))),
        accused=row["accused"], place=row["place"], division=row["division"], longitude=one.longitude, latitude=one.latitude,
        licence=row["licence"], happened=row["happened"], ongoing=one.ongoing, office=office, about=one.about)


def _claim(desk: Desk, rows: Sequence[Row], office: int) -> str:
    """Mark the sheet as taken; who sends it at the same moment waits here, and is refused."""
    digest = desk.house.seal.mark(canonical({"rows": [dict(row.values) for row in rows]}))
    if not desk.run(CLAIM, digest=digest, office=office, rows=len(rows), by=desk.actor.label, now=desk.now):
        first, last = desk.rows("SELECT first_number, last_number FROM clue_sheet WHERE digest = :digest", digest=digest)[0]
        raise ConflictError(f"This sheet was imported already: {first} to {last}.",
                            way_out="Look these up in the register; if others are meant, change the sheet.")
    return digest


def _taken(rows: Sequence[Row], done: Sequence[Accepted]) -> tuple[TakenRow, ...]:
    return tuple(TakenRow(row.number, one.number, one.receipt) for row, one in zip(rows, done, strict=True))


def read_sheet(name: str, content: BinaryIO) -> list[Row]:
    """The rows of a sheet that was sent: a workbook, or a text table."""
    body = content.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise InvalidError(f"“{name}” is too large for a sheet of clues.", way_out=f"Send at most {LARGEST // 1_000_000} MB.")
    if body[:2] == b"PK":
        content.seek(0)
        kind_of(content, name)  # looked into before it is unpacked
    return read_rows(Path(name), COLUMNS, body=body)  # written nowhere: it names who sent what


def answer_rows(done: ClueImport) -> list[tuple[int, str, str]]:
    """What the answer workbook says of each row."""
    return [(one.row, one.number, one.receipt or "") for one in done.taken]


def write_answers(path: Path, done: ClueImport) -> None:
    """Write the numbers and receipt codes into a workbook, over no file that is there; the codes are kept nowhere else."""
    if path.exists():
        raise ConflictError(f"{path} is there already.", way_out="Give another name, or remove it.")
    write_rows(path, ANSWER, answer_rows(done))
