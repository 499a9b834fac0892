"""What an installation writes is its owner's alone: new files by the mask, earlier ones by taking others' rights away."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OTHERS = 0o077
# What we lay into a data folder; whatever else lies there is not ours to change.
OURS = ("kuangjian.db*", "up.lock", "demo-accounts.txt", "files", "decrees", "logs", "backups", "ready", "prefect",
        "rehearsals", "keys")


def privately() -> None:
    """Whatever this process and its children make from now on, nobody else may read."""
    os.umask(OTHERS)


def make_private(data: Path, *more: Path) -> int:
    """Take everybody else's rights from an installation made before; how many files and folders changed."""
    paths = [data, *(path for pattern in OURS for path in data.glob(pattern)), *more]
    return sum(_take(one) for path in paths if path.exists() for one in _within(path, deep=path != data))


def _within(path: Path, *, deep: bool) -> Iterator[Path]:
    yield path
    if deep and path.is_dir() and not path.is_symlink():
        yield from path.rglob("*")


def _take(path: Path) -> bool:
    """Take others' rights from what is this user's; a folder that is meant for all, as /tmp, keeps them."""
    try:
        found = path.lstat()
    except FileNotFoundError:  # gone meanwhile
        return False
    mode = found.st_mode
    if stat.S_ISLNK(mode) or mode & stat.S_ISVTX or not mode & OTHERS or found.st_uid != os.geteuid():
        return False
    path.chmod(stat.S_IMODE(mode) & ~OTHERS)
    return True


@contextmanager
def made(folder: Path) -> Iterator[None]:
    """Make a folder for what is done in the `with`; where that fails, an empty one goes again."""
    new = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for path in new:
            if any(path.iterdir()):
                break
            path.rmdir()
        raise
