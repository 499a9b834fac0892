"""The files of an installation in a folder, as a backup holds them, wherever they are kept; and from there into a store."""

import os
import re
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

from files.s3_store import S3Store
from files.store import DiskStore, place_of
from foundation.errors import BrokenError, NotFoundError

AT_ONCE = 8  # files on their way to or from a bucket
ANY_SIZE = 1 << 62  # what was let in once is let in again
PLACE = re.compile(r"files/[0-9a-f]{2}/[0-9a-f]{64}")


def copy_out(store: DiskStore | S3Store, folder: Path) -> None:
    """Copy every file into a folder; one that is not what was kept is left out, and missed by `missing`."""
    if isinstance(store, DiskStore):
        if store.folder.is_dir():
            shutil.copytree(store.folder, folder, copy_function=_link, ignore=shutil.ignore_patterns("half-*"))
        return
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _ in pool.map(lambda name: _fetch(store, name, folder / place_of(name)), store.names()):
            pass


def _link(source: str, target: str) -> None:
    """What lies in the store never changes: within a disk it need not be copied."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _fetch(store: S3Store, name: str, target: Path) -> None:
    with suppress(BrokenError, NotFoundError), store.open(name) as content:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as out:
            shutil.copyfileobj(content, out)


def bring_in(folder: Path, store: DiskStore | S3Store) -> None:
    """Put the files of a folder into a store."""
    if isinstance(store, DiskStore):
        move_in(folder, store.folder)
        return
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _ in pool.map(lambda file: _send(store, file), [path for path in sorted(folder.rglob("*")) if path.is_file()]):
            pass


def move_in(folder: Path, target: Path) -> None:
    """Move what lies in a folder into another, which may be there already, as a disk of its own."""
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    for one in folder.iterdir():
        shutil.move(one, target / one.name)


def _send(store: S3Store, file: Path) -> None:
    with file.open("rb") as content:
        store.put(content, most=ANY_SIZE)


def drop_changed(folder: Path, parts: dict[str, str]) -> None:
    """Take out of a backup's parts the files whose content is no longer that of their name."""
    for name in [name for name, digest in parts.items() if PLACE.fullmatch(name) and not name.endswith(digest)]:
        (folder / name).unlink()
        del parts[name]


def missing(database: Path, parts: dict[str, str]) -> tuple[str, ...]:
    """What a database names and a backup does not hold: file names, each with its hash."""
    with closing(sqlite3.connect(database)) as book:
        try:
            rows = book.execute("SELECT sha256, min(name) FROM kept_file GROUP BY sha256 ORDER BY sha256").fetchall()
        except sqlite3.OperationalError:  # of a version that kept no files
            return ()
    return tuple(f"{name} ({sha256})" for sha256, name in rows if f"files/{place_of(sha256)}" not in parts)
