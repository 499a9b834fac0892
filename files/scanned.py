"""Files are looked through by ClamAV before they are kept; where it does not answer, nothing is kept."""

from collections.abc import Iterator
from typing import BinaryIO, cast

from files.spool import Stored, spooled
from files.store import Store
from foundation.errors import InvalidError, UnavailableError

PATIENCE = 60  # seconds for one file


class Scanned:
    """A store that keeps what `clamd` finds nothing in; `clamd` is the path of its socket, or host:port."""

    def __init__(self, store: Store, clamd: str) -> None:
        self.store = store
        self.clamd = clamd

    def put(self, content: BinaryIO, *, most: int) -> Stored:
        """Keep a file in which nothing is found."""
        with spooled(content, most) as (copy, _):
            self.look_through(cast(BinaryIO, copy))
            copy.seek(0)
            return self.store.put(cast(BinaryIO, copy), most=most)

    def open(self, sha256: str) -> BinaryIO:
        """A file's content, as it was kept."""
        return self.store.open(sha256)

    def forget(self, sha256: str) -> None:
        """Take a file out."""
        self.store.forget(sha256)

    def names(self) -> Iterator[str]:
        """The names of all files kept."""
        return self.store.names()

    def look_through(self, content: BinaryIO) -> None:
        """Refuse a file in which something is found."""
        content.seek(0)
        from clamav_client.clamd import BufferTooLongError, ClamdError, ClamdNetworkSocket, ClamdUnixSocket
        host, _, port = self.clamd.rpartition(":")
        scanner = ClamdUnixSocket(self.clamd, PATIENCE) if self.clamd.startswith("/") else \
            ClamdNetworkSocket(host.strip("[]"), int(port), PATIENCE)
        try:
            state, found = scanner.instream(content).get("stream", ("", None))
        except (BufferTooLongError, BrokenPipeError) as error:
            raise UnavailableError("The virus scanner breaks off in the middle of the file.",
                                   way_out="Let clamd take larger ones (StreamMaxLength), and look into its log.") from error
        except (ClamdError, OSError, ValueError) as error:
            raise _unanswered() from error
        if state == "FOUND":
            raise InvalidError(f"The virus scanner found {found} in this file.",
                               way_out="Do not open it; clean the computer it comes from, and send another.")
        if state != "OK":
            raise _unanswered()


def _unanswered() -> UnavailableError:
    return UnavailableError("The virus scanner does not answer.", way_out="Send the file again later; nothing of it was kept.")
