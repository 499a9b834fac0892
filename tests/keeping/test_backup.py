"""A backup from SQLite comes back in PostgreSQL and the other way round: the same rows, seals and answers."""

import io
import shutil
import tarfile
from datetime import date
from pathlib import Path

import pytest

from casework.journal import seal
from deployments.keeping.backups import back_up, restore, upgrade_installation
from foundation.database import open_engine
from foundation.errors import ConflictError, InvalidError, NotFoundError
from foundation.settings import Settings
from models.schema import check, head, upgrade
from tests.casework.town import at, patrol
from tests.databases import PostgresDatabases
from tests.keeping.installations import NOW, house_at, lived_in, settings, told


def stored(one: Settings) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for folder in (one.files(), one.decrees())
            for path in folder.rglob("*") if path.is_file()}


@pytest.mark.trial  # seconds
def test_there_and_back_over_both_databases_it_is_the_same(tmp_path: Path, postgres_databases: PostgresDatabases) -> None:
    engine = postgres_databases.empty()
    here, there = settings(tmp_path / "here"), settings(tmp_path / "there", engine.url.render_as_string(hide_password=False))
    back = settings(tmp_path / "back")
    before = told(lived_in(here))
    assert back_up(here, tmp_path / "one.tar", NOW).revision == head()
    restore(there, tmp_path / "one.tar")
    house = house_at(there)
    assert told(house) == before and stored(there) == stored(here)
    # It goes on there: new rows get new numbers, new entries are sealed after those that came along.
    with at(house) as desk:
        patrol_at = desk.scalar("SELECT id FROM party WHERE level = 'township'")
    patrol(house, patrol_at, date(2024, 3, 6))
    with at(house) as desk:
        seal(desk)
    after = told(house)
    assert after[2].unsealed == 0 and after[2].sealed > before[2].sealed  # type: ignore[attr-defined]
    back_up(there, tmp_path / "two.tar", NOW)
    restore(back, tmp_path / "two.tar")
    assert told(house_at(back)) == after and stored(back) == stored(here)
    assert (tmp_path / "back" / "kuangjian.db").stat().st_mode & 0o077 == 0
    house.engine.dispose()
    engine.dispose()


def test_a_backup_is_its_owners_alone_and_overwrites_nothing(tmp_path: Path) -> None:
    here = settings(tmp_path / "here")
    lived_in(here)
    archive = tmp_path / "a.tar"
    back_up(here, archive, NOW)
    assert archive.stat().st_mode & 0o077 == 0 and sorted(path.name for path in tmp_path.iterdir()) == ["a.tar", "here"]
    with pytest.raises(ConflictError, match="overwrites nothing"):
        back_up(here, archive, NOW)
    with pytest.raises(NotFoundError):
        back_up(settings(tmp_path / "nowhere"), tmp_path / "b.tar", NOW)


def test_nothing_is_restored_over_what_is_there(tmp_path: Path, postgres_databases: PostgresDatabases) -> None:
    here = settings(tmp_path / "here")
    lived_in(here)
    back_up(here, tmp_path / "a.tar", NOW)
    with pytest.raises(ConflictError, match="There is something at"):
        restore(here, tmp_path / "a.tar")
    filled = postgres_databases.fresh()
    there = settings(tmp_path / "there", filled.url.render_as_string(hide_password=False))
    with pytest.raises(ConflictError, match="already"):
        restore(there, tmp_path / "a.tar")
    assert not (tmp_path / "there").exists()
    postgres_databases.give_back(filled)


@pytest.mark.parametrize("damage", ["flipped", "short", "left out", "put in", "no archive", "leads out"])
def test_a_damaged_backup_is_refused_and_leaves_nothing(tmp_path: Path, damage: str) -> None:
    here, there = settings(tmp_path / "here"), settings(tmp_path / "there")
    lived_in(here)
    archive = tmp_path / "a.tar"
    back_up(here, archive, NOW)
    whole = archive.read_bytes()
    if damage == "flipped":
        spot = whole.index(b"%PDF-") + 3
        archive.write_bytes(whole[:spot] + b"X" + whole[spot + 1:])
    elif damage == "short":
        archive.write_bytes(whole[:len(whole) // 2])
    elif damage == "no archive":
        archive.write_bytes(b"something else")
    else:
        rewritten(archive, damage)
    with pytest.raises(InvalidError, match=r"is damaged|no backup"):
        restore(there, archive)
    assert not (tmp_path / "there").exists()


def rewritten(archive: Path, damage: str) -> None:
    """Another archive, with a part left out, put in, or leading out of the folder."""
    with tarfile.open(archive) as old, tarfile.open(archive.with_suffix(".new"), "w") as new:
        for part in old.getmembers():
            if damage == "left out" and part.name.startswith("files/"):
                continue
            if damage == "leads out" and part.name.startswith("files/"):
                part.name = "../../outside"
            new.addfile(part, old.extractfile(part))
        if damage == "put in":
            part = tarfile.TarInfo("files/more")
            part.size = 1
            new.addfile(part, io.BytesIO(b"x"))
    shutil.move(archive.with_suffix(".new"), archive)


@pytest.mark.parametrize("postgres", [False, pytest.param(True, marks=pytest.mark.trial)])
def test_an_older_installation_is_upgraded_with_a_backup_first(
        tmp_path: Path, postgres_databases: PostgresDatabases, postgres: bool) -> None:
    engine = postgres_databases.empty() if postgres else open_engine(f"sqlite:///{tmp_path / 'data' / 'kuangjian.db'}")
    here = settings(tmp_path / "data", engine.url.render_as_string(hide_password=False) if postgres else None)
    upgrade(engine, "0002")
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO instance (key, value) VALUES ('id', 'old')")
    kept = upgrade_installation(here, NOW)
    assert kept is not None and kept.revision == "0002" and check(engine) == "current"
    assert upgrade_installation(here, NOW) is None
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT value FROM instance WHERE key = 'id'").scalar() == "old"
    # The backup of the older one comes back, too, with this version's tables.
    there = settings(tmp_path / "there")
    restore(there, Path(kept.file))
    assert check(open_engine(there.database())) == "current"
    engine.dispose()
    with pytest.raises(NotFoundError):
        upgrade_installation(settings(tmp_path / "empty"), NOW)
