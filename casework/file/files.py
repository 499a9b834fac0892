"""Files of reports: taken in under the name the act kind wants, carried over from a returned report, handed out."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from casework.bulk import add_rows, insert_rows
from casework.desk import Desk, House
from casework.duty import duties
from files.kinds import kind_of
from foundation.errors import InvalidError, NotFoundError
from models import KeptFile, SubmissionFile
from regulation.act_kind import ActKind

LARGEST = 20_000_000  # bytes


@dataclass(frozen=True)
class Sent:
    """A file that lies in the store and is not yet part of anything."""

    name: str
    media_type: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Paper:
    """A file of a report: under which name the kind wants it, and how it is called."""

    id: int
    wanted: str
    name: str
    media_type: str
    sha256: str
    size: int


def take_in(house: House, name: str, content: BinaryIO) -> Sent:
    """Look at a file and put it into the store; it belongs to nothing until a report names it."""
    plain = _plain(name)
    kind = kind_of(content, plain)
    stored = house.files.put(content, most=LARGEST)
    return Sent(plain, kind.media_type, stored.sha256, stored.size)


def _plain(name: str) -> str:
    """The name alone, without folders or what does not print."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(char for char in unicodedata.normalize("NFC", last) if char.isprintable() and char not in '<>:"|?*')
    if not kept.strip(". "):
        raise InvalidError("A file has no usable name.", way_out="Give it one, and send it again.")
    return kept.strip()[-120:]


def papers_of(desk: Desk, submissions: Sequence[int]) -> dict[int, list[Paper]]:
    """The files of reports, by report."""
    found: dict[int, list[Paper]] = {number: [] for number in submissions}
    if submissions:
        listed = ", ".join(str(int(number)) for number in submissions)
        for row in desk.rows("SELECT s.submission_id, f.id, s.name AS wanted, f.name, f.media_type, f.sha256, f.size"
                             " FROM submission_file s JOIN kept_file f ON f.id = s.file_id"
                             f" WHERE s.submission_id IN ({listed}) ORDER BY f.id"):
            found[row.submission_id].append(Paper(row.id, row.wanted, row.name, row.media_type, row.sha256, row.size))
    return found


def refuse_missing(kind: ActKind, there: Mapping[str, object]) -> None:
    """Refuse a report without a file that its kind wants."""
    missing = [file.title for file in kind.files if file.required and file.name not in there]
    if missing:
        raise InvalidError("Files are missing:", problems=tuple(missing), way_out="Add them, and hand in again.")


def attach(desk: Desk, submission_id: int, sent: Mapping[str, Sent], earlier: Mapping[str, Paper]) -> None:
    """Make files part of a report, by the names the kind wants; what is not sent anew is carried over."""
    ids = insert_rows(desk, KeptFile, [
        {"sha256": one.sha256, "name": one.name, "media_type": one.media_type, "size": one.size,
         "kept_by": desk.actor.label, "kept_at": desk.now} for one in sent.values()])
    rows = dict(zip(sent, ids, strict=True))
    rows = {name: paper.id for name, paper in earlier.items()} | rows
    add_rows(desk, SubmissionFile, [
        {"submission_id": submission_id, "name": name, "file_id": number} for name, number in rows.items()])


def paper(desk: Desk, file_id: int) -> Paper:
    """A file, for whoever may see a duty it belongs to; anybody else is told that there is none."""
    rows = desk.rows("SELECT s.name AS wanted, f.id, f.name, f.media_type, f.sha256, f.size, b.duty_id FROM kept_file f"
                     " JOIN submission_file s ON s.file_id = f.id JOIN submission b ON b.id = s.submission_id"
                     " WHERE f.id = :id ORDER BY b.id DESC LIMIT 1", id=file_id)
    missing = NotFoundError(f"There is no file {file_id}.", way_out="Open it from its duty.")
    if not rows:
        raise missing
    try:
        duties.permit_reading(desk, duties.fetch(desk, rows[0].duty_id))
    except NotFoundError:
        raise missing from None
    row = rows[0]
    return Paper(row.id, row.wanted, row.name, row.media_type, row.sha256, row.size)
