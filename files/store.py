"""Keeps files by the SHA-256 of what they hold: written whole or not at all, never changed, each kept once."""

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from foundation.errors import InvalidError, NotFoundError, UnavailableError

PIECE = 1 << 20  # bytes read at once
NAME = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Stored:
    """What is kept: its name in the store, and its size in bytes."""

    sha256: str
    size: int


class Store(Protocol):
    """Where files are kept."""

    def put(self, content: BinaryIO, *, most: int) -> Stored:
        """Keep a file; one of more than `most` bytes is refused."""

    def open(self, sha256: str) -> BinaryIO:
        """A file's content."""


class DiskStore:
    """A store in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: BinaryIO, *, most: int) -> Stored:
        """Keep a file; one of more than `most` bytes is refused, and nothing of it stays."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, prefix="half-", delete=False) as half:
                try:
                    stored = _copy(content, half, most)
                    self._place(Path(half.name), stored.sha256)
                finally:
                    Path(half.name).unlink(missing_ok=True)
            return stored
        except OSError as error:
            raise UnavailableError(f"The file could not be kept: {error.strerror}.",
                                   way_out="Send it again later; nothing of it was kept.") from error

    def _place(self, half: Path, sha256: str) -> None:
        there = self._path(sha256)
        there.parent.mkdir(parents=True, exist_ok=True)
        half.replace(there)
        # The name is safe on the disk before anybody is told that the file is kept.
        folder = os.open(there.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)

    def open(self, sha256: str) -> BinaryIO:
        """A file's content."""
        try:
            return self._path(sha256).open("rb")
        except FileNotFoundError:
            raise NotFoundError("The file is not in the store.", way_out="Restore it from a backup.") from None

    def _path(self, sha256: str) -> Path:
        if not NAME.fullmatch(sha256):
            raise InvalidError("That is no name of a file in the store.", way_out="Open the file from its duty.")
        return self.folder / sha256[:2] / sha256


class NoStore:
    """Where no store is configured."""

    def put(self, content: BinaryIO, *, most: int) -> Stored:  # noqa: ARG002  as the protocol has it
        """Refuse."""
        raise self._none()

    def open(self, sha256: str) -> BinaryIO:  # noqa: ARG002
        """Refuse."""
        raise self._none()

    def _none(self) -> UnavailableError:
        return UnavailableError("This installation keeps no files.", way_out="Start it with `kuangjian up`.")


def _copy(content: BinaryIO, half: "tempfile._TemporaryFileWrapper[bytes]", most: int) -> Stored:
    digest, size = hashlib.sha256(), 0
    while piece := content.read(PIECE):
        size += len(piece)
        if size > most:
            raise InvalidError(f"A file has at most {most // 1_000_000} MB.", way_out="Send a smaller one, or in parts.")
        digest.update(piece)
        half.write(piece)
    half.flush()
    os.fsync(half.fileno())
    return Stored(digest.hexdigest(), size)
