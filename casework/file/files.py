"""Files: taken in, kept, made part of a report, handed out to whoever may see what they belong to."""

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from casework.act.drafts import OWNERS
from casework.act.seen import fetch_among, may
from casework.bulk import add_rows, insert_rows
from casework.clue.evidence import of_a_clue
from casework.desk import Desk, House
from casework.duty import duties
from casework.duty.duties import LARGEST as LARGEST_NUMBER
from casework.file.claiming import own_and_free, sender
from files.kinds import kind_of
from files.pictures import MEDIA_TYPES, Said, said_by
from foundation.errors import InvalidError, NotFoundError
from models import KeptFile, Photo, SubmissionFile
from regulation.act_kind import ActKind

LARGEST = 20_000_000  # bytes


@dataclass(frozen=True)
class Sent:
    """A file that lies in the store and is not yet part of anything; what it says of itself, if it is a picture."""

    name: str
    media_type: str
    sha256: str
    size: int
    said: Said


@dataclass(frozen=True)
class Paper:
    """A file of a report or an act: under which name the kind wants it, and how it is called."""

    id: int
    wanted: str
    name: str
    media_type: str
    sha256: str
    size: int


def take_in(house: House, name: str, content: BinaryIO) -> Sent:
    """Look at a file and put it into the store; it belongs to nothing until a report or an act names it."""
    plain = _plain(name)
    kind = kind_of(content, plain)
    stored = house.files.put(content, most=LARGEST)
    said = said_by(content) if kind.media_type in MEDIA_TYPES else Said()
    return Sent(plain, kind.media_type, stored.sha256, stored.size, said)


def keep(desk: Desk, sent: Sequence[Sent]) -> list[int]:
    """Write down files that lie in the store; their numbers, in their order."""
    numbers = insert_rows(desk, KeptFile, [
        {"sha256": one.sha256, "name": one.name, "media_type": one.media_type, "size": one.size,
         "kept_by": sender(desk), "kept_at": desk.now} for one in sent])
    add_rows(desk, Photo, [
        {"file_id": number, "longitude": one.said.longitude, "latitude": one.said.latitude, "taken": one.said.taken}
        for number, one in zip(numbers, sent, strict=True) if one.said])
    return numbers


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


def refuse_missing(kind: ActKind, there: Collection[str]) -> None:
    """Refuse a report without a file that its kind wants."""
    missing = [file.title for file in kind.files if file.required and file.name not in there]
    if missing:
        raise InvalidError("Files are missing:", problems=tuple(missing), way_out="Add them, and hand in again.")


def attach(desk: Desk, submission_id: int, numbers: Sequence[tuple[str, int]]) -> None:
    """Make files part of a report, under the names the kind wants."""
    add_rows(desk, SubmissionFile, [
        {"submission_id": submission_id, "name": name, "file_id": number} for name, number in numbers])


def paper(desk: Desk, file_id: int) -> Paper:
    """A file, for whoever may see the duty, act or draft that it belongs to; anybody else is told that there is none."""
    rows = desk.rows("SELECT id, name AS wanted, name, media_type, sha256, size FROM kept_file WHERE id = :id", id=file_id) \
        if 0 < file_id <= LARGEST_NUMBER else []
    if not rows or not any(among(desk, file_id) for among in (_of_a_duty, _of_an_act, _of_a_draft, of_a_clue, _sent_ahead)):
        raise NotFoundError(f"There is no file {file_id}.", way_out="Open it from its duty or act.")
    return Paper(**rows[0]._asdict())


def _of_a_duty(desk: Desk, file_id: int) -> bool:
    rows = desk.rows("SELECT DISTINCT b.duty_id FROM submission_file s JOIN submission b ON b.id = s.submission_id"
                     " WHERE s.file_id = :id", id=file_id)
    return any(duties.may_read(desk, one) for one in duties.fetch_each(desk, [row.duty_id for row in rows]).values())


def _of_an_act(desk: Desk, file_id: int) -> bool:
    return any(may(desk, "act.read", act) for act in fetch_among(
        desk, "SELECT f.act_id FROM act_file f WHERE f.file_id = :file", file=file_id))


def _of_a_draft(desk: Desk, file_id: int) -> bool:
    return bool(desk.rows(f"SELECT 1 FROM draft_file f JOIN draft d ON d.id = f.draft_id WHERE f.file_id = :id"
                          f" AND d.officer_id IN ({OWNERS})", id=file_id, me=desk.actor.officer_id or 0, today=desk.today))


def _sent_ahead(desk: Desk, file_id: int) -> bool:
    return bool(own_and_free(desk, [file_id]))
