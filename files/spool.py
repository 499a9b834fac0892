"""A file on its way: read once, measured and hashed, before anything is done with it."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, BinaryIO

from foundation.errors import BrokenError, InvalidError, UnavailableError

PIECE = 1 << 20  # bytes read at once
IN_MEMORY = 1 << 20  # bytes; a larger one waits on the disk


@dataclass(frozen=True)
class Stored:
    """What is kept: its name in the store, and its size in bytes."""

    sha256: str
    size: int


def copied(content: BinaryIO, target: IO[bytes], most: int) -> Stored:
    """Copy a file; refused as soon as it has more than `most` bytes."""
    digest, size = hashlib.sha256(), 0
    while piece := content.read(PIECE):
        size += len(piece)
        if size > most:
            raise InvalidError(f"A file has at most {most // 1_000_000} MB.", way_out="Send a smaller one, or in parts.")
        digest.update(piece)
        target.write(piece)
    return Stored(digest.hexdigest(), size)


@contextmanager
def spooled(content: BinaryIO, most: int) -> Iterator[tuple[IO[bytes], Stored]]:
    """A copy of a file that can be read again, for the length of a `with`; one of more than `most` bytes is refused."""
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as copy:
        try:
            stored = copied(content, copy, most)
        except OSError as error:
            raise not_kept(error) from error
        copy.seek(0)
        yield copy, stored


def not_kept(error: OSError) -> UnavailableError:
    """What is said when a file was lost on its way."""
    return UnavailableError(f"The file could not be kept: {error.strerror}.",
                            way_out="Send it again later; nothing of it was kept.")


def as_kept(content: BinaryIO, sha256: str) -> BinaryIO:
    """The content from its beginning, once it is known to be what was kept under this name."""
    digest = hashlib.sha256()
    while piece := content.read(PIECE):
        digest.update(piece)
    if digest.hexdigest() != sha256:
        content.close()
        raise BrokenError("A file in the store is not what was kept.", way_out="Restore it from a backup.")
    content.seek(0)
    return content
