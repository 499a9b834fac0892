"""Opens an installation: its database, its rulebook with the province's own decrees, its clock."""

import secrets
from pathlib import Path

from sqlalchemy.engine import make_url

from casework.desk import Desk, House
from casework.shelf import Shelf
from files.configured import door_of
from foundation.clock import Clock, SystemClock
from foundation.database import open_engine
from foundation.errors import ConflictError, InvalidError
from foundation.settings import Settings
from models.schema import check, head, upgrade
from regulation.book import Rulebook
from regulation.loading import RulebookError, load


def open_rulebook(decrees: Path | None = None) -> Rulebook:
    """The rulebook, with the decrees of a folder on top where there is one."""
    try:
        return load(extra=[decrees] if decrees is not None and decrees.is_dir() else [])
    except RulebookError as error:
        raise InvalidError(str(error), way_out="Mend the file named, then start again.") from error


def open_shelf(decrees: Path) -> Shelf:
    """The rulebook with the decrees of a folder on top, as that folder has it at any time; read once, to find mistakes."""
    shelf = Shelf(decrees)
    try:
        shelf.rulebook()
    except RulebookError as error:
        raise InvalidError(str(error), way_out="Mend the file named, then start again.") from error
    return shelf


def open_house(settings: Settings, *, clock: Clock | None = None, ready: bool = True) -> House:
    """The house that the settings describe; `ready` refuses a database that is empty or of another version."""
    path = make_url(settings.database()).database
    if ready and settings.database().startswith("sqlite") and path and not Path(path).exists():
        raise ConflictError(f"There is no installation in {Path(path).parent}: its database has no tables yet.",
                            way_out="Run `kuangjian init`, or name another folder with --data.")
    engine = open_engine(settings.database())
    if ready and (state := check(engine)) != "current":
        found = "has no tables yet" if state == "empty" else f"is older than version {head()} of this Kuangjian"
        raise ConflictError(f"The database {found}.", way_out="Run `kuangjian init`; it changes nothing that is recorded.")
    return House(engine, open_shelf(settings.decrees()), clock or SystemClock(), settings.address(),
                 door_of(settings), settings.seal(), mails=settings.mail_host is not None, templates=settings.templates())


def prepare(house: House) -> None:
    """Bring the database to this version's tables."""
    upgrade(house.engine)


def remember(desk: Desk, key: str, value: str) -> str:
    """Keep a fact of this installation unless one is kept already; the one that is kept."""
    desk.run("INSERT INTO instance (key, value) VALUES (:key, :value) ON CONFLICT (key) DO NOTHING", key=key, value=value)
    return str(remembered(desk, key))


def remembered(desk: Desk, key: str) -> str | None:
    """A fact of this installation; none where none was kept."""
    found = desk.scalar("SELECT value FROM instance WHERE key = :key", key=key)
    return None if found is None else str(found)


def instance_id(desk: Desk) -> str:
    """A name of this installation that no other has; part of every Message-ID."""
    return remembered(desk, "id") or remember(desk, "id", secrets.token_hex(8))
