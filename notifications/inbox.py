"""The mailbox, by IMAP: which messages wait, how large they are, one at a time; marked or moved once they are taken in.

Nothing is ever lost: a server that cannot move makes a copy in the other folder, and that message alone is marked as deleted.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from notifications.inbox_door import Answer, abilities, asked, choose, connected, enter, said_by
from notifications.inbox_terms import CHECK_FOLDER, InboxError, InboxSettings

AT_ONCE = 500  # messages asked about in one command
SIZE = re.compile(rb"UID (\d+) RFC822\.SIZE (\d+)|RFC822\.SIZE (\d+) UID (\d+)")


class Inbox:
    """An open mailbox; every call raises InboxError where the server does not do as asked."""

    def __init__(self, settings: InboxSettings, box: Any, validity: int) -> None:
        self.name = settings.mailbox
        self.validity = validity  # as long as it is the same, a number means the same message
        self.moves = settings.done is not None
        self._settings = settings
        self._box = box
        self._can = abilities(box, settings)

    def numbers(self) -> list[int]:
        """The numbers (UID) of all messages that lie in the folder, the oldest first."""
        return sorted(int(one) for one in self._ask(partial(self._box.uids, "UNDELETED")))

    def sizes(self, numbers: Sequence[int]) -> dict[int, int]:
        """How many bytes messages have, as far as they are still there."""
        found: dict[int, int] = {}
        for at in range(0, len(numbers), AT_ONCE):
            for line in self._uid("FETCH", numbers[at:at + AT_ONCE], "(UID RFC822.SIZE)"):
                if told := SIZE.search(line if isinstance(line, bytes) else b""):
                    uid, size, size_before, uid_after = told.groups()
                    found[int(uid or uid_after)] = int(size or size_before)
        return found

    def fetch(self, number: int) -> bytes | None:
        """A message as it is, left unread; None where it is gone."""
        parts = [one[1] for one in self._uid("FETCH", [number], "(BODY.PEEK[])") if isinstance(one, tuple)]
        return bytes(parts[0]) if parts else None

    def finish(self, numbers: Sequence[int]) -> None:
        """Mark messages as read, and move them where a folder for them is named."""
        if not numbers:
            return
        # The library's own way expunges the folder along with it: what others marked there would be gone.
        self._uid("STORE", numbers, "+FLAGS", r"(\Seen)")
        if self._settings.done is not None:
            self._move(numbers, self._settings.done)

    def _move(self, numbers: Sequence[int], folder: str) -> None:
        from imap_tools.utils import encode_folder
        target = encode_folder(folder)
        if "MOVE" in self._can:
            self._uid("MOVE", numbers, target)
            return
        self._uid("COPY", numbers, target)
        self._uid("STORE", numbers, "+FLAGS", r"(\Deleted)")
        if "UIDPLUS" in self._can:
            self._uid("EXPUNGE", numbers)

    def _uid(self, command: str, numbers: Sequence[int], *words: Any) -> list[Any]:
        listed = ",".join(map(str, numbers))
        state, answer = self._ask(partial(self._box.client.uid, command, listed, *words))
        if state != "OK":
            raise InboxError(f"邮箱服务器不接受 {command}（{said_by(answer, self._settings)}）", CHECK_FOLDER)
        return list(answer)

    def _ask(self, question: Callable[[], Answer]) -> Answer:
        return asked(question, self._settings)


@contextmanager
def open_inbox(settings: InboxSettings) -> Iterator[Inbox]:
    """The mailbox for the length of a `with`."""
    box = asked(partial(connected, settings), settings)
    try:
        asked(partial(enter, box, settings), settings)
        yield Inbox(settings, box, asked(partial(choose, box, settings), settings))
    finally:
        with suppress(Exception):  # all that was to be done is done
            box.logout()
        with suppress(Exception):
            box.client.shutdown()
