"""Keeps files by the SHA-256 of what they hold: written whole or not at all, never changed, each kept once."""

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from files.spool import Stored, as_kept, copied, not_kept
from foundation.errors import InvalidError, NotFoundError, UnavailableError

NAME = re.compile(r"[0-9a-f]{64}")


class Store(Protocol):
    """Where files are kept."""

    def put(self, content: BinaryIO, *, most: int) -> Stored:
        """Keep a file; one of more than `most` bytes is refused."""

    def open(self, sha256: str) -> BinaryIO:
        """A file's content, as it was kept; what has changed meanwhile is never handed out."""

    def names(self) -> Iterator[str]:
        """The names of all files kept."""

    def forget(self, sha256: str) -> None:
        """Take a file out that was sealed anew under another name; nothing else ever goes."""

    def look_through(self, content: BinaryIO) -> None:
        """Refuse what harms its reader, before it is sealed and cannot be looked at any more."""


def place_of(sha256: str) -> str:
    """Where a file lies within a store; refused where that is no name of one."""
    if not NAME.fullmatch(sha256):
        raise InvalidError("That is no name of a file in the store.", way_out="Open the file from its duty.")
    return f"{sha256[:2]}/{sha256}"


def not_there() -> NotFoundError:
    """What is said when a file is missing."""
    return NotFoundError("The file is not in the store.", way_out="Restore it from a backup.")


class DiskStore:
    """A store in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: BinaryIO, *, most: int) -> Stored:
        """Keep a file; one of more than `most` bytes is refused, and nothing of it stays."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, prefix="half-", delete=False) as half:
                try:
                    stored = copied(content, half, most)
                    half.flush()
                    os.fsync(half.fileno())
                    self._place(Path(half.name), stored.sha256)
                finally:
                    Path(half.name).unlink(missing_ok=True)
            return stored
        except OSError as error:
            raise not_kept(error) from error

    def _place(self, half: Path, sha256: str) -> None:
        there = self.folder / place_of(sha256)
        there.parent.mkdir(mode=0o700, exist_ok=True)
        half.replace(there)
        # The name is safe on the disk before anybody is told that the file is kept.
        folder = os.open(there.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)

    def open(self, sha256: str) -> BinaryIO:
        """A file's content, as it was kept."""
        try:
            return as_kept((self.folder / place_of(sha256)).open("rb"), sha256)
        except FileNotFoundError:
            raise not_there() from None

    def forget(self, sha256: str) -> None:
        """Take a file out."""
        (self.folder / place_of(sha256)).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """The names of all files kept."""
        return (path.name for path in sorted(self.folder.glob("[0-9a-f][0-9a-f]/*")) if NAME.fullmatch(path.name))

    def look_through(self, content: BinaryIO) -> None:
        """No scanner is named."""


class NoStore:
    """Where no store is configured."""

    def put(self, content: BinaryIO, *, most: int) -> Stored:  # noqa: ARG002  as the protocol has it
        """Refuse."""
        raise self._none()

    def open(self, sha256: str) -> BinaryIO:  # noqa: ARG002
        """Refuse."""
        raise self._none()

    def forget(self, sha256: str) -> None:  # noqa: ARG002
        """Refuse."""
        raise self._none()

    def names(self) -> Iterator[str]:
        """None."""
        return iter(())

    def look_through(self, content: BinaryIO) -> None:
        """Nothing is kept here anyway."""

    def _none(self) -> UnavailableError:
        return UnavailableError("This installation keeps no files.", way_out="Start it with `kuangjian up`.")
