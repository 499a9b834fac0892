"""The shelf of decrees: the rulebook with a folder of decrees on top, read again once the folder has changed."""

import logging
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from regulation.book import Rulebook
from regulation.loading import RulebookError, documents, load, parse

State = tuple[tuple[str, int, int, int], ...]
log = logging.getLogger("kuangjian.rulebook")


class Shelf:
    """Hands out the rulebook as the folder has it now; every process has one of its own, and none needs to be told.

    A folder that cannot be read changes nothing for who had the rulebook before: `problems` then says why.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: tuple[str, ...] = ()
        self._guard = threading.Lock()
        self._book: Rulebook | None = None
        self._state: State | None = None

    def rulebook(self) -> Rulebook:
        """The rulebook now; RulebookError only where there was none before."""
        state = self._look()
        book = self._book
        if book is not None and state == self._state:
            return book
        with self._guard:
            if self._book is None or state != self._state:
                self._read(state)
            assert self._book is not None
            return self._book

    def with_decree(self, name: str, decree: Mapping[str, Any]) -> Rulebook:
        """What the rulebook would be with one decree more."""
        return parse({**documents(extra=self._extra()), name: decree})

    def without_decree(self, path: Path) -> Rulebook:
        """What the rulebook would be without one of its decrees."""
        found = documents(extra=self._extra())
        found.pop(str(path), None)
        return parse(found)

    def _look(self) -> State:
        """Names, times, sizes and numbers of the files: a file that was written anew differs in one of them."""
        found = []
        for path in sorted(self.folder.rglob("*.toml")) if self.folder.is_dir() else ():
            try:
                told = path.stat()
            except FileNotFoundError:
                continue  # taken away just now
            found.append((str(path), told.st_mtime_ns, told.st_size, told.st_ino))
        return tuple(found)

    def _read(self, state: State) -> None:
        # Looked at before it is read: what changes in between is seen the next time.
        try:
            self._book, self.problems = load(extra=self._extra()), ()
        except (RulebookError, OSError) as error:
            if self._book is None:
                raise
            self.problems = getattr(error, "problems", (str(error),))
            log.error("the decrees cannot be read; the rulebook stays as it was: %s", type(error).__name__)
        self._state = state

    def _extra(self) -> list[Path]:
        return [self.folder] if self.folder.is_dir() else []
