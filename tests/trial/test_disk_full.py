"""The disk fills up in the middle of a year's watch and post: a clear error, nothing half-written, and later the same end."""

import asyncio
import shutil
import sqlite3
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from casework.access import SYSTEM
from casework.desk import House, open_desk
from casework.house import open_house, prepare
from casework.letter.posting import post_round
from casework.watch import keep_watch
from deployments.rehearsal.fingerprint import Print, fingerprint
from foundation.clock import SetClock
from foundation.errors import UnavailableError
from foundation.settings import Settings
from notifications.message import Outgoing
from notifications.settings import MailSender
from notifications.terms import Outcome
from tests.deployments.shell import kuangjian, refused
from tests.trial.province import NOWHERE, Hands, found

pytestmark = pytest.mark.trial
DAY = date(2024, 7, 3)  # a Wednesday: reports of the half-year are due, weeks and months have lapsed
SENDER = MailSender("矿监", "kj@kj.example")
LEAVE = (0, 40, 200, 800, 1500, 2500, 4000)  # kilobytes: the disk is full in one step of the watch after another
SIZE = 64  # megabytes


def house_in(data: Path) -> House:
    return open_house(Settings(data_folder=data, database_url=None), clock=SetClock.at(DAY), ready=False)


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo province on a day in the middle of the year; for copying only."""
    data = tmp_path_factory.mktemp("full") / "data"
    house = house_in(data)
    prepare(house)
    found(house, mines=40, seed=3)
    house.engine.dispose()
    return data


@pytest.fixture(scope="module")
def quiet(province: Path) -> tuple[dict[str, Print], set[str]]:
    """What an undisturbed watch and post leave, and the letters that left."""
    copy = province.parent / "quiet"
    shutil.copytree(province, copy)
    house, hands = house_in(copy), Hands()
    keep_watch(house)
    asyncio.run(post_round(house, SENDER, NOWHERE, carrier=hands))
    return printed(house), set(hands.taken)


@pytest.fixture
def disk(tmp_path: Path, province: Path) -> Iterator[Path]:
    """A small disk that holds the province."""
    folder = tmp_path / "disk"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "tmpfs", folder], check=True)
    shutil.copy(province / "kuangjian.db", folder)
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)  # its database may still be open


def fill(folder: Path, *, leave: int) -> Path:
    filler = folder / "filler"
    filler.write_bytes(bytes(max(shutil.disk_usage(folder).free - leave * 1024, 0)))
    return filler


def printed(house: House) -> dict[str, Print]:
    with open_desk(house, SYSTEM, reads=True) as desk:
        return fingerprint(desk)


class FullPost(Hands):
    """A carrier that writes down each letter it takes; after some of them the disk is full."""

    def __init__(self, folder: Path, after: int) -> None:
        super().__init__()
        self.folder, self.after = folder, after
        self.bytes: dict[str, set[tuple[object, ...]]] = defaultdict(set)

    def take(self, letter: Outgoing) -> Outcome:
        self.bytes[letter.message_id].add(tuple(vars(letter).values()))
        if len(self.taken) == self.after:
            fill(self.folder, leave=0)
        return super().take(letter)


def test_a_watch_on_a_full_disk_says_so_and_later_ends_as_if_nothing_had_been(
        disk: Path, quiet: tuple[dict[str, Print], set[str]]) -> None:
    house, refusals = house_in(disk), 0
    for leave in LEAVE:
        filler = fill(disk, leave=leave)
        try:
            keep_watch(house)
        except UnavailableError as error:
            assert "disk" in str(error) and "Free some space" in str(error)
            refusals += 1
        finally:
            filler.unlink()
        with sqlite3.connect(disk / "kuangjian.db") as book:
            assert book.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert refusals >= 4
    keep_watch(house)
    asyncio.run(post_round(house, SENDER, NOWHERE, carrier=Hands()))
    assert printed(house) == quiet[0]


def test_the_command_names_the_disk_and_does_the_same_again_with_space(
        disk: Path, quiet: tuple[dict[str, Print], set[str]]) -> None:
    filler = fill(disk, leave=300)
    refused(kuangjian("chase", data=disk, today=DAY.isoformat()), 6, "disk", "Free some space")
    filler.unlink()
    assert kuangjian("chase", "--json", data=disk, today=DAY.isoformat()).json["letters"] == len(quiet[1])


@pytest.mark.parametrize("after", [0, 1, 20])
def test_a_post_round_on_a_full_disk_loses_no_letter_and_repeats_only_the_very_same(
        disk: Path, quiet: tuple[dict[str, Print], set[str]], after: int) -> None:
    house, post = house_in(disk), FullPost(disk, after)
    keep_watch(house)
    house.engine.dispose()  # with the last connection goes the log of the watch, which would hold the post's writing too
    with pytest.raises(UnavailableError, match="disk"):
        asyncio.run(post_round(house, SENDER, NOWHERE, carrier=post))
    (disk / "filler").unlink()
    post.after = -1
    assert isinstance(house.clock, SetClock)
    house.clock.advance(minutes=11)  # what the round held comes back
    asyncio.run(post_round(house, SENDER, NOWHERE, carrier=post))
    assert set(post.taken) == quiet[1] and all(len(copies) == 1 for copies in post.bytes.values())
    assert printed(house) == quiet[0]
