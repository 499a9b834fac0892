from dataclasses import replace
from pathlib import Path

import pytest

from casework.account import passwords
from casework.desk import House
from files.store import DiskStore
from tests.console.browser import cheap_passwords


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    hasher = cheap_passwords()
    monkeypatch.setattr(passwords, "_hasher", lambda: hasher)


@pytest.fixture
def kept(house: House, tmp_path: Path) -> House:
    """A house with a file store."""
    return replace(house, files=DiskStore(tmp_path / "files"))
