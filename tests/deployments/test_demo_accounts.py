"""The demo's accounts: one at each level, the same when asked again, readable by their owner alone."""

from pathlib import Path

import pytest

from casework.account import passwords
from casework.account.sessions import Stay, present
from casework.account.signing_in import sign_in
from casework.desk import House
from deployments.demo import fill_demo
from deployments.demo_accounts import FILE, accounts_of_demo
from tests.casework.town import at
from tests.console.browser import cheap_passwords

LOGINS = {"admin": "administrator", "leader": "deputy", "province": "handler", "city": "handler", "inspector": "inspector",
          "county": "handler", "unit": "unit_head", "review": "deputy", "legal": "legal_reviewer",
          "head": "head", "township": "handler", "mine": "holder"}


@pytest.fixture
def demo(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    hasher = cheap_passwords()
    monkeypatch.setattr(passwords, "_hasher", lambda: hasher)
    fill_demo(house, mines=10)
    return house


def password_of(told: str) -> str:
    return told.strip().rpartition("：")[2]


def test_each_printed_account_opens_the_door_to_its_own_posts(demo: House, tmp_path: Path) -> None:
    told = accounts_of_demo(demo, tmp_path)
    assert [line.partition("\t")[0] for line in told.splitlines()[:-1]] == list(LOGINS)
    for login, role in LOGINS.items():
        token = sign_in(demo, login, password_of(told), Stay())
        with at(demo) as desk:
            found = present(desk, token, Stay())
        assert found is not None and role in {post.role for post in found.actor.posts}


def test_everybody_of_the_demo_is_marked_so_that_letters_are(demo: House, tmp_path: Path) -> None:
    accounts_of_demo(demo, tmp_path)
    with at(demo) as desk:
        assert desk.scalar("SELECT count(*) FROM officer WHERE name = '方正' AND demo") >= 1
        assert desk.rows("SELECT name FROM officer WHERE NOT demo") == []


def test_asked_again_they_are_the_same_and_lost_they_are_given_anew(demo: House, tmp_path: Path) -> None:
    told = accounts_of_demo(demo, tmp_path)
    assert accounts_of_demo(demo, tmp_path) == told
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0
    (tmp_path / FILE).unlink()
    anew = accounts_of_demo(demo, tmp_path)
    assert password_of(anew) != password_of(told) and sign_in(demo, "county", password_of(anew), Stay())
