"""The rulebook is read again once the folder of decrees has changed; what cannot be read changes nothing."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from casework.access import SYSTEM
from casework.desk import House, open_desk
from casework.shelf import Shelf
from regulation.loading import RulebookError

DECREE = """
[[figure_value]]
figure = "letter_attempts"
from = 2024-01-01
value = {value}
source = "测试文件"
confidence = "V"
"""


def lay(folder: Path, value: object, name: str = "a.toml") -> Path:
    folder.mkdir(exist_ok=True)
    half = folder / "half"
    half.write_text(DECREE.format(value=value), encoding="utf-8")
    return half.replace(folder / name)


def attempts(shelf: Shelf) -> list[int]:
    return [value.value for value in shelf.rulebook().figures["letter_attempts"].values]


def test_a_decree_that_comes_changes_or_goes_is_seen_and_nothing_is_read_twice(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "decrees")
    first = shelf.rulebook()
    assert attempts(shelf) == [8] and shelf.rulebook() is first
    placed = lay(tmp_path / "decrees", 3)
    second = shelf.rulebook()
    assert attempts(shelf) == [8, 3] and shelf.rulebook() is second is not first
    lay(tmp_path / "decrees", 4)  # as long as the one before
    assert attempts(shelf) == [8, 4]
    placed.unlink()
    assert attempts(shelf) == [8] and shelf.rulebook().fingerprint == first.fingerprint


def test_what_cannot_be_read_leaves_the_rulebook_as_it_was_and_is_told(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "decrees")
    lay(tmp_path / "decrees", 3)
    assert attempts(shelf) == [8, 3] and shelf.problems == ()
    lay(tmp_path / "decrees", "many")
    assert attempts(shelf) == [8, 3]
    assert len(shelf.problems) == 1 and "not TOML" in shelf.problems[0]
    lay(tmp_path / "decrees", 0)
    assert attempts(shelf) == [8, 3] and "0 is too small" in shelf.problems[0]
    lay(tmp_path / "decrees", 5)
    assert attempts(shelf) == [8, 5] and shelf.problems == ()


def test_without_a_rulebook_from_before_mistakes_are_raised(tmp_path: Path) -> None:
    lay(tmp_path / "decrees", "many")
    shelf = Shelf(tmp_path / "decrees")
    with pytest.raises(RulebookError, match="not TOML"):
        shelf.rulebook()
    lay(tmp_path / "decrees", 3)
    assert attempts(shelf) == [8, 3]


def test_a_file_written_over_within_the_same_instant_is_seen(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "decrees")
    told = lay(tmp_path / "decrees", 3).stat()
    assert attempts(shelf) == [8, 3]
    os.utime(lay(tmp_path / "decrees", 4), ns=(told.st_atime_ns, told.st_mtime_ns))
    assert attempts(shelf) == [8, 4]


def test_many_who_ask_at_once_all_get_the_new_one(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "decrees")
    shelf.rulebook()
    lay(tmp_path / "decrees", 3)
    with ThreadPoolExecutor(8) as pool:
        books = list(pool.map(lambda _: shelf.rulebook(), range(40)))
    assert len({id(book) for book in books}) == 1
    assert len(books[0].figures["letter_attempts"].values) == 2


def test_a_desk_goes_by_one_rulebook_whatever_comes_meanwhile(sqlite_house: House, tmp_path: Path) -> None:
    house = replace(sqlite_house, source=Shelf(tmp_path / "decrees"))
    with open_desk(house, SYSTEM, reads=True) as desk:
        lay(tmp_path / "decrees", 3)
        assert len(desk.rulebook.figures["letter_attempts"].values) == 1
    with open_desk(house, SYSTEM, reads=True) as desk:
        assert len(desk.rulebook.figures["letter_attempts"].values) == 2
