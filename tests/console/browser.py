"""A browser without a window: cookies, forms as the pages make them, an Origin as browsers send it."""

import re
from html import unescape
from types import TracebackType

import httpx

from casework.account import passwords
from casework.account.accounts import open_account, use_link
from casework.desk import House
from tests.casework.town import at
from tests.doors import served

WORDS = "山高水长·巡查每周两次"
INPUT = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def account(house: House, officer: int, login: str) -> None:
    """An account with a password."""
    with at(house) as desk:
        link = open_account(desk, officer, login)
        use_link(desk, link.token, WORDS)


class Browser:
    """One person's browser."""

    def __init__(self, house: House) -> None:
        transport = httpx.ASGITransport(app=served(house))
        self.client = httpx.AsyncClient(transport=transport, base_url=house.base_url, follow_redirects=True,
                                        headers={"accept": "text/html", "origin": house.base_url})

    async def __aenter__(self) -> "Browser":
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None,
                        trace: TracebackType | None) -> None:
        await self.client.aclose()

    async def get(self, path: str) -> httpx.Response:
        return await self.client.get(path)

    async def send(self, page: str, *, to: str | None = None, headers: dict[str, str] | None = None,
                   files: dict[str, tuple[str, bytes]] | None = None, **fields: str) -> httpx.Response:
        """Open a page, fill in its form and send it."""
        made = await self.client.get(page)
        hidden = {name: unescape(value) for name, value in INPUT.findall(made.text)}
        return await self.client.post(to or page, data=hidden | fields, headers=headers, files=files)

    async def sign_in(self, login: str, password: str = WORDS, then: str = "/") -> httpx.Response:
        return await self.send(f"/sign-in?then={then}", to="/sign-in", login=login, password=password)


def cheap_passwords() -> object:
    """Argon2 as ever, but at a cost that tests can pay."""
    from pwdlib import PasswordHash
    from pwdlib.hashers.argon2 import Argon2Hasher
    assert passwords.SHORTEST == 10
    return PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
