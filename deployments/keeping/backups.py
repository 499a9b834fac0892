"""Backup while everything runs, restore into an empty place, upgrade with a backup before it."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import make_url

from deployments.keeping.archive import Contents, hashes_of, pack, unpack
from deployments.keeping.copies import copy_file, copy_server, fill_server, refuse_filled
from deployments.keeping.kept_files import bring_in, copy_out, drop_changed, missing, move_in
from deployments.keeping.privately import made, make_private
from files.configured import store_of
from files.store import DiskStore
from foundation.database import open_engine
from foundation.errors import ConflictError, NotFoundError
from foundation.settings import Settings
from models.schema import check, current, head, upgrade

DATABASE = "kuangjian.db"


@dataclass(frozen=True)
class Kept:
    """What a backup or a restore took along; `missing` are files of which a backup has no sound copy."""

    file: str
    revision: str
    parts: int
    missing: tuple[str, ...] = ()


def back_up(settings: Settings, target: Path, now: datetime) -> Kept:
    """Write database, decrees and files into one archive; what runs goes on meanwhile."""
    if target.exists():
        raise ConflictError(f"{target} is there already.", way_out="Name another file; a backup overwrites nothing.")
    url = make_url(settings.database())
    if url.drivername == "sqlite" and not Path(url.database or "").is_file():
        raise NotFoundError(f"There is no database {url.database}.", way_out="Name the data folder with --data.")
    with made(target.parent), _workplace(target.parent) as folder:
        copy = folder / DATABASE
        if url.drivername == "sqlite":
            copy_file(Path(url.database or ""), copy)
        else:
            copy_server(open_engine(settings.database()), copy)
        if settings.decrees().is_dir():
            shutil.copytree(settings.decrees(), folder / "decrees")
        # The files after the database: what a row names was in the store before the row.
        copy_out(store_of(settings), folder / "files")
        parts = hashes_of(folder)
        drop_changed(folder, parts)
        told = Contents(_revision(copy), now.isoformat(), parts)
        pack(folder, target, told)
        return Kept(str(target), told.revision, len(told.parts), missing(copy, parts))


def _revision(copy: Path) -> str:
    engine = open_engine(f"sqlite:///{copy}")
    with engine.connect() as connection:
        found = current(connection)
    engine.dispose()
    if found is None:
        raise NotFoundError("There is no installation in this database.", way_out="Run `kuangjian init` first.")
    return found


def restore(settings: Settings, archive: Path) -> Kept:
    """Unpack a backup into an installation that does not exist yet, on either database, its files into either store.

    A bucket may hold files already: what is kept under a name there is never anything else.
    """
    url, store = make_url(settings.database()), store_of(settings)
    wanted = [settings.decrees(), *([store.folder] if isinstance(store, DiskStore) else []),
              *([Path(url.database or "")] if url.drivername == "sqlite" else [])]
    there = [str(path) for path in wanted if path.exists() and (path.is_file() or any(path.iterdir()))]
    if there:
        raise ConflictError(f"There is something at {', '.join(there)}.", way_out="Restore into an empty data folder.")
    if url.drivername != "sqlite":
        refuse_filled(open_engine(settings.database()))
    with made(settings.data_folder), _workplace(settings.data_folder) as folder:
        told = unpack(archive, folder)
        copy = open_engine(f"sqlite:///{folder / DATABASE}")
        upgrade(copy)  # one of an older version is brought to this one's tables
        copy.dispose()
        if (folder / "files").is_dir():
            bring_in(folder / "files", store)
        if (folder / "decrees").is_dir():
            move_in(folder / "decrees", settings.decrees())
        if url.drivername == "sqlite":
            shutil.move(folder / DATABASE, url.database or "")
        else:
            fill_server(folder / DATABASE, open_engine(settings.database()))
    make_private(settings.data_folder, settings.files())
    return Kept(str(archive), told.revision, len(told.parts))


def upgrade_installation(settings: Settings, now: datetime) -> Kept | None:
    """Bring an installation to this version's tables, a backup beside it first; nothing where it is there already."""
    url = make_url(settings.database())
    if url.drivername == "sqlite" and not Path(url.database or "").is_file():
        raise NotFoundError(f"There is no database {url.database}.", way_out="Name the data folder with --data.")
    make_private(settings.data_folder, settings.files())
    engine = open_engine(settings.database())
    state = check(engine)
    if state == "empty":
        raise NotFoundError("There is no installation here.", way_out="Name the data folder with --data.")
    kept = None
    if state == "older":
        kept = back_up(settings, settings.data_folder / "backups" / f"before-{head()}-{now:%Y%m%d-%H%M%S}.tar", now)
        upgrade(engine)
    engine.dispose()
    return kept


@contextmanager
def _workplace(beside: Path) -> Iterator[Path]:
    """A folder on the same disk that goes when the work is over."""
    with tempfile.TemporaryDirectory(dir=beside, prefix="backup-") as name:
        yield Path(name)
