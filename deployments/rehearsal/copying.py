"""A copy of an installation's database, taken while it runs: read only, into a file that only its owner may read."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url

from deployments.keeping.copies import copy_file, copy_server, refuse_other
from foundation.database import open_engine
from foundation.errors import InvalidError, KuangjianError, NotFoundError


@dataclass(frozen=True)
class Source:
    """What is copied: a database's address, and the folder of its decrees."""

    address: str
    decrees: Path | None = None

    @property
    def name(self) -> str:
        """The address without its password."""
        return make_url(self.address).render_as_string()


def copy_installation(source: Source, target: Path, decrees: Path) -> None:
    """Copy a database into a SQLite file and its decrees into a folder; the source is only read."""
    url = make_url(source.address)
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)  # it holds addresses and letters
    try:
        if url.drivername == "sqlite":
            _copy_file(Path(url.database or ""), target)
        elif url.drivername == "postgresql+psycopg":
            server = open_engine(source.address)
            refuse_other(server, server.url.render_as_string())
            copy_server(server, target)
            server.dispose()
        else:
            raise InvalidError(f"{url.render_as_string()} is no address of a database of ours.",
                               way_out="An address begins with postgresql+psycopg:// or sqlite:///.")
    except KuangjianError:
        for name in (target.name, f"{target.name}-wal", f"{target.name}-shm"):
            (target.parent / name).unlink(missing_ok=True)
        raise
    if source.decrees is not None and source.decrees.is_dir():
        shutil.copytree(source.decrees, decrees, dirs_exist_ok=True)


def _copy_file(source: Path, target: Path) -> None:
    if not source.is_file():
        raise NotFoundError(f"There is no database {source}.",
                            way_out="Name a data folder that holds kuangjian.db, such a file, or a database's address.")
    copy_file(source, target)
    copy = open_engine(f"sqlite:///{target}")
    try:
        refuse_other(copy, str(source))
    finally:
        copy.dispose()
