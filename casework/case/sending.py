"""Files that an officer has sent ahead, taken for a document of a case: read from the store, or kept as a proof of service."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from casework.bulk import insert_rows
from casework.case.documents import DocumentRow
from casework.case.exhibits import IN_A_CASE
from casework.desk import Desk
from casework.file.claiming import own_and_free
from casework.file.files import Sent
from foundation.errors import InvalidError
from models import KeptFile

FILE = "SELECT name, sha256 FROM kept_file WHERE id = :id"


@contextmanager
def sent_ahead(desk: Desk, file_id: int) -> Iterator[tuple[str, BinaryIO]]:
    """The name and content of a file of the actor's own that belongs to nothing yet."""
    _refuse_strange(desk, file_id)
    row = desk.rows(FILE, id=file_id)[0]
    with desk.house.files.open(row.sha256) as content:
        yield row.name, content


def take_as_proof(desk: Desk, document: DocumentRow, file_id: int) -> int:
    """Such a file as a proof of service, from now on part of the case."""
    desk.permit("case.handle", document.office_path)
    _refuse_strange(desk, file_id)
    desk.run("UPDATE kept_file SET kept_by = :by WHERE id = :id", by=IN_A_CASE, id=file_id)
    return file_id


def adopt(desk: Desk, sent: Sent) -> int:
    """A file that was just taken in, as part of the case; its number."""
    return insert_rows(desk, KeptFile, [{"sha256": sent.sha256, "name": sent.name, "media_type": sent.media_type,
                                         "size": sent.size, "kept_by": IN_A_CASE, "kept_at": desk.now}])[0]


def _refuse_strange(desk: Desk, file_id: int) -> None:
    if file_id not in own_and_free(desk, [file_id]):
        raise InvalidError(f"There is no file {file_id} of yours to be handed in.",
                           way_out="Send it first: `POST /api/files`.")
