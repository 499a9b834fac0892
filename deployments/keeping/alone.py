"""One process keeps a data folder at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deployments.keeping.privately import made
from foundation.errors import ConflictError


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Hold a data folder; whoever else wants it is refused, naming the first."""
    new = not data.exists()
    with made(data), (data / "up.lock").open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise ConflictError(f"Kuangjian runs already in {data} (process {lock.read().strip() or '?'}).",
                                way_out="Stop that one, or give another folder with --data.") from None
        lock.seek(0)
        lock.truncate()
        lock.write(str(os.getpid()))
        lock.flush()
        try:
            yield
        except BaseException:
            if new and [path.name for path in data.iterdir()] == ["up.lock"]:
                (data / "up.lock").unlink()
            raise
