"""Backup while everything runs, restore into an empty place, upgrade with a backup before it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import make_url

from deployments.keeping.archive import pack, unpack
from deployments.keeping.copies import copy_file, copy_server, fill_server, refuse_filled
from foundation.database import open_engine
from foundation.errors import ConflictError, NotFoundError
from foundation.settings import Settings
from models.schema import check, current, head, upgrade

DATABASE = "kuangjian.db"


@dataclass(frozen=True)
class Kept:
    """What a backup or a restore took along."""

    file: str
    revision: str
    parts: int


def back_up(settings: Settings, target: Path, now: datetime) -> Kept:
    """Write database, decrees and files into one archive; what runs goes on meanwhile."""
    if target.exists():
        raise ConflictError(f"{target} is there already.", way_out="Name another file; a backup overwrites nothing.")
    url = make_url(settings.database())
    target.parent.mkdir(parents=True, exist_ok=True)
    with _workplace(target.parent) as folder:
        copy = folder / DATABASE
        if url.drivername == "sqlite":
            if not Path(url.database or "").is_file():
                raise NotFoundError(f"There is no database {url.database}.", way_out="Name the data folder with --data.")
            copy_file(Path(url.database or ""), copy)
        else:
            copy_server(open_engine(settings.database()), copy)
        # The files after the database: what a row names was in the store before the row.
        for name, source in (("decrees", settings.decrees()), ("files", settings.files())):
            if source.is_dir():
                shutil.copytree(source, folder / name, copy_function=_link, ignore=shutil.ignore_patterns("half-*"))
        told = pack(folder, target, revision=_revision(copy), made_at=now.isoformat())
    return Kept(str(target), told.revision, len(told.parts))


def _revision(copy: Path) -> str:
    engine = open_engine(f"sqlite:///{copy}")
    with engine.connect() as connection:
        found = current(connection)
    engine.dispose()
    if found is None:
        raise NotFoundError("There is no installation in this database.", way_out="Run `kuangjian init` first.")
    return found


def _link(source: str, target: str) -> None:
    """What lies in the store never changes: within a disk it need not be copied."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def restore(settings: Settings, archive: Path) -> Kept:
    """Unpack a backup into an installation that does not exist yet, on either database."""
    url = make_url(settings.database())
    folders = {"decrees": settings.decrees(), "files": settings.files()}
    there = [str(path) for path in (*folders.values(), *((Path(url.database or ""),) if url.drivername == "sqlite" else ()))
             if path.exists() and (path.is_file() or any(path.iterdir()))]
    if there:
        raise ConflictError(f"There is something at {', '.join(there)}.", way_out="Restore into an empty data folder.")
    if url.drivername != "sqlite":
        refuse_filled(open_engine(settings.database()))
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    with _workplace(settings.data_folder) as folder:
        told = unpack(archive, folder)
        copy = open_engine(f"sqlite:///{folder / DATABASE}")
        upgrade(copy)  # one of an older version is brought to this one's tables
        copy.dispose()
        for name, target in folders.items():
            if (folder / name).is_dir():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(folder / name, target)
        if url.drivername == "sqlite":
            (folder / DATABASE).chmod(0o600)  # it holds what the archive held
            shutil.move(folder / DATABASE, url.database or "")
        else:
            fill_server(folder / DATABASE, open_engine(settings.database()))
    return Kept(str(archive), told.revision, len(told.parts))


def upgrade_installation(settings: Settings, now: datetime) -> Kept | None:
    """Bring an installation to this version's tables, a backup beside it first; nothing where it is there already."""
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
