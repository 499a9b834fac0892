import pytest

from casework.account import passwords
from tests.console.browser import cheap_passwords


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    hasher = cheap_passwords()
    monkeypatch.setattr(passwords, "_hasher", lambda: hasher)
